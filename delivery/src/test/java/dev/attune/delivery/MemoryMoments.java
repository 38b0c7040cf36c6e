package dev.attune.delivery;

import dev.attune.playbook.Team;
import dev.attune.playbook.Urgency;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Open moments in memory, told to a feed as they open and close. */
final class MemoryMoments implements OpenMoments {
  private final Map<String, OpenMoment> open = new ConcurrentHashMap<>();
  private final MemoryFeed feed;
  private final InstantSource clock;
  private final Team team;
  volatile int attention = 20;

  /** Who promised what the moments are about that open from now on. */
  volatile Optional<String> promiser = Optional.empty();

  MemoryMoments(MemoryFeed feed, InstantSource clock, Team team) {
    this.feed = feed;
    this.clock = clock;
    this.team = team;
  }

  OpenMoment opens(String id, Urgency urgency, Instant expires) {
    return opens(id, "Third contact", urgency, expires);
  }

  OpenMoment opens(String id, String title, Urgency urgency, Instant expires) {
    OpenMoment moment =
        new OpenMoment(
            id,
            title,
            Optional.of("Ann"),
            Optional.of(team),
            promiser,
            urgency,
            expires,
            clock.instant(),
            Optional.empty());
    open.put(id, moment);
    Told unused = feed.opens(id);
    return moment;
  }

  void closes(String id) {
    open.remove(id);
    Told unused = feed.closes(id);
  }

  /** Somebody looks after it now; no effect tells of that. */
  void takes(String id, String person) {
    open.computeIfPresent(
        id,
        (same, was) ->
            new OpenMoment(
                id,
                was.title(),
                was.firstName(),
                was.team(),
                was.promiser(),
                was.urgency(),
                was.expires(),
                was.settlesAt(),
                Optional.of(person)));
  }

  @Override
  public void each(Consumer<OpenMoment> consumer) {
    List.copyOf(open.values()).forEach(consumer);
  }

  @Override
  public Optional<OpenMoment> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public int attention() {
    return attention;
  }
}
