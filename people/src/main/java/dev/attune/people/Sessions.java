package dev.attune.people;

import dev.attune.customer.Data;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Who is signed in, where. A session is found by the hash of the secret in its cookie; the secret
 * itself is nowhere here. Each sign-in makes a new one.
 *
 * <p>Thread-safe: finding is one look into a map; beginning and ending take this object's lock.
 */
public final class Sessions {
  private static final String PREFIX = "session/";
  private static final String SEEN = "seen/";
  private static final String SECRET = "attune_session_";

  /** A person signs in on a few devices; who has more forgot the oldest. */
  private static final int MOST = 20;

  private final Records records;
  private final InstantSource clock;
  private final Map<String, Kept> live = new ConcurrentHashMap<>();
  private final Map<String, Instant> lastSeen = new ConcurrentHashMap<>();

  /** A session, and when it was last written down. */
  private record Kept(Session session, Instant written) {}

  /** A session that has begun, and what goes into its cookie. */
  public record Begun(Session session, Secret secret) {}

  /** Reads those that live. */
  public Sessions(Records records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
    Instant now = now();
    records
        .all(SEEN)
        .forEach(
            (key, data) -> lastSeen.put(key.substring(SEEN.length()), SessionFormat.seen(data)));
    records
        .all(PREFIX)
        .forEach((key, data) -> {
          Session session = SessionFormat.read(data);
          if (session.isLive(now)) {
            live.put(session.hash(), new Kept(session, session.seen()));
          } else {
            keepSeen(session);
            records.write(key, Optional.empty());
          }
        });
  }

  /** Begins one; a person's oldest ends where there are too many. */
  public synchronized Begun begin(String person, String device, String address) {
    Secret secret = Secret.fresh(SECRET);
    Instant now = now();
    Session session = new Session(secret.hash(), person, now, now, device, address);
    List<Session> theirs = of(person);
    theirs.stream()
        .sorted(Comparator.comparing(Session::seen))
        .limit(Math.max(0, theirs.size() - MOST + 1))
        .forEach(this::remove);
    keep(session);
    return new Begun(session, secret);
  }

  /** The session of this secret, if it lives; it lives on from now. */
  public Optional<Session> find(Secret secret) {
    Kept kept = live.get(secret.hash());
    Instant now = now();
    if (kept == null || !kept.session().isLive(now)) {
      return Optional.empty();
    }
    Session seen = kept.session().at(now);
    if (now.isAfter(kept.written().plus(Session.EXACT))) {
      touch(seen);
    } else if (now.isAfter(kept.session().seen())) {
      live.replace(seen.hash(), kept, new Kept(seen, kept.written()));
    }
    return Optional.of(seen);
  }

  private synchronized void touch(Session seen) {
    Kept kept = live.get(seen.hash());
    if (kept != null && seen.seen().isAfter(kept.written().plus(Session.EXACT))) {
      keep(seen);
    }
  }

  /** As {@link #find}, but this is not a sign of life: a page that asks by itself. */
  public Optional<Session> peek(Secret secret) {
    return Optional.ofNullable(live.get(secret.hash()))
        .map(Kept::session)
        .filter(session -> session.isLive(now()));
  }

  /** Whether a session that was found lives still; this is not a sign of life. */
  public boolean isLive(Session session) {
    Kept kept = live.get(session.hash());
    return kept != null && kept.session().isLive(now());
  }

  /** A person's, newest first. */
  public List<Session> of(String person) {
    Instant now = now();
    return live.values().stream()
        .map(Kept::session)
        .filter(session -> session.person().equals(person) && session.isLive(now))
        .sorted(Comparator.comparing(Session::since).reversed().thenComparing(Session::hash))
        .toList();
  }

  /** When somebody was last here, on whatever device; nothing if they never were. */
  public Optional<Instant> lastSeen(String person) {
    Optional<Instant> now = of(person).stream().map(Session::seen).max(Comparator.naturalOrder());
    return now.or(() -> Optional.ofNullable(lastSeen.get(person)));
  }

  /** What remains of a session that is over. */
  private void keepSeen(Session session) {
    String person = session.person();
    Instant known = lastSeen.get(person);
    if (known == null || session.seen().isAfter(known)) {
      lastSeen.put(person, session.seen());
      records.write(SEEN + person, Optional.of(SessionFormat.seen(session.seen())));
    }
  }

  /**
   * Ends one of a person's.
   *
   * @throws PeopleException if they have none of this id
   */
  public synchronized Session end(String person, String id) {
    Session session =
        of(person).stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                PeopleException.absent(
                    "no-such-session", person + " has no session '" + id + "'; it may have ended"));
    remove(session);
    return session;
  }

  /** Ends this one, if it lives. */
  public synchronized void end(Session session) {
    remove(session);
  }

  /** Ends all of a person's that are so. */
  public synchronized int endAll(String person, Predicate<Session> which) {
    List<Session> ending = of(person).stream().filter(which).toList();
    ending.forEach(this::remove);
    return ending.size();
  }

  /** Forgets those that ended by themselves. */
  public synchronized void tidy() {
    Instant now = now();
    live.values().stream()
        .map(Kept::session)
        .filter(session -> !session.isLive(now))
        .toList()
        .forEach(this::remove);
  }

  private void keep(Session session) {
    Data data = SessionFormat.write(session);
    records.write(PREFIX + session.hash(), Optional.of(data));
    live.put(session.hash(), new Kept(session, session.seen()));
  }

  /** Refused from now on, whatever becomes of the record. */
  private void remove(Session session) {
    Kept kept = live.remove(session.hash());
    if (kept != null) {
      keepSeen(kept.session());
      records.write(PREFIX + session.hash(), Optional.empty());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
