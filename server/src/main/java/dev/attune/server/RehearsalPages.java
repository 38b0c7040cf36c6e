package dev.attune.server;

import dev.attune.engine.BadPlaybook;
import dev.attune.engine.RehearsalQuery;
import dev.attune.engine.RehearsalView;
import dev.attune.pages.Frame;
import dev.attune.pages.PlaybookPages;
import dev.attune.pages.RehearsalPage;
import dev.attune.pages.Words;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What a draft would have noticed, with pictures. */
final class RehearsalPages {
  private static final int EXAMPLES = 10;
  private static final int LONGEST_DAYS = (int) RehearsalQuery.LONGEST.toDays();

  private final Drafting drafting;
  private final InstantSource clock;

  RehearsalPages(Drafting drafting, InstantSource clock) {
    this.drafting = drafting;
    this.clock = clock;
  }

  List<Route> routes() {
    Access editors = Drafting.EDITORS;
    return List.of(
        Route.post("/playbook/rehearse", editors, this::start),
        Route.get("/playbook/rehearsals/{id}", editors, this::show),
        Route.post("/playbook/rehearsals/{id}/cancel", editors, this::cancel));
  }

  private Answer start(Request request) {
    Typed typed = Typed.of(request);
    int days = typed.number("days", LONGEST_DAYS);
    OptionalInt people =
        typed.of("people").isBlank()
            ? OptionalInt.empty()
            : OptionalInt.of(typed.number("people", RehearsalQuery.MOST_PEOPLE));
    try {
      RehearsalView view =
          drafting
              .engine()
              .rehearsals()
              .start(
                  new RehearsalQuery(
                      drafting.draft(request).text(),
                      drafting.who(request),
                      clock.instant().minus(Duration.ofDays(days)),
                      Optional.empty(),
                      people,
                      EXAMPLES));
      return Framing.to("/playbook/rehearsals/" + Paths.encoded(view.id()));
    } catch (BadPlaybook e) {
      return Framing.to("/playbook/difference");
    }
  }

  private RehearsalView named(Request request) {
    return drafting
        .engine()
        .rehearsals()
        .find(request.name("id"))
        .orElseThrow(() ->
            Refusal.absent(
                "no-such-rehearsal",
                "there is no such rehearsal; the newest ten are kept until Attune is restarted"));
  }

  private Answer cancel(Request request) {
    RehearsalView view = named(request);
    drafting.engine().rehearsals().cancel(view.id());
    return Framing.to("/playbook/rehearsals/" + Paths.encoded(view.id()));
  }

  private Answer show(Request request) {
    RehearsalView view = named(request);
    Frame frame = drafting.frame(request, "rehearsal.title");
    Words words = frame.words();
    RehearsalPage page =
        new RehearsalPage(
            drafting.about(request),
            view.id(),
            view.state().name().toLowerCase(Locale.ROOT),
            percent(view),
            view.left().map(left -> words.say("rehearsal.left", words.length(left))).orElse(""),
            view.failure(),
            view.result()
                .map(result ->
                    new RehearsalStory(words, result, drafting.draft(request).text()).told()));
    return Framing.answer(
        request,
        Framing.isPiece(request)
            ? PlaybookPages.rehearsalNow(frame, page)
            : PlaybookPages.rehearsal(frame, page));
  }

  private static int percent(RehearsalView view) {
    long of = Math.max(1, view.done().ofSignals());
    return (int) Math.min(99, 100 * view.done().signals() / of);
  }
}
