package dev.attune.engine;

import dev.attune.care.Share;
import dev.attune.care.Worked;
import dev.attune.customer.Change;
import dev.attune.customer.Change.Ending;
import dev.attune.engine.Accounts.Ended;
import dev.attune.engine.Accounts.OfGiver;
import dev.attune.engine.Accounts.OfKind;
import dev.attune.engine.Accounts.OfOption;
import dev.attune.engine.GestureView.State;
import dev.attune.playbook.Care;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was given in a period, and what came of it, from one state of the store. */
final class Accounting {
  /** Newer ones first; more are not looked at. */
  static final int MOST = 20_000;

  private static final int MOST_MOMENTS = 5_000;

  private final Counts counts;
  private final Instant from;
  private final Instant now;
  private final Source source;
  private final Gestures gestures;
  private final Care care;

  Accounting(Reading reading, Counts counts, Instant from, Instant now) {
    this.counts = counts;
    this.from = from;
    this.now = now;
    source = reading.source();
    gestures = new Gestures(source);
    care = reading.steps().current().playbook().care();
  }

  Accounts accounts() {
    List<GestureView> all = gestures.newest(Gestures.all(), from, MOST);
    Map<String, Moments> kinds = new TreeMap<>();
    int looked = 0;
    byte[] prefix = Desk.all();
    try (Scan scan = source.backward(Family.DESK, Desk.at(prefix, from), Keys.behind(prefix))) {
      while (looked < MOST_MOMENTS && scan.next()) {
        looked++;
        count(Desk.moment(scan.key()), kinds);
      }
    }
    List<OfKind> ofKinds = new ArrayList<>();
    kinds.forEach((kind, moments) -> ofKinds.add(moments.of(kind)));
    return new Accounts(
        from,
        looked < MOST_MOMENTS && all.size() < MOST,
        ofKinds,
        options(all),
        givers(all),
        new Questions(all, care).questions(),
        Questions.alike(all));
  }

  private void count(String moment, Map<String, Moments> kinds) {
    byte[] value = source.get(Family.MOMENTS, MomentRow.key(moment));
    if (value == null) {
      return;
    }
    MomentRow row = MomentRow.decode(moment, value);
    if (row.state() == MomentView.State.WITHDRAWN) {
      return;
    }
    List<GestureView> done =
        gestures.since(Gestures.ofMoment(moment), Instant.EPOCH, 100).stream()
            .filter(GestureView::counts)
            .toList();
    boolean solved = row.ending() == Ending.CLOSED || row.ending() == Ending.REASON_GONE;
    boolean over = !now.isBefore(row.openedAt().plus(care.goodOf(row.rule()).within()));
    boolean good = done.isEmpty() ? isGood(row) : done.stream().anyMatch(this::isGood);
    kinds
        .computeIfAbsent(row.rule(), kind -> new Moments())
        .add(done.size(), solved, over, over && good);
  }

  private boolean isGood(GestureView gesture) {
    return Worth.read(source, gesture.id()).isGood();
  }

  /** Whether good came after a moment itself. */
  private boolean isGood(MomentRow row) {
    byte[] begin = EffectRecord.prefix(row.customer(), row.openedAt());
    byte[] end = Keys.behind(EffectRecord.prefix(row.customer()));
    Instant until = row.openedAt().plus(care.goodOf(row.rule()).within());
    try (Scan scan = source.scan(Family.EFFECTS, begin, end)) {
      while (scan.next()) {
        EffectRecord record = EffectRecord.decode(scan.value());
        if (!record.effect().at().isBefore(until)) {
          return false;
        }
        if (record.stands()
            && record.effect().change() instanceof Change.Good good
            && good.gesture() == null
            && good.moment().equals(row.id())) {
          return true;
        }
      }
    }
    return false;
  }

  private List<OfOption> options(List<GestureView> all) {
    Map<String, List<GestureView>> grouped = new TreeMap<>();
    for (GestureView gesture : all) {
      if (gesture.counts()) {
        String key = gesture.kind().orElse("") + "/" + gesture.choice().what().option();
        grouped.computeIfAbsent(key, name -> new ArrayList<>()).add(gesture);
      }
    }
    Map<String, Worked> worked = Worth.all(counts);
    List<OfOption> options = new ArrayList<>();
    grouped.forEach((key, given) -> {
      Worked known = worked.getOrDefault(key, Worked.UNKNOWN);
      int slash = key.lastIndexOf('/');
      options.add(
          new OfOption(
              key.substring(slash + 1),
              key.substring(0, slash),
              given.size(),
              sum(given),
              (int) given.stream().filter(GestureView::late).count(),
              (int) given.stream().filter(each -> each.state() == State.FAILED).count(),
              new Share(known.gestures(), known.good())));
    });
    return options;
  }

  private List<OfGiver> givers(List<GestureView> all) {
    Map<String, List<GestureView>> grouped = new TreeMap<>();
    for (GestureView gesture : all) {
      String name = gesture.choice().by().isAuto() ? "" : gesture.choice().by().name();
      grouped.computeIfAbsent(name, each -> new ArrayList<>()).add(gesture);
    }
    List<OfGiver> givers = new ArrayList<>();
    grouped.forEach((name, given) -> {
      List<GestureView> booked = given.stream().filter(GestureView::counts).toList();
      List<Worth.Outcome> known =
          booked.stream()
              .map(each -> Worth.read(source, each.id()))
              .filter(Worth.Outcome::isKnown)
              .toList();
      givers.add(
          new OfGiver(
              name,
              booked.size(),
              sum(booked),
              (int) booked.stream().filter(GestureView::isOver).count(),
              given.size() - booked.size(),
              new Share(
                  known.size(), (int) known.stream().filter(Worth.Outcome::isKnownGood).count())));
    });
    givers.sort(Comparator.comparing(OfGiver::amount).reversed().thenComparing(OfGiver::name));
    return givers;
  }

  private static BigDecimal sum(List<GestureView> given) {
    return given.stream().map(GestureView::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The moments of one kind, as they are counted. */
  private static final class Moments {
    private final Tally with = new Tally();
    private final Tally without = new Tally();
    private int solved;
    private int solvedAtFirst;
    private int touches;

    void add(int done, boolean isSolved, boolean isKnown, boolean isGood) {
      (done > 0 ? with : without).add(isSolved, isKnown, isGood);
      if (done > 0 && isSolved) {
        solved++;
        touches += done;
        solvedAtFirst += done == 1 ? 1 : 0;
      }
    }

    OfKind of(String kind) {
      return new OfKind(
          kind, with.ended(), without.ended(), new Share(solved, solvedAtFirst), touches);
    }
  }

  /** How some moments ended, as they are counted. */
  private static final class Tally {
    private int all;
    private int closed;
    private int known;
    private int good;

    void add(boolean isClosed, boolean isKnown, boolean isGood) {
      all++;
      closed += isClosed ? 1 : 0;
      known += isKnown ? 1 : 0;
      good += isGood ? 1 : 0;
    }

    Ended ended() {
      return new Ended(new Share(all, closed), new Share(known, good));
    }
  }
}
