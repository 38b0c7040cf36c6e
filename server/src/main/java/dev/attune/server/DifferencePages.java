package dev.attune.server;

import dev.attune.draft.Merge;
import dev.attune.engine.AdoptedMeanwhile;
import dev.attune.engine.BadPlaybook;
import dev.attune.engine.Version;
import dev.attune.pages.ChangeRow;
import dev.attune.pages.DifferencePage;
import dev.attune.pages.Frame;
import dev.attune.pages.PlaybookPages;
import dev.attune.playbook.Difference;
import dev.attune.playbook.Tongue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a draft would change, and adopting it. A version that was adopted since the draft began is
 * shown, and never overwritten: the draft must first be brought onto it.
 */
final class DifferencePages {
  private final Drafting drafting;

  DifferencePages(Drafting drafting) {
    this.drafting = drafting;
  }

  List<Route> routes() {
    Access editors = Drafting.EDITORS;
    return List.of(
        Route.get("/playbook/difference", editors, request -> show(request, 200)),
        Route.post("/playbook/adopt", editors, this::adopt),
        Route.post("/playbook/rebase", editors, this::rebase));
  }

  private Answer show(Request request, int status) {
    Frame frame = drafting.frame(request, "difference.title");
    Optional<Drafts.Draft> draft = drafting.drafts().find(drafting.owner(request));
    String held = drafting.drafts().heldText();
    String text = draft.map(Drafts.Draft::text).orElse(held);
    Optional<String> base = draft.flatMap(this::base);
    boolean isBehind = draft.isPresent() && base.isPresent() && !base.get().equals(held);
    Tongue tongue = Labels.tongue(frame.words());
    List<ChangeRow> theirs = isBehind ? Drafting.rows(base.orElse(""), held, tongue) : List.of();
    String mineFrom = isBehind ? base.orElse("") : held.isEmpty() ? "playbook: Ours\n" : held;
    List<String> both =
        isBehind
            ? Merge.of(base.orElse(""), text, held)
                .map(merge -> merge.both().stream().map(Difference::name).toList())
                .orElse(List.of())
            : List.of();
    DifferencePage page =
        new DifferencePage(
            drafting.about(request),
            Drafting.rows(mineFrom, text, tongue),
            theirs,
            draft.isPresent() ? drafting.problems(text, tongue) : List.of(),
            both);
    return Framing.answer(request, status, PlaybookPages.difference(frame, page));
  }

  /** The text of the version a draft began as. */
  private Optional<String> base(Drafts.Draft draft) {
    return drafting.engine().versions().stream()
        .filter(version -> version.number() == draft.basedOn())
        .findFirst()
        .map(Version::text);
  }

  private Answer adopt(Request request) {
    String owner = drafting.owner(request);
    Optional<Drafts.Draft> draft = drafting.drafts().find(owner);
    Typed typed = Typed.of(request);
    if (draft.isEmpty() || draft.get().text().equals(drafting.drafts().heldText())) {
      return show(request, 409);
    }
    OptionalInt basedOn = OptionalInt.of(draft.get().basedOn());
    boolean isAsSeen = typed.of("basedOn").equals(Integer.toString(draft.get().basedOn()));
    if (!isAsSeen) {
      return show(request, 409);
    }
    try {
      Version version =
          drafting
              .engine()
              .adopt(
                  draft.get().text(),
                  drafting.who(request),
                  basedOn.getAsInt() == 0 ? OptionalInt.empty() : basedOn);
      drafting.drafts().adopted(owner);
      return Framing.to("/playbook/history?adopted=" + version.number());
    } catch (AdoptedMeanwhile e) {
      return show(request, 409);
    } catch (BadPlaybook e) {
      return show(request, 422);
    }
  }

  private Answer rebase(Request request) {
    String owner = drafting.owner(request);
    Optional<Drafts.Draft> draft = drafting.drafts().find(owner);
    Optional<Version> held = drafting.drafts().held();
    if (draft.isEmpty() || held.isEmpty()) {
      return show(request, 409);
    }
    // What they saw is what they decide on: a further version in between is shown first.
    if (Typed.of(request).number("version", Integer.MAX_VALUE) != held.get().number()) {
      return show(request, 409);
    }
    String base = base(draft.get()).orElse("playbook: Ours\n");
    Merge merge =
        Merge.of(base, draft.get().text(), held.get().text())
            .orElseThrow(() ->
                Refusal.caller(
                    422,
                    "only-by-hand",
                    "the draft cannot be read, so its changes cannot be brought onto version %d: mend its text first"
                        .formatted(held.get().number())));
    drafting.drafts().keep(owner, held.get().number(), merge.text());
    return Framing.to("/playbook/difference");
  }
}
