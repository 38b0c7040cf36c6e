package dev.attune.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.people.SignIn.Attempt;
import dev.attune.people.SignIn.Outcome;
import dev.attune.playbook.Role;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String WORDS = "late train to Ulm";

  private final MovedClock clock = new MovedClock();
  private final People people =
      new People(new Kept(), clock, new Passwords(new Passwords.Cost(8, 1, 1)));
  private final KnownDevices devices = new KnownDevices(Secret.fresh(""));
  private final SignIn signIn = new SignIn(people, devices, clock);

  @BeforeEach
  void add() {
    people.accept(people.add(Person.of("ana", "Ana", Role.LEAD)).link(), WORDS);
  }

  private Outcome attempt(String name, String password, String address) {
    return signIn.attempt(new Attempt(name, password, address, Optional.empty()));
  }

  private static final class Attacker {
    private int next;

    String address() {
      next++;
      return "10.1." + next / 250 + "." + next % 250;
    }
  }

  @Test
  void letsInWhoKnowsThePassword() {
    assertThat(attempt("ana", WORDS, "10.0.0.1")).isInstanceOf(Outcome.Welcome.class);
    assertThat(attempt("ana", "something else", "10.0.0.1")).isInstanceOf(Outcome.Wrong.class);
    assertThat(attempt("bo", WORDS, "10.0.0.1")).isInstanceOf(Outcome.Wrong.class);
  }

  @Test
  void holdsBackAnAddressThatGuessesManyNames() {
    for (int i = 0; i < Delays.FREE; i++) {
      assertThat(attempt("name" + i, "guess guess", "10.0.0.1")).isInstanceOf(Outcome.Wrong.class);
    }
    assertThat(attempt("ana", WORDS, "10.0.0.1")).isInstanceOf(Outcome.TooSoon.class);
    assertThat(attempt("ana", WORDS, "10.0.0.2")).isInstanceOf(Outcome.Welcome.class);
  }

  @Test
  void takesTheAddressesOfOneNetworkForOne() {
    for (int i = 0; i < Delays.FREE; i++) {
      assertThat(attempt("ana", "guess guess", "2001:db8:1:2:" + i + "::9"))
          .isInstanceOf(Outcome.Wrong.class);
    }
    assertThat(attempt("bo", "guess guess", "2001:db8:1:2:aaaa::1"))
        .isInstanceOf(Outcome.TooSoon.class);
    assertThat(SignIn.network("2001:db8::1")).isEqualTo("2001:db8:0:0:");
    assertThat(SignIn.network("::1")).isEqualTo(SignIn.network("::2"));
    assertThat(SignIn.network("10.0.0.1")).isEqualTo("10.0.0.1");
  }

  /** Somebody with endless addresses makes an account slow for strangers, and locks nobody out. */
  @Test
  void locksNobodyOut() {
    String known = devices.remember("ana");
    Attacker attacker = new Attacker();
    int looked = 0;
    for (int second = 0; second < 3_600; second++) {
      Outcome outcome = attempt("ana", "guess guess", attacker.address());
      looked += outcome instanceof Outcome.Wrong ? 1 : 0;
      clock.pass(Duration.ofSeconds(1));
    }
    assertThat(looked).isLessThan(140);
    Outcome stranger = attempt("ana", WORDS, "192.0.2.1");
    if (stranger instanceof Outcome.TooSoon soon) {
      assertThat(soon.left()).isLessThanOrEqualTo(Duration.ofSeconds(30));
      clock.pass(soon.left());
      stranger = attempt("ana", WORDS, "192.0.2.1");
    }
    assertThat(stranger).isInstanceOf(Outcome.Welcome.class);
    for (int i = 0; i < 20; i++) {
      Outcome unused = attempt("ana", "guess guess", attacker.address());
    }
    assertThat(signIn.attempt(new Attempt("ana", WORDS, "192.0.2.1", Optional.of(known))))
        .isInstanceOf(Outcome.Welcome.class);
  }

  @Test
  void treatsNamesThatNobodyHasAlike() {
    for (int i = 0; i < Delays.FREE; i++) {
      String from = "10.2.0." + i;
      assertThat(attempt("ana", "guess guess", from)).isInstanceOf(Outcome.Wrong.class);
      assertThat(attempt("nobody", "guess guess", from)).isInstanceOf(Outcome.Wrong.class);
    }
    assertThat(attempt("ana", "guess guess", "10.3.0.1"))
        .isEqualTo(attempt("nobody", "guess guess", "10.3.0.2"));
  }

  @Test
  void holdsBackWrongTriesOnAKnownDeviceToo() {
    String known = devices.remember("ana");
    for (int i = 0; i < Delays.FREE; i++) {
      assertThat(signIn.attempt(new Attempt("ana", "guess", "10.0.0.1", Optional.of(known))))
          .isInstanceOf(Outcome.Wrong.class);
    }
    assertThat(signIn.attempt(new Attempt("ana", WORDS, "10.0.0.1", Optional.of(known))))
        .isInstanceOf(Outcome.TooSoon.class);
  }

  @Test
  void believesOnlyWhatItSignedItself() {
    String known = devices.remember("ana");
    assertThat(devices.knows(known, "ana")).isTrue();
    assertThat(devices.knows(known, "bo")).isFalse();
    assertThat(devices.knows(known.replace("ana~", "bo~"), "bo")).isFalse();
    assertThat(devices.knows(known + "0", "ana")).isFalse();
    assertThat(devices.knows("", "")).isFalse();
    assertThat(new KnownDevices(Secret.fresh("")).knows(known, "ana")).isFalse();
  }

  @Test
  void forgivesAnAddressWhoseTriesWereRight() {
    for (int i = 0; i < 50; i++) {
      assertThat(attempt("ana", WORDS, "10.0.0.1")).isInstanceOf(Outcome.Welcome.class);
    }
  }

  @Test
  void looksAtNoEndlessPassword() {
    assertThat(attempt("ana", "x".repeat(1_000_000), "10.0.0.1")).isInstanceOf(Outcome.Wrong.class);
  }
}
