package dev.attune.benchmarks;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;

/**
 * The operators of Flink's library for complex events, one for each pattern, on one thread, with
 * their state on the heap and a watermark each block: without the network, the checkpoints and the
 * serializers that lie between them in a job, so at their best.
 */
final class FlinkContender implements Contender {
  /** An answer on its way: the customer above, the instant below. */
  private static final int AT_BITS = 41;

  private final List<KeyedOneInputStreamOperatorTestHarness<Integer, Happening, Long>> operators =
      new ArrayList<>();
  private final Answers answers;

  /** {@link SharedRules#PATTERNS}, in that order, each as one operator. */
  FlinkContender() throws Exception {
    answers = new Answers(SharedRules.PATTERNS.stream().map(SharedRule::name).toList());
    nth(is(Lives.SUPPORT), 3, 14);
    nth(new Is(Lives.RIDE, 15, 0), 3, 14);
    nth(is(Lives.ORDER), 4, 7);
    add(first(new Is(Lives.RIDE, 15, 0)), 0);
    add(first(new Is(Lives.RIDE, -1, 3_800)), 0);
    silence(is(Lives.REQUEST), is(Lives.RIDE), 7);
    silence(is(Lives.SUPPORT), is(Lives.OPEN), 3);
    silence(is(Lives.SUPPORT), is(Lives.ORDER), 14);
    silence(is(Lives.ORDER), is(Lives.RIDE), 14);
    silence(is(Lives.RIDE), is(Lives.OPEN), 10);
  }

  @Override
  public String name() {
    return "Flink";
  }

  @Override
  public long take(List<Happening> happenings) throws Exception {
    List<StreamRecord<Happening>> records = new ArrayList<>();
    happenings.forEach(each -> records.add(new StreamRecord<>(each, each.at())));
    Watermark watermark = new Watermark(happenings.getLast().at());
    long begin = System.nanoTime();
    for (int i = 0; i < operators.size(); i++) {
      var operator = operators.get(i);
      for (int j = 0; j < records.size(); j++) {
        operator.processElement(records.get(j));
      }
      operator.processWatermark(watermark);
      for (Object said : operator.getOutput()) {
        if (said instanceof StreamRecord<?> record) {
          long found = (Long) record.getValue();
          answers.add(i, true, (int) (found >> AT_BITS), found & ((1L << AT_BITS) - 1));
        }
      }
      operator.getOutput().clear();
    }
    return System.nanoTime() - begin;
  }

  @Override
  public Answers answers() {
    return answers;
  }

  @Override
  public void close() throws IOException {
    for (var operator : operators) {
      try {
        operator.close();
      } catch (Exception e) {
        throw new IOException("Flink's operator does not close", e);
      }
    }
  }

  private void nth(Is each, int times, int days) throws Exception {
    add(first(each).times(times).within(Duration.ofDays(days)), 0);
  }

  private void silence(Is after, Is without, int days) throws Exception {
    Duration wait = Duration.ofDays(days);
    add(first(after).notFollowedBy("answer").where(without).within(wait), wait.toMillis());
  }

  private void add(Pattern<Happening, Happening> pattern, long wait) throws Exception {
    CepOperator<Happening, Integer, Long> operator =
        new CepOperator<>(
            TypeInformation.of(Happening.class).createSerializer(new SerializerConfigImpl()),
            false,
            NFACompiler.compileFactory(pattern, false),
            null,
            pattern.getAfterMatchSkipStrategy(),
            new Found(wait),
            null);
    KeyedOneInputStreamOperatorTestHarness<Integer, Happening, Long> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, Happening::customer, BasicTypeInfo.INT_TYPE_INFO);
    harness.setup(LongSerializer.INSTANCE);
    harness.open();
    operators.add(harness);
  }

  private static Pattern<Happening, Happening> first(Is condition) {
    return Pattern.<Happening>begin("first", AfterMatchSkipStrategy.noSkip()).where(condition);
  }

  private static Is is(String event) {
    return new Is(event, -1, -1);
  }

  /** Says for whom a pattern was found, and when: with its last happening, or after a wait. */
  private static final class Found extends PatternProcessFunction<Happening, Long> {
    @Serial private static final long serialVersionUID = 1;

    private final long wait;

    Found(long wait) {
      this.wait = wait;
    }

    @Override
    public void processMatch(
        Map<String, List<Happening>> match, Context context, Collector<Long> out) {
      Happening last = Objects.requireNonNull(match.get("first")).getLast();
      out.collect(((long) last.customer() << AT_BITS) + last.at() + wait);
    }
  }

  /** A happening of one event, costly or late enough. */
  private static final class Is extends SimpleCondition<Happening> {
    @Serial private static final long serialVersionUID = 1;

    private final String event;
    private final long lateOver;
    private final long centsOver;

    Is(String event, long lateOver, long centsOver) {
      this.event = event;
      this.lateOver = lateOver;
      this.centsOver = centsOver;
    }

    @Override
    public boolean filter(Happening happening) {
      return happening.event().equals(event)
          && happening.late() > lateOver
          && happening.cents() > centsOver;
    }
  }
}
