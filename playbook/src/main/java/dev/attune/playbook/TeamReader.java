package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Team.Channel;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code teams} of a playbook. */
final class TeamReader {
  /** The most teams of one playbook. */
  static final int MOST = 1_000;

  /** The words of a team. */
  static final Set<String> WORDS =
      new LinkedHashSet<>(List.of("brand", "region", "zone", "hours", "channels", "default"));

  /** How a team may be told. */
  static final List<String> CHANNELS =
      Arrays.stream(Channel.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();

  private final Problems problems;
  private final Map<String, Scalar> keys = new LinkedHashMap<>();
  private final List<Team> teams = new ArrayList<>();

  TeamReader(Problems problems) {
    this.problems = problems;
  }

  void read(Optional<Mapping> mapping, ZoneId zone) {
    if (mapping.isEmpty()) {
      return;
    }
    List<Entry> entries = mapping.get().entries();
    if (entries.size() > MOST) {
      problems.error(
          entries.get(MOST).key().at(), "more than " + MOST + " teams: " + entries.size());
      return;
    }
    for (Entry entry : entries) {
      Names.check(entry.key(), "a team", problems);
      keys.put(entry.key().text(), entry.key());
      team(entry, zone).ifPresent(teams::add);
    }
    checkDefault();
  }

  /** In the document's order, one of them the default. */
  List<Team> teams() {
    return teams;
  }

  /** Whether a text names a team; reported if it does not. */
  boolean checkKnown(Scalar name) {
    String text = name.text().strip();
    if (keys.containsKey(text)) {
      return true;
    }
    if (keys.isEmpty()) {
      problems.error(
          name.at(),
          "unknown team " + text,
          "the playbook has no teams: add teams: {" + text + ":}");
    } else {
      problems.unknown(name.at(), "unknown team " + text, text, keys.keySet());
    }
    return false;
  }

  /** Reports a place that no team works in. */
  boolean checkPlace(Scalar place) {
    String text = place.text().strip();
    List<String> regions = teams.stream().flatMap(team -> team.region().stream()).toList();
    if (regions.contains(text)) {
      return true;
    }
    problems.unknown(place.at(), "no team works in " + text, text, regions);
    return false;
  }

  private Optional<Team> team(Entry entry, ZoneId zone) {
    String name = entry.key().text();
    boolean empty = entry.value() instanceof Scalar scalar && scalar.isNothing();
    if (!empty && !(entry.value() instanceof Mapping)) {
      problems.error(
          entry.value().at(),
          "team " + name + " takes words with values",
          "write " + name + ": { region: Berlin, hours: { mon-fri: 08:00-18:00 } }");
      return Optional.empty();
    }
    Mapping words =
        entry.value() instanceof Mapping mapping
            ? mapping
            : new Mapping(entry.key().at(), List.of());
    Entries entries = new Entries(words, problems, WORDS, Set.of());
    return Optional.of(
        new Team(
            name,
            entries.text("brand"),
            entries.text("region"),
            Names.zone(entries, zone, problems),
            new HoursReader(problems).read(entries),
            channels(entries),
            entries.flag("default")));
  }

  private Set<Channel> channels(Entries entries) {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    for (Scalar item : Names.list(entries, "channels", problems)) {
      String word = item.text().strip();
      if (CHANNELS.contains(word)) {
        channels.add(Channel.valueOf(word.toUpperCase(Locale.ROOT)));
      } else {
        problems.unknown(item.at(), "unknown channel " + word, word, CHANNELS);
      }
    }
    return channels;
  }

  private void checkDefault() {
    List<Team> defaults = teams.stream().filter(Team::isDefault).toList();
    if (defaults.size() > 1) {
      Scalar second = keys.get(defaults.get(1).name());
      problems.error(
          second == null ? 0 : second.at(),
          "two teams are the default: " + defaults.get(0).name() + " and " + defaults.get(1).name(),
          "moments that name no team reach one; remove default from the other");
    } else if (defaults.isEmpty() && teams.size() == 1 && keys.size() == 1) {
      Team only = teams.get(0);
      teams.set(
          0,
          new Team(
              only.name(),
              only.brand(),
              only.region(),
              only.zone(),
              only.hours(),
              only.channels(),
              true));
    } else if (defaults.isEmpty() && !teams.isEmpty()) {
      problems.error(
          keys.values().iterator().next().at(),
          "no team is the default",
          "moments that name no team reach it: add default: true to one");
    }
  }
}
