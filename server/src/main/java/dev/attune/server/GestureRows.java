package dev.attune.server;

import dev.attune.care.Spent;
import dev.attune.care.Verdict;
import dev.attune.customer.Content;
import dev.attune.customer.Id;
import dev.attune.engine.Chooser;
import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.Grace;
import dev.attune.pages.GestureRow;
import dev.attune.pages.GestureRow.Open;
import dev.attune.pages.Purse;
import dev.attune.pages.Words;
import dev.attune.playbook.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gestures as people see them. */
final class GestureRows {
  private final Engine engine;
  private final Faces faces;
  private final Lore.Keeper lore;
  private final Framing framing;

  GestureRows(Engine engine, Faces faces, Lore.Keeper lore, Framing framing) {
    this.engine = engine;
    this.faces = faces;
    this.lore = lore;
    this.framing = framing;
  }

  Lore lore() {
    return lore.now();
  }

  /** What somebody may give, before it is known for whom. */
  Purse purse(Chooser by) {
    Spent spent = engine.grace().spent(by);
    return Offers.purse(by, spent, by.allowance().left(spent), Money.currency(engine));
  }

  /** A gesture as {@code by} sees it. */
  GestureRow row(GestureView gesture, Chooser by, Words words) {
    GestureRow.State state = state(gesture);
    return new GestureRow(
        gesture.id(),
        faces.of(gesture.customer(), words),
        state,
        gesture.title(),
        purse(by).cost(words, gesture.cost()),
        gesture.course().getLast().at(),
        gesture.choice().by().name(),
        gesture.heldUntil().filter(until -> state == GestureRow.State.HELD),
        gesture.late() && state == GestureRow.State.PROMISED,
        open(gesture, state, by),
        task(gesture, state),
        notes(gesture, state, by, words));
  }

  private static GestureRow.State state(GestureView gesture) {
    return switch (gesture.state()) {
      case REFUSED ->
          gesture.asked().map(GestureView.Asked::stands).orElse(false)
              ? GestureRow.State.ASKED
              : GestureRow.State.REFUSED;
      case HELD -> GestureRow.State.HELD;
      case PROMISED -> GestureRow.State.PROMISED;
      case DELIVERED -> GestureRow.State.DELIVERED;
      case FAILED -> GestureRow.State.FAILED;
      case UNDONE -> GestureRow.State.UNDONE;
    };
  }

  private Open open(GestureView gesture, GestureRow.State state, Chooser by) {
    boolean isMine = gesture.choice().by().name().equals(by.name());
    return switch (state) {
      case REFUSED -> isMine && isAskable(gesture.reasons()) ? Open.ASK : Open.NOTHING;
      case ASKED -> {
        if (isMine) {
          yield Open.UNASK;
        }
        yield engine.grace().covers(gesture, by) ? Open.TAKE : Open.NOTHING;
      }
      case PROMISED, FAILED ->
          switch (gesture.act()) {
            case Act.Task(String text, Optional<String> team) ->
                isMine || team.equals(by.team()) ? Open.DONE_OR_FAILED : Open.NOTHING;
            case Act.Webhook webhook -> byHand(gesture, by);
            case Act.Message message -> byHand(gesture, by);
            case Act.Myself myself -> Open.NOTHING;
          };
      case HELD, DELIVERED, UNDONE -> Open.NOTHING;
    };
  }

  /** What another system did not do in time, who promised it or their team may do themselves. */
  private static Open byHand(GestureView gesture, Chooser by) {
    Chooser giver = gesture.choice().by();
    boolean isTheirs =
        giver.name().equals(by.name())
            || (giver.team().isPresent() && giver.team().equals(by.team()));
    boolean isAtRisk = gesture.state() == GestureView.State.FAILED || gesture.late();
    return isTheirs && isAtRisk ? Open.DONE_OR_FAILED : Open.NOTHING;
  }

  private static Optional<String> task(GestureView gesture, GestureRow.State state) {
    return state == GestureRow.State.PROMISED && gesture.act() instanceof Act.Task task
        ? Optional.of(task.text())
        : Optional.empty();
  }

  private List<String> notes(GestureView gesture, GestureRow.State state, Chooser by, Words words) {
    boolean isMine = gesture.choice().by().name().equals(by.name());
    if (state == GestureRow.State.ASKED && !isMine) {
      return asking(gesture, words);
    }
    if (!gesture.reasons().isEmpty()) {
      return Offers.reasons(gesture.reasons(), purse(by), words);
    }
    List<String> notes = new ArrayList<>();
    if (isAnswered(gesture, by)) {
      notes.add(words.say("gesture.answered", framing.titleOf(gesture.choice().by().name())));
    }
    gesture.course().getLast().why().map(Labels::cut).ifPresent(notes::add);
    if (state == GestureRow.State.DELIVERED || state == GestureRow.State.FAILED) {
      Grace.Sequel sequel = engine.grace().sequel(gesture);
      sequel.goodAt().ifPresent(at -> notes.add(words.say("gesture.good", words.ago(at))));
      sequel
          .said()
          .filter(said -> said.signal().content() instanceof Content.Feedback)
          .map(said -> ((Content.Feedback) said.signal().content()).text())
          .ifPresent(text -> notes.add(words.say("gesture.said", Labels.cut(text))));
    }
    return notes;
  }

  /** To others: who asks, and in what moment. Why their budget does not do is no matter here. */
  private List<String> asking(GestureView gesture, Words words) {
    List<String> notes = new ArrayList<>();
    notes.add(words.say("gesture.asks", framing.titleOf(gesture.choice().by().name())));
    gesture.kind().map(kind -> lore.now().title(kind)).ifPresent(notes::add);
    return notes;
  }

  /** Whether it is what {@code by} asked of others, and somebody took it on. */
  static boolean isAnswered(GestureView gesture, Chooser by) {
    return gesture
        .asked()
        .filter(asked -> asked.by().equals(by.name()) && !asked.stands())
        .filter(asked -> !gesture.choice().by().name().equals(by.name()))
        .isPresent();
  }

  /** Whether anybody else might, whose budget or role is another. */
  static boolean isAskable(List<Verdict.Reason> reasons) {
    return !reasons.isEmpty()
        && reasons.stream()
            .allMatch(reason ->
                reason instanceof Verdict.Reason.OverLimit
                    || reason instanceof Verdict.Reason.OverLent
                    || reason instanceof Verdict.Reason.NotForThem);
  }

  /** Rows of several. */
  List<GestureRow> rows(List<GestureView> gestures, Chooser by, Words words) {
    return gestures.stream().map(each -> row(each, by, words)).toList();
  }

  /** Where an id can be helped. */
  static String href(Id id) {
    return "/grace/customers/" + Paths.encoded(id.toString());
  }
}
