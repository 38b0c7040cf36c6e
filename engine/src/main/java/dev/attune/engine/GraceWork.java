package dev.attune.engine;

import dev.attune.care.Allowance;
import dev.attune.care.Limit;
import dev.attune.care.Spent;
import dev.attune.care.Trusting;
import dev.attune.care.Verdict;
import dev.attune.customer.Id;
import dev.attune.engine.Choice.What;
import dev.attune.engine.Deciding.Decided;
import dev.attune.engine.Deciding.Place;
import dev.attune.engine.GestureView.Asked;
import dev.attune.engine.GestureView.State;
import dev.attune.engine.GestureView.Turned;
import dev.attune.playbook.Act;
import dev.attune.playbook.Care;
import dev.attune.playbook.Option;
import dev.attune.wire.StoredSignal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one deed, or the passing of time, does to gestures and budgets: the rows go into a commit,
 * the signals are left to be heard in the same one. Belongs to the fold; one commit.
 */
final class GraceWork {
  /** Whom nothing was ever given: what is lent is for customers who are not known yet. */
  private static final Id NOBODY = Id.anonymous("nobody");

  private final Books books;
  private final Commit commit;
  private final Instant now;
  private final GestureBook book;
  private final List<StoredSignal> signals = new ArrayList<>();

  GraceWork(Books books, Commit commit, Instant now) {
    this.books = books;
    this.commit = commit;
    this.now = now;
    book = new GestureBook(books, commit);
  }

  /** What happened to customers by it. */
  List<StoredSignal> signals() {
    return signals;
  }

  /** Writes what is counted. */
  void write() {
    book.write();
  }

  void take(Deed deed) {
    switch (deed) {
      case Deed.Choose(List<Choice> choices) -> choices.forEach(this::choose);
      case Deed.Turn turn -> turn(turn);
      case Deed.Ask ask -> ask(ask);
      case Deed.Take take -> take(take);
      case Deed.Lend lend -> lend(lend);
      case Deed.Return back -> end(back.id(), back.at());
      case Deed.Again again -> {
        GestureView was = book.get(again.gesture());
        if (was != null && was.sending().isPresent()) {
          book.put(was.sentAgain(again.next(), again.problem()));
        }
      }
    }
  }

  private void choose(Choice said) {
    if (book.get(said.id()) != null) {
      return; // sent again: what was decided stands
    }
    LentView lent = said.lend().map(book::lent).orElse(null);
    Deciding deciding = deciding();
    // Behind the moment in the timeline, also where both are of one millisecond.
    Choice choice = deciding.openedAt(said.moment()).map(said::after).orElse(said);
    Place place = deciding.look(choice.customer(), choice.moment(), choice.by(), choice.at());
    if (lent == null) {
      put(choice, place, deciding.decide(choice, place), Optional.empty());
      return;
    }
    Optional<LentView> open = Optional.of(lent).filter(LentView::isOpen);
    Decided honoured =
        deciding.honour(choice, place, open, books.steps.option(choice.what().option()));
    BigDecimal cost = honoured.cost().orElse(BigDecimal.ZERO);
    BigDecimal covered = open.map(LentView::left).orElse(BigDecimal.ZERO).min(cost);
    book.put(lent.using(open.isPresent() ? covered : BigDecimal.ZERO));
    book(choice, place, honoured, covered, Optional.empty());
  }

  private void put(Choice choice, Place place, Decided decided, Optional<Asked> asked) {
    if (decided.verdict() instanceof Verdict.Within) {
      book(choice, place, decided, BigDecimal.ZERO, asked);
      return;
    }
    Turned refused =
        new Turned(State.REFUSED, choice.at(), Optional.of(choice.by().name()), Optional.empty());
    book.put(
        new GestureView(
            choice,
            State.REFUSED,
            title(choice, decided),
            act(decided),
            place.kind(),
            decided.cost().orElse(BigDecimal.ZERO),
            decided.verdict().reasons(),
            BigDecimal.ZERO,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            asked,
            List.of(refused)));
  }

  /** Books a gesture, and lets it happen to the customer. */
  private void book(
      Choice choice, Place place, Decided decided, BigDecimal lent, Optional<Asked> asked) {
    Act act = act(decided);
    Optional<Instant> heldUntil = heldUntil(choice, decided);
    State state = state(act, heldUntil);
    Optional<Instant> lateAt =
        decided
            .option()
            .filter(option -> state != State.DELIVERED)
            .map(option -> heldUntil.orElse(choice.at()).plus(option.deliverWithin()));
    Optional<String> by = Optional.of(choice.by().name());
    GestureView gesture =
        new GestureView(
            choice,
            state,
            title(choice, decided),
            act,
            place.kind(),
            decided.cost().orElse(BigDecimal.ZERO),
            decided.verdict().reasons(),
            lent,
            place.teamDay(),
            heldUntil,
            lateAt,
            place.knownAt(),
            false,
            GestureView.sending(state, act, choice.at()),
            asked,
            List.of(new Turned(state, choice.at(), by, Optional.empty())));
    book.put(gesture);
    signals.add(GestureSignals.chosen(gesture, now));
  }

  private Optional<Instant> heldUntil(Choice choice, Decided decided) {
    return decided
        .option()
        .filter(option -> !(option.act() instanceof Act.Myself))
        .flatMap(Option::undo)
        .map(choice.at()::plus)
        .filter(until -> until.isAfter(now));
  }

  private static State state(Act act, Optional<Instant> heldUntil) {
    if (act instanceof Act.Myself) {
      return State.DELIVERED;
    }
    return heldUntil.isPresent() ? State.HELD : State.PROMISED;
  }

