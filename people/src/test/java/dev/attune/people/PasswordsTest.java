package dev.attune.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.playbook.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private static final Person ANA = Person.of("ana", "Ana Maier", Role.LEAD);
  private static final Passwords CHEAP = new Passwords(new Passwords.Cost(8, 1, 1));

  @Test
  void costsWhatOwaspAsksForAtLeast() {
    assertThat(Passwords.RECOMMENDED).isEqualTo(new Passwords.Cost(19_456, 2, 1));
    assertThat(new Passwords(Passwords.RECOMMENDED).hash("a b c"))
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
  }

  /** Made by the reference implementation: argon2 somesalt -id -v 13 -t 2 -m 16 -p 1 -l 32. */
  @Test
  void agreesWithTheReferenceImplementation() {
    String kept =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(CHEAP.matches("password", kept)).isTrue();
    assertThat(CHEAP.matches("Password", kept)).isFalse();
  }

  @Test
  void saltsEveryHash() {
    assertThat(CHEAP.hash("the same words")).isNotEqualTo(CHEAP.hash("the same words"));
  }

  @Test
  void knowsAPasswordHoweverAKeyboardComposesIt() {
    String kept = CHEAP.hash("f\u00fcnf Z\u00fcge");

    assertThat(CHEAP.matches("fu\u0308nf Zu\u0308ge", kept)).isTrue();
  }

  @Test
  void tellsWhichHashesWereMadeAtAnotherCost() {
    String kept = CHEAP.hash("some words");

    assertThat(CHEAP.isOutdated(kept)).isFalse();
    assertThat(new Passwords(new Passwords.Cost(16, 1, 1)).isOutdated(kept)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short", "eleven char", "passwordpassword", "123456789012", "aaaaaaaaaaaaaaaa",
        "qwertyuiopas", "ana-maier-ana", "Password12345", "zyxwvutsrqponm", "ana maierana maier"
      })
  void refusesWhatIsTriedFirst(String password) {
    assertThatThrownBy(() -> PasswordRules.check(password, ANA))
        .isInstanceOf(PeopleException.class)
        .extracting("code")
        .isEqualTo("bad-password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "late train to Ulm",
        "correct horse battery",
        "\u96ea\u304c\u964d\u308b\u591c\u306b\u99c5\u3067\u5f85\u3064\u4eba\u3005"
      })
  void takesAFewWords(String password) {
    PasswordRules.check(password, ANA);

    assertThat(CHEAP.matches(password, CHEAP.hash(password))).isTrue();
  }
}
