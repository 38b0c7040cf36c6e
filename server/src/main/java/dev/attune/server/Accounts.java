package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.people.KnownDevices;
import dev.attune.people.Passwords;
import dev.attune.people.People;
import dev.attune.people.Records;
import dev.attune.people.Secret;
import dev.attune.people.Sessions;
import dev.attune.people.SignIn;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The people of this server, their sessions and how they come in. They are read when somebody first
 * asks: what was written before must be folded by then, and a start must not wait for that.
 *
 * <p>Thread-safe: what is read is published once, under this object's lock.
 */
final class Accounts {
  private static final String DEVICE_KEY = "people/device-key";

  private final Engine engine;
  private final Records records;
  private final InstantSource clock;
  private final Passwords passwords;
  private volatile @Nullable All all;

  private record All(People people, Sessions sessions, SignIn signIn, KnownDevices devices) {}

  Accounts(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.records = new EngineRecords(engine);
    this.clock = clock;
    this.passwords = new Passwords(Passwords.RECOMMENDED);
  }

  People people() {
    return all().people();
  }

  Sessions sessions() {
    return all().sessions();
  }

  SignIn signIn() {
    return all().signIn();
  }

  KnownDevices devices() {
    return all().devices();
  }

  private All all() {
    All read = all;
    return read == null ? read() : read;
  }

  private synchronized All read() {
    All read = all;
    if (read == null) {
      People people = new People(records, clock, passwords);
      KnownDevices devices = new KnownDevices(deviceKey());
      SignIn signIn = new SignIn(people, devices, clock);
      read = new All(people, new Sessions(records, clock), signIn, devices);
      all = read;
    }
    return read;
  }

  private Secret deviceKey() {
    Map<String, Data> kept = records.all(DEVICE_KEY);
    Data key = kept.get(DEVICE_KEY);
    Secret known = key == null ? null : Secret.presented(key.text("key"));
    if (known != null) {
      return known;
    }
    Secret fresh = Secret.fresh("");
    records.write(DEVICE_KEY, Optional.of(Data.of("key", fresh.reveal())));
    return fresh;
  }

  /** A link by which somebody becomes the first steward, if there is none. */
  Optional<Secret> founding() {
    // Usually there is one for long, and nothing has to be waited for to see that.
    People folded = new People(EngineRecords.folded(engine), clock, passwords);
    return folded.hasSteward() || people().hasSteward()
        ? Optional.empty()
        : Optional.of(people().found());
  }

  /** The person whose session's cookie a request brings, if it lives. */
  Optional<Caller.ByPerson> signedIn(Request request) {
    Secret secret = Secret.presented(Cookie.SESSION.in(request).orElse(null));
    if (secret == null) {
      return Optional.empty();
    }
    // What an open page asks by itself keeps nobody signed in who has gone.
    boolean isAlive = !request.isSafe() || request.header("hx-request").isEmpty();
    return (isAlive ? sessions().find(secret) : sessions().peek(secret))
        .flatMap(session ->
            people()
                .live(session.person())
                .map(person -> new Caller.ByPerson(person, session, SameOrigin.token(secret))));
  }
}
