package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Chooser;
import dev.attune.engine.Deed;
import dev.attune.engine.GestureView;
import dev.attune.pages.Frame;
import dev.attune.pages.GestureDonePage;
import dev.attune.pages.GestureRow;
import dev.attune.pages.GracePages;
import dev.attune.pages.Place;
import dev.attune.pages.Words;
import dev.attune.playbook.Act;
import dev.attune.playbook.MomentRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What became of a choice, and what people say about it then. */
final class GraceActs {
  private static final String PAGE = "/grace/gestures/{id}";

  private final Framing framing;
  private final Giving giving;
  private final GestureRows rows;
  private final Lore.Keeper lore;

  GraceActs(Framing framing, Giving giving, GestureRows rows, Lore.Keeper lore) {
    this.framing = framing;
    this.giving = giving;
    this.rows = rows;
    this.lore = lore;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PAGE, GraceHome.HANDLE, request -> show(request, Optional.empty())),
        act("undo", request -> giving.turn(request, Data.EMPTY, Deed.Way.UNDO)),
        act("confirm", request -> giving.turn(request, Data.EMPTY, Deed.Way.CONFIRM)),
        act("fail", request -> giving.turn(request, Data.EMPTY, Deed.Way.FAIL)),
        act("ask", request -> giving.ask(request, true)),
        act("unask", request -> giving.ask(request, false)),
        act("take", request -> giving.take(request, Data.EMPTY)));
  }

  /** Whoever comes too late sees how it stands, and why. */
  private Route act(String name, Consumer<Request> act) {
    return Route.post(
        PAGE + "/" + name,
        GraceHome.HANDLE,
        request -> {
          String gesture = giving.named(request).id();
          Form form = Form.of(request);
          try {
            act.accept(request);
          } catch (Refusal refusal) {
            String said =
                switch (refusal.code()) {
                  case "not-possible" -> "done.too-late";
                  case "beyond-budget", "not-asked" -> "done.taken";
                  default -> throw refusal;
                };
            return show(request, Optional.of(said));
          }
          return Framing.to(form.filled("back").orElse("/grace/gestures/" + gesture));
        });
  }

  private Answer show(Request request, Optional<String> said) {
    GestureView gesture = giving.named(request);
    Frame frame = framing.of(request);
    Words words = frame.words();
    Chooser by = giving.chooser(request);
    GestureRow row = rows.row(gesture, by, words);
    Optional<String> say =
        gesture
            .kind()
            .flatMap(kind -> lore.now().moment(kind))
            .map(MomentRule::words)
            .flatMap(MomentRule.Words::say);
    GestureDonePage page =
        new GestureDonePage(
            row,
            words.say(isMyself(gesture) ? "done.myself" : "done." + row.state().word()),
            say,
            said.map(words::say).orElseGet(() -> how(gesture, row, words)),
            rows.purse(by),
            GestureRows.href(gesture.customer()));
    return Framing.isPiece(request)
        ? Framing.answer(request, GracePages.doneNow(frame, page))
        : Framing.answer(
            request,
            said.isPresent() ? 409 : 200,
            GracePages.done(frame.at(Place.GRACE, frame.say("done." + row.state().word())), page));
  }

  /** Whether whoever chose it does it themselves: then booking it is not yet doing it. */
  private static boolean isMyself(GestureView gesture) {
    return gesture.state() == GestureView.State.DELIVERED && gesture.act() instanceof Act.Myself;
  }

  /** What comes next. */
  private static String how(GestureView gesture, GestureRow row, Words words) {
    return switch (row.state()) {
      case REFUSED -> "";
      case ASKED -> words.say("done.asked-how");
      case HELD -> words.say("done.held-how");
      case PROMISED ->
          gesture.act() instanceof Act.Task
              ? words.say("done.promised-task")
              : gesture
                  .lateAt()
                  .map(at -> words.say("done.promised-out", words.ago(at)))
                  .orElseGet(() -> words.say("done.no-undo"));
      case DELIVERED -> words.say(isMyself(gesture) ? "done.myself-how" : "done.no-undo");
      case FAILED -> words.say("done.failed-how");
      case UNDONE -> words.say("done.undone-how");
    };
  }
}
