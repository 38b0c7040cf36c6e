package dev.attune.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final Kept kept = new Kept();
  private final MovedClock clock = new MovedClock();
  private final Sessions sessions = new Sessions(kept, clock);

  private Sessions.Begun begin(String person) {
    return sessions.begin(person, "Firefox on Linux", "10.0.0.1");
  }

  @Test
  void isFoundByItsSecretWhichIsNowhereKept() {
    Sessions.Begun ana = begin("ana");

    assertThat(sessions.find(ana.secret())).map(Session::person).contains("ana");
    assertThat(sessions.find(Secret.fresh("attune_session_"))).isEmpty();
    assertThat(kept.text()).contains(ana.session().hash()).doesNotContain(ana.secret().reveal());
  }

  @Test
  void survivesARestart() {
    Sessions.Begun ana = begin("ana");

    assertThat(new Sessions(kept, clock).find(ana.secret())).contains(ana.session());
  }

  @Test
  void endsWhenNobodyIsThere() {
    Sessions.Begun ana = begin("ana");
    clock.pass(Session.IDLE.minusSeconds(1));
    assertThat(sessions.find(ana.secret())).isPresent();
    clock.pass(Session.IDLE);

    assertThat(sessions.find(ana.secret())).isEmpty();
    assertThat(sessions.of("ana")).isEmpty();
    assertThat(new Sessions(kept, clock).find(ana.secret())).isEmpty();
    sessions.tidy();
    assertThat(kept.all("session/")).isEmpty();
  }

  @Test
  void livesNoLongerBecauseAPageAsksByItself() {
    Sessions.Begun ana = begin("ana");
    clock.pass(Session.IDLE.minusSeconds(1));
    assertThat(sessions.peek(ana.secret())).contains(ana.session());
    clock.pass(Duration.ofSeconds(1));

    assertThat(sessions.peek(ana.secret())).isEmpty();
    assertThat(sessions.find(ana.secret())).isEmpty();
    assertThat(sessions.peek(Secret.fresh("attune_session_"))).isEmpty();
  }

  @Test
  void saysWhenSomebodyWasLastHereAlsoWhenTheySignedOutLongAgo() {
    assertThat(sessions.lastSeen("ana")).isEmpty();
    Sessions.Begun first = begin("ana");
    clock.pass(Duration.ofMinutes(7));
    assertThat(sessions.find(first.secret())).isPresent();
    var seen = clock.instant();
    sessions.end(first.session());
    clock.pass(Duration.ofDays(30));

    assertThat(sessions.lastSeen("ana")).contains(seen);
    assertThat(new Sessions(kept, clock).lastSeen("ana")).contains(seen);
    assertThat(sessions.lastSeen("bea")).isEmpty();

    Session again = begin("ana").session();
    clock.pass(Session.WHOLE);
    assertThat(new Sessions(kept, clock).lastSeen("ana")).contains(again.seen());
  }

  /** However busy somebody is, after the whole life they sign in again. */
  @Property(tries = 50)
  void endsAfterItsWholeLife(
      @ForAll @Size(min = 20, max = 200) List<@IntRange(min = 1, max = 700) Integer> minutes) {
    MovedClock time = new MovedClock();
    Sessions all = new Sessions(new Kept(), time);
    Sessions.Begun ana = all.begin("ana", "", "");
    Duration passed = Duration.ZERO;
    for (int pause : minutes) {
      time.pass(Duration.ofMinutes(pause));
      passed = passed.plusMinutes(pause);
      assertThat(all.find(ana.secret()).isPresent()).isEqualTo(passed.compareTo(Session.WHOLE) < 0);
    }
  }

  @Test
  void isWrittenDownAtMostEveryTenMinutes() {
    Sessions.Begun ana = begin("ana");
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 3_600; i++) {
      clock.pass(Duration.ofSeconds(1));
      assertThat(sessions.find(ana.secret())).isPresent();
      texts.add(kept.text());
    }
    assertThat(texts).hasSizeBetween(5, 7);
    assertThat(new Sessions(kept, clock).of("ana").getFirst().seen())
        .isAfter(clock.instant().minus(Session.EXACT).minusSeconds(2));
  }

  @Test
  void endsOneOrAllAndTellsThemApart() {
    Sessions.Begun first = begin("ana");
    clock.pass(Duration.ofSeconds(1));
    Sessions.Begun second = begin("ana");
    Sessions.Begun other = begin("bo");
    assertThat(sessions.of("ana")).containsExactly(second.session(), first.session());
    assertThatThrownBy(() -> sessions.end("ana", other.session().id()))
        .isInstanceOf(PeopleException.class)
        .hasMessageContaining("ana has no session");

    sessions.end("ana", first.session().id());

    assertThat(sessions.find(first.secret())).isEmpty();
    assertThat(sessions.find(second.secret())).isPresent();
    assertThat(sessions.endAll("ana", session -> true)).isEqualTo(1);
    assertThat(sessions.isLive(second.session())).isFalse();
    assertThat(sessions.isLive(other.session())).isTrue();
  }

  @Test
  void endsTheOldestOfTooMany() {
    Sessions.Begun first = begin("ana");
    for (int i = 0; i < 20; i++) {
      clock.pass(Duration.ofMinutes(1));
      Sessions.Begun unused = begin("ana");
    }
    assertThat(sessions.of("ana")).hasSize(20);
    assertThat(sessions.find(first.secret())).isEmpty();
  }
}