  private static Act act(Decided decided) {
    return decided.option().map(Option::act).orElseGet(Act.Myself::new);
  }

  private static String title(Choice choice, Decided decided) {
    return switch (choice.what()) {
      case What.Else other -> other.words();
      case What.Listed listed -> decided.option().map(Option::title).orElse(listed.option());
    };
  }

  private void turn(Deed.Turn turn) {
    GestureView was = book.get(turn.gesture());
    if (was == null) {
      return;
    }
    State next = next(was.state(), turn.way());
    if (next == null) {
      return;
    }
    if (next == State.UNDONE) {
      giveBack(was);
    }
    Instant at = was.notBefore(turn.at());
    turned(was.turned(next, at, Optional.of(turn.by()), turn.why()), at);
  }

  /** What a lent allowance covered is there again. */
  private void giveBack(GestureView gesture) {
    LentView lent = gesture.choice().lend().map(book::lent).orElse(null);
    if (lent != null && gesture.lent().signum() > 0) {
      book.put(lent.using(gesture.lent().negate()));
    }
  }

  private static @Nullable State next(State state, Deed.Way way) {
    return switch (way) {
      case UNDO -> state == State.HELD ? State.UNDONE : null;
      case CONFIRM -> state == State.PROMISED || state == State.FAILED ? State.DELIVERED : null;
      case FAIL -> state == State.PROMISED ? State.FAILED : null;
    };
  }

  private void turned(GestureView is, Instant at) {
    book.put(is);
    signals.add(GestureSignals.turned(is, at, now));
  }

  private void ask(Deed.Ask ask) {
    GestureView was = book.get(ask.gesture());
    if (was == null || was.state() != State.REFUSED) {
      return;
    }
    Chooser by = was.choice().by();
    Instant since = was.asked().map(Asked::at).orElse(ask.at());
    book.put(was.asking(Optional.of(new Asked(by.name(), by.team(), since, ask.stands()))));
  }

  private void take(Deed.Take take) {
    GestureView was = book.get(take.gesture());
    if (was == null || !GestureBook.isAsked(was)) {
      return;
    }
    Deciding deciding = deciding();
    Choice taken = was.choice().by(take.by(), take.at());
    Choice choice = deciding.openedAt(taken.moment()).map(taken::after).orElse(taken);
    Place place = deciding.look(choice.customer(), choice.moment(), take.by(), take.at());
    Decided decided = deciding.decide(choice, place);
    if (decided.verdict() instanceof Verdict.Within) {
      Asked asked = was.asked().orElseThrow();
      book(
          choice,
          place,
          decided,
          BigDecimal.ZERO,
          Optional.of(new Asked(asked.by(), asked.team(), asked.at(), false)));
    }
  }

  private void lend(Deed.Lend lend) {
    if (book.lent(lend.id()) != null) {
      return;
    }
    Care care = books.steps.current().playbook().care();
    Optional<LocalDate> teamDay = Spending.teamDay(lend.by(), care, lend.at());
    Identity nobody = new Identity(NOBODY, List.of());
    Spent spent = book.spending().of(nobody, lend.by(), teamDay, lend.at());
    Map<Limit, BigDecimal> limits = new EnumMap<>(Limit.class);
    for (Limit limit : List.of(Limit.PER_DAY, Limit.PER_YEAR, Limit.TEAM_PER_DAY)) {
      lend.by().allowance().of(limit).ifPresent(amount -> limits.put(limit, amount));
    }
    if (lend.by().allowance().equals(Allowance.NOTHING)) {
      limits.put(Limit.PER_GESTURE, BigDecimal.ZERO);
    }
    Verdict verdict =
        Trusting.decide(
            Optional.of(lend.amount()), new Allowance(limits), spent, Optional.empty(), 0);
    book.put(
        new LentView(
            lend.id(),
            lend.by(),
            lend.amount(),
            BigDecimal.ZERO,
            lend.at(),
            lend.until(),
            teamDay,
            Optional.empty(),
            verdict.reasons()));
  }

  private void end(String id, Instant at) {
    LentView lent = book.lent(id);
    if (lent != null && lent.isOpen()) {
      book.put(lent.ended(at));
    }
  }

  /** Does what time alone does. */
  void pass(Due.Task task) {
    switch (task.what()) {
      case HELD -> {
        GestureView was = book.get(task.id());
        if (was != null && was.state() == State.HELD) {
          GestureView is =
              was.turned(State.PROMISED, task.at(), Optional.empty(), Optional.empty());
          turned(is, task.at());
        }
      }
      case LATE -> {
        GestureView was = book.get(task.id());
        if (was != null && was.state() == State.PROMISED && !was.late()) {
          GestureView late = was.lateNow();
          book.put(late);
          signals.add(GestureSignals.late(late, task.at(), now));
        }
      }
      case AUTO -> auto(task.id());
      case LENT -> end(task.id(), task.at());
      case KNOWN -> books.worth.over(commit, task.id());
    }
  }

  private void auto(String moment) {
    if (book.get(AutoGrace.gesture(moment)) != null) {
      return;
    }
    Deciding deciding = deciding();
    AutoGrace.Chosen chosen = new AutoGrace(books).choose(moment, deciding, now);
    if (chosen != null) {
      Decided decided = deciding.decide(chosen.choice(), chosen.place());
      put(chosen.choice(), chosen.place(), decided, Optional.empty());
    }
  }

  private Deciding deciding() {
    Deciding.Ground ground =
        new Deciding.Ground(
            books.store, books.steps.current(), books.links, books.present, books.timelines);
    return new Deciding(ground, book.spending(), Worth.of(books.counts));
  }
}
