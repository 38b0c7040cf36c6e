package dev.attune.step;

import dev.attune.playbook.MomentRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The moments of one customer: open ones, and closed ones that still keep others from opening, or
 * of which good may still come. In the order in which they opened. Mutable; one thread.
 *
 * <p>A signal seldom touches any, so what must be known of them at every signal is kept beside
 * them: in the customer's cells when the next expires, until when each rule rests, and how many of
 * its moments await good; in arrays each moment's rule, and when it expires.
 */
final class MomentList {
  /** Of a moment whose rule this playbook has no more. */
  static final int NO_RULE = -1;

  /** Stands for the end of a rest that only the closing of a moment brings. */
  private static final long OPEN = Long.MAX_VALUE;

  private static final int FEW = 8;

  private final Plan plan;
  private final long[] cells;
  private final List<Moment> moments = new ArrayList<>(0);
  private int[] rules = {};

  /** When each expires; {@link Gauge#NEVER} if it is closed. */
  private long[] expiries = {};

  private int many = FEW;

  MomentList(Plan plan, long[] cells) {
    this.plan = plan;
    this.cells = cells;
  }

  int size() {
    return moments.size();
  }

  boolean isEmpty() {
    return moments.isEmpty();
  }

  Moment get(int index) {
    return moments.get(index);
  }

  /** All of them, as they stand; not to be changed. */
  List<Moment> all() {
    return Collections.unmodifiableList(moments);
  }

  /** The place of a moment's rule in the playbook, or {@link #NO_RULE}. */
  int rule(int index) {
    return rules[index];
  }

  /** Whether a moment is open. */
  boolean isOpen(int index) {
    return expiries[index] != Gauge.NEVER;
  }

  /** When a moment expires, if it is open, else {@link Gauge#NEVER}. */
  long expiry(int index) {
    return expiries[index];
  }

  /** When the next open moment expires. */
  long due() {
    return cells[plan.expiryCell];
  }

  /** Whether there are so many that it is worth while to look which can matter no more. */
  boolean areMany() {
    return moments.size() >= many;
  }

  /** Whether a moment of {@code rule} is open: for {@code key}, if the rule tells keys apart. */
  boolean isOpen(MomentRule rule, @Nullable String key) {
    return restsUntil(rule, key) == OPEN;
  }

  /** The open moment of {@code rule}, for {@code key} if the rule tells keys apart; else -1. */
  int indexOfOpen(MomentRule rule, @Nullable String key) {
    if (cells[plan.restCell + rule.index()] == OPEN) {
      for (int i = 0; i < moments.size(); i++) {
        if (rules[i] == rule.index() && isOpen(i) && moments.get(i).isOf(rule, key)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The instant from which a moment of {@code rule} may open, as closed ones tell. */
  long restsUntil(MomentRule rule, @Nullable String key) {
    long until = cells[plan.restCell + rule.index()];
    if (rule.per() == null || until == Long.MIN_VALUE) {
      return until;
    }
    until = Long.MIN_VALUE;
    for (int i = 0; i < moments.size(); i++) {
      if (rules[i] == rule.index() && moments.get(i).isOf(rule, key)) {
        until = Math.max(until, restsUntil(rule, moments.get(i)));
      }
    }
    return until;
  }

  /** Whether any moment of the rule at this place awaits good. */
  boolean awaitsGood(int rule) {
    return cells[plan.awaitCell + rule] != 0;
  }

  /** Puts others in place of all. */
  void set(List<Moment> others) {
    if (!moments.isEmpty()) {
      moments.clear();
      clearCells();
    }
    others.forEach(this::add);
  }

  void add(Moment moment) {
    int index = moments.size();
    if (index == rules.length) {
      int room = Math.max(FEW, 2 * index);
      rules = Arrays.copyOf(rules, room);
      expiries = Arrays.copyOf(expiries, room);
    }
    moments.add(moment);
    rules[index] = plan.rule(moment.rule()).map(MomentRule::index).orElse(NO_RULE);
    expiries[index] = expiryOf(moment);
    cells[plan.expiryCell] = Math.min(due(), expiries[index]);
    if (rules[index] != NO_RULE) {
      noteRest(rules[index], moment);
      noteAwaits(rules[index], moment, 1);
    }
  }

  /** Puts another state of a moment in its place. */
  void replace(int index, Moment moment) {
    Moment before = moments.set(index, moment);
    long expiry = expiries[index];
    expiries[index] = expiryOf(moment);
    if (expiry == due() && expiries[index] != expiry) {
      cells[plan.expiryCell] = earliest();
    }
    int rule = rules[index];
    if (rule != NO_RULE) {
      noteAwaits(rule, before, -1);
      noteAwaits(rule, moment, 1);
      if (before.isOpen() != moment.isOpen()) {
        findRest(rule);
      }
    }
  }

  /** Lets go of closed ones that can matter no more; what is known of their rests stays. */
  void keep(IntPredicate kept) {
    int left = 0;
    for (int i = 0; i < moments.size(); i++) {
      if (kept.test(i)) {
        moments.set(left, moments.get(i));
        rules[left] = rules[i];
        expiries[left++] = expiries[i];
      } else if (rules[i] != NO_RULE) {
        noteAwaits(rules[i], moments.get(i), -1);
      }
    }
    moments.subList(left, moments.size()).clear();
    many = Math.max(FEW, 2 * left);
  }

  private void clearCells() {
    cells[plan.expiryCell] = Gauge.NEVER;
    int count = plan.rules.size();
    Arrays.fill(cells, plan.restCell, plan.restCell + count, Long.MIN_VALUE);
    Arrays.fill(cells, plan.awaitCell, plan.awaitCell + count, 0);
  }

  private void noteRest(int rule, Moment moment) {
    int cell = plan.restCell + rule;
    cells[cell] = Math.max(cells[cell], restsUntil(plan.rules.get(rule), moment));
  }

  private void noteAwaits(int rule, Moment moment, int more) {
    if (!moment.awaits().isEmpty()) {
      cells[plan.awaitCell + rule] += more;
    }
  }

  private void findRest(int rule) {
    cells[plan.restCell + rule] = Long.MIN_VALUE;
    for (int i = 0; i < moments.size(); i++) {
      if (rules[i] == rule) {
        noteRest(rule, moments.get(i));
      }
    }
  }

  private long earliest() {
    long earliest = Gauge.NEVER;
    for (int i = 0; i < moments.size(); i++) {
      earliest = Math.min(earliest, expiries[i]);
    }
    return earliest;
  }

  private static long expiryOf(Moment moment) {
    return moment.isOpen() ? moment.expires().toEpochMilli() : Gauge.NEVER;
  }

  private static long restsUntil(MomentRule rule, Moment moment) {
    Moment.Closing closing = moment.closing();
    return closing == null ? OPEN : closing.at().plus(rule.againAfter()).toEpochMilli();
  }
}
