package dev.attune.server;

import dev.attune.draft.RuleChange;
import dev.attune.pages.Frame;
import dev.attune.pages.PlaybookPage;
import dev.attune.pages.PlaybookPages;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Edits;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Said;
import java.util.List;
import java.util.Optional;

/** The rules as people read them: those that hold, and those in the making. */
final class BookPages {
  private final Drafting drafting;

  BookPages(Drafting drafting) {
    this.drafting = drafting;
  }

  List<Route> routes() {
    Access editors = Drafting.EDITORS;
    return List.of(
        Route.get("/playbook", editors, this::held),
        Route.get("/playbook/edit", editors, this::edited),
        Route.post("/playbook/remove", editors, this::remove),
        Route.post("/playbook/keep", editors, this::keep),
        Route.post("/playbook/discard", editors, this::discard),
        Route.post("/playbook/bring-back", editors, this::bringBack));
  }

  private Answer held(Request request) {
    Frame frame = drafting.frame(request, "place.playbook");
    Optional<Playbook> playbook = drafting.engine().playbook();
    PlaybookRows rows = new PlaybookRows(drafting.engine(), frame.words(), drafting.seen());
    List<PlaybookPage.Section> sections =
        playbook.map(each -> rows.of(each, List.of())).orElse(List.of());
    return Framing.answer(
        request,
        PlaybookPages.rules(
            frame,
            new PlaybookPage(
                drafting.about(request),
                false,
                sections,
                List.of(),
                drafting.drafts().canBringBack(drafting.owner(request)))));
  }

  private Answer edited(Request request) {
    Frame frame = drafting.frame(request, "playbook.edit-title");
    String text = drafting.draft(request).text();
    PlaybookRows rows = new PlaybookRows(drafting.engine(), frame.words(), drafting.seen());
    List<RuleChange> changes = drafting.changes(text, Labels.tongue(frame.words()));
    PlaybookPage page =
        switch (drafting.read(text)) {
          case Checked.Accepted(var playbook, var warnings) ->
              new PlaybookPage(
                  drafting.about(request), true, rows.of(playbook, changes), List.of(), false);
          case Checked.Refused refused ->
              new PlaybookPage(
                  drafting.about(request),
                  true,
                  List.of(),
                  drafting.problems(text, Labels.tongue(frame.words())),
                  false);
        };
    return Framing.answer(request, PlaybookPages.rules(frame, page));
  }

  private Answer remove(Request request) {
    Typed typed = Typed.of(request);
    return change(
        request, text -> Edits.remove(text, typed.of("section"), typed.of("name")), typed);
  }

  /** A rule becomes again what the version that holds says. */
  private Answer keep(Request request) {
    Typed typed = Typed.of(request);
    String section = typed.of("section");
    String name = typed.of("name");
    Optional<Said> held =
        Edits.read(drafting.drafts().heldText()).flatMap(said -> said.under(section).find(name));
    return change(
        request,
        text ->
            held.isPresent()
                ? Edits.put(text, section, name, held.get())
                : Edits.remove(text, section, name),
        typed);
  }

  private interface Change {
    Optional<String> of(String text);
  }

  private Answer change(Request request, Change change, Typed typed) {
    Drafts.Draft draft = drafting.draft(request);
    String section = typed.of("section");
    String text =
        change
            .of(draft.text())
            .orElseThrow(() ->
                Refusal.caller(
                    422,
                    "only-by-hand",
                    "%s.%s cannot be changed by a form: change it in the text"
                        .formatted(section, typed.of("name"))));
    drafting.drafts().keep(drafting.owner(request), draft.basedOn(), text);
    return Framing.to("/playbook/edit#" + Paths.encoded(section));
  }

  private Answer discard(Request request) {
    drafting.drafts().throwAway(drafting.owner(request));
    return Framing.to("/playbook");
  }

  private Answer bringBack(Request request) {
    drafting.drafts().bringBack(drafting.owner(request));
    return Framing.to("/playbook/edit");
  }
}
