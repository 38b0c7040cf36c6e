package dev.attune.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets people in by name and password, and makes guessing slow.
 *
 * <p>A guesser is held back by address, for long, and by account, for half a minute at most: so
 * nobody can lock somebody else out. Who signed in before on the same device has a {@link
 * KnownDevices known device}, and is held back by nothing but their own wrong tries on it. All is
 * the same for names that nobody has.
 */
public final class SignIn {
  private static final Duration LONGEST_BY_ACCOUNT = Duration.ofSeconds(30);
  private static final Duration LONGEST_BY_ADDRESS = Duration.ofMinutes(15);
  private static final int LONGEST_NAME = 64;

  private final People people;
  private final InstantSource clock;
  private final KnownDevices devices;
  private final Delays byAccount = new Delays(LONGEST_BY_ACCOUNT);
  private final Delays byAddress = new Delays(LONGEST_BY_ADDRESS);
  private final Delays byDevice = new Delays(LONGEST_BY_ADDRESS);

  /** Lets in whom {@code people} knows. */
  public SignIn(People people, KnownDevices devices, InstantSource clock) {
    this.people = people;
    this.devices = devices;
    this.clock = clock;
  }

  /**
   * Who tries.
   *
   * @param name as typed
   * @param device what the browser's cookie says of it; may be anything
   */
  public record Attempt(String name, String password, String address, Optional<String> device) {}

  /** What came of it. */
  public sealed interface Outcome {
    /** It is who they say. */
    record Welcome(Person person) implements Outcome {}

    /** Name and password do not belong together, or there is no such name. */
    record Wrong() implements Outcome {}

    /** It was not looked at: there were too many wrong ones. */
    record TooSoon(Duration left) implements Outcome {}
  }

  /** Tries. */
  public Outcome attempt(Attempt attempt) {
    // Longer names are nobody's; they would only fill memory.
    String name = attempt.name().substring(0, Math.min(attempt.name().length(), LONGEST_NAME + 1));
    Instant now = clock.instant();
    Optional<String> device = attempt.device().filter(cookie -> devices.knows(cookie, name));
    Optional<Duration> wait = wait(name, attempt.address(), device, now);
    if (wait.isPresent()) {
      return new Outcome.TooSoon(wait.get());
    }
    Optional<Person> person =
        attempt.password().length() > PasswordRules.LONGEST
            ? people.verify("", "")
            : people.verify(name, attempt.password());
    if (person.isEmpty()) {
      return new Outcome.Wrong();
    }
    device.ifPresentOrElse(byDevice::forget, () -> right(name, attempt.address()));
    return new Outcome.Welcome(person.get());
  }

  /** The account's wrong tries were its owner's; an address may be that of many. */
  private void right(String name, String address) {
    byAccount.forget(name);
    byAddress.takeBack(network(address));
  }

  /** How long it has to wait; where it need not, it is counted, in one step. */
  private synchronized Optional<Duration> wait(
      String name, String address, Optional<String> device, Instant now) {
    if (device.isPresent()) {
      Optional<Duration> wait = byDevice.wait(device.get(), now);
      if (wait.isEmpty()) {
        byDevice.count(device.get(), now);
      }
      return wait;
    }
    String from = network(address);
    Optional<Duration> wait =
        Stream.of(byAccount.wait(name, now), byAddress.wait(from, now))
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder());
    if (wait.isEmpty()) {
      byAccount.count(name, now);
      byAddress.count(from, now);
    }
    return wait;
  }

  /** One caller has a whole network of IPv6 addresses: those with the same first half are one. */
  static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    String[] groups = address.split("::", 2)[0].split(":", -1);
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      network.append(i < groups.length && !groups[i].isEmpty() ? groups[i] : "0").append(':');
    }
    return network.toString();
  }
}
