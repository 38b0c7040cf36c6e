package dev.attune.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RepetitionsTest {
  @Property(tries = 50)
  void countsAsAMapDoes(
      @ForAll @Size(max = 20_000) List<@LongRange(min = -3_000, max = 3_000) Long> hashes) {
    Repetitions repetitions = new Repetitions();
    Map<Long, Integer> counts = new HashMap<>();
    for (long hash : hashes) {
      int expected = counts.merge(hash * 0x9E3779B97F4A7C15L, 1, Integer::sum) - 1;
      org.assertj.core.api.Assertions.assertThat(repetitions.next(hash * 0x9E3779B97F4A7C15L))
          .isEqualTo(expected);
    }
  }
}
