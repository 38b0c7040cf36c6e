package dev.attune.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What goes on after a history ends: scene after scene, without end, in time order. Not
 * thread-safe.
 *
 * <p>It reads no clock: whoever sends the messages waits for each one's time.
 */
final class Live implements Iterator<Message> {
  private static final long LIVE = 0x11FE;
  private static final double SIGNALS_A_SCENE = 2.3;
  private static final double NEWCOMERS_AN_HOUR = 8;

  /** Enough people to choose from; the others of a large company stay as they are. */
  private static final int MOST = 100_000;

  private static final Comparator<Coming> ORDER =
      Comparator.comparingLong((Coming coming) -> coming.act().at())
          .thenComparingLong(Coming::number);

  private final Chance chance;
  private final MessageWriter writer;
  private final Scenes scenes;
  private final PriorityQueue<Coming> coming = new PriorityQueue<>(ORDER);
  private final List<Beat> beats = new ArrayList<>();
  private int number;

  Live(Span span, int customers, Pace pace) {
    long start = span.to().toEpochMilli();
    long seed = Chance.mix(span.seed() ^ LIVE, start, 0);
    chance = Chance.of(seed, 1, 0);
    writer = new MessageWriter(seed);
    scenes = new Scenes(span, customers, Math.min(customers, MOST), chance);
    double scene = SIGNALS_A_SCENE * Almanac.MINUTE / pace.signalsPerMinute();
    double trouble = Almanac.HOUR / pace.troublesPerHour();
    beats.add(new Beat(start, scene, scenes::usual));
    beats.add(new Beat(start, trouble, scenes::trouble));
    beats.add(new Beat(start, 3 * trouble, scenes::delight));
    beats.add(new Beat(start, Almanac.HOUR / NEWCOMERS_AN_HOUR, scenes::newcomer));
  }

  private record Coming(Act act, Person person, City city, int number) {}

  /** Begins a scene of one kind again and again. */
  private final class Beat {
    private final double gap;
    private final Scene scene;
    private long next;

    private Beat(long start, double gap, Scene scene) {
      this.gap = gap;
      this.scene = scene;
      next = start + after();
    }

    private void begin() {
      Scenes.Scenery made = scene.play(next);
      for (Act act : made.acts()) {
        Act ordered =
            new Act(
                Math.max(next, act.at()),
                number,
                act.sender(),
                act.device(),
                act.name(),
                act.content());
        coming.add(new Coming(ordered, made.person(), made.city(), number));
        number++;
      }
      next += after();
    }

    private long after() {
      return 1 + (long) chance.exponential(gap);
    }
  }

  /** Plays a scene that begins at an instant. */
  private interface Scene {
    Scenes.Scenery play(long at);
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Message next() {
    while (true) {
      Beat beat = beats.getFirst();
      for (Beat other : beats) {
        beat = other.next < beat.next ? other : beat;
      }
      Coming first = coming.peek();
      if (first != null && first.act().at() < beat.next) {
        coming.remove();
        return writer.write(first.person(), first.city(), Plan.PLANNED, first.act());
      }
      beat.begin();
    }
  }
}
