package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided with every signal makes no objects. */
class HotPathTest {
  private static final int TIMES = 20_000;

  private static final Given GIVEN =
      Given.nothing()
          .fact("rides", 7L)
          .fact("spend", 12.5)
          .fact("city", "Berlin")
          .in("gold")
          .trait("plan", "gold")
          .trait("age", 40)
          .did("Ride Completed", "fare", 12, "tip", 2.5);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "facts.rides >= 24",
        "facts.spend < 3 || facts.rides == 7",
        "facts.city == 'Berlin'",
        "traits.plan == 'gold' && traits.age > 30",
        "traits.plan != 'gold' && !(traits.absent == 3)",
        "traits.plan in ['silver', 'gold']",
        "signal.event == 'Ride Completed'",
        "signal.event in ['Ride Completed', 'Ride Requested'] && signal.kind == 'track'",
        "signal.properties.fare > 10 && signal.properties.tip >= 2.5",
        "signal.sentiment < -0.4",
        "'gold' in segments && !('drifting' in segments)",
        "has(traits.plan) && has(signal.properties.fare)",
      })
  void decidesWithoutMakingObjects(String text) {
    Condition condition = Written.condition(text);
    decide(condition);

    long before = allocated();
    decide(condition);
    long made = allocated() - before;

    // One object of the smallest size each time would be 16 bytes each time.
    assertThat(made).isLessThan(TIMES);
  }

  private static void decide(Condition condition) {
    int held = 0;
    for (int i = 0; i < TIMES; i++) {
      held += condition.test(GIVEN).holds() ? 1 : 0;
    }
    assertThat(held).isBetween(0, TIMES);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
