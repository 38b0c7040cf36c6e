package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.draft.Completion;
import dev.attune.draft.Fields;
import dev.attune.draft.Formed;
import dev.attune.draft.Kind;
import dev.attune.draft.RuleForms;
import dev.attune.draft.Trouble;
import dev.attune.engine.CatalogueEntry;
import dev.attune.pages.Frame;
import dev.attune.pages.Place;
import dev.attune.pages.PlaybookPages;
import dev.attune.pages.RuleFormPage;
import dev.attune.pages.RuleFormPage.Choices;
import dev.attune.pages.RuleFormPage.Named;
import dev.attune.pages.Words;
import dev.attune.playbook.Edits;
import dev.attune.playbook.Said;
import dev.attune.playbook.Sentence;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Rules as forms. What is taken goes into the draft; what is refused keeps what was typed. */
final class RulePages {
  private static final int MOST_NAMES = 500;

  private final Drafting drafting;

  RulePages(Drafting drafting) {
    this.drafting = drafting;
  }

  List<Route> routes() {
    Access editors = Drafting.EDITORS;
    return List.of(
        Route.get("/playbook/edit/{section}", editors, this::empty),
        Route.post("/playbook/edit/{section}", editors, request -> take(request, "")),
        Route.get("/playbook/edit/{section}/{name}", editors, this::filled),
        Route.post(
            "/playbook/edit/{section}/{name}", editors, request -> take(request, known(request))),
        // These change nothing; they are asked with every word that is typed.
        Route.post("/playbook/check/{section}", editors, this::check).never(),
        Route.post("/playbook/complete", editors, this::complete).never());
  }

  private static Kind kind(Request request) {
    return Kind.of(request.name("section"))
        .orElseThrow(() ->
            Refusal.absent(
                "no-such-form", "there is no form for %s".formatted(request.name("section"))));
  }

  private String known(Request request) {
    String name = request.name("name");
    boolean isThere =
        Edits.read(drafting.draft(request).text())
            .flatMap(said -> said.under(kind(request).section()).find(name))
            .isPresent();
    if (!isThere) {
      throw Refusal.absent("no-such-rule", "the draft has no rule of this name");
    }
    return name;
  }

  /** A new rule, begun as the address says: nothing is taken before somebody takes it. */
  private Answer empty(Request request) {
    Map<String, String> begun =
        new HashMap<>(RuleForms.fields(kind(request), text(request), "").typed());
    RuleFormPage.SPOTS.forEach(
        field -> request.parameter(field).ifPresent(said -> begun.put(field, said)));
    return form(request, "", new Fields(begun));
  }

  private Answer filled(Request request) {
    String name = known(request);
    return form(request, name, RuleForms.fields(kind(request), text(request), name));
  }

  private Answer form(Request request, String name, Fields fields) {
    Formed formed = formed(request, name, fields);
    boolean isNew = name.isEmpty();
    Frame frame = drafting.frame(request, "playbook.edit-title");
    RuleFormPage page = page(request, frame.words(), name, fields, formed, !isNew);
    return Framing.answer(
        request, PlaybookPages.form(frame.at(Place.PLAYBOOK, title(frame, page)), page));
  }

  private static String title(Frame frame, RuleFormPage page) {
    return page.isNew() ? frame.say("playbook.add." + page.section()) : page.title();
  }

  private Answer take(Request request, String name) {
    Fields fields = new Fields(Typed.of(request).fields());
    Formed formed = formed(request, name, fields);
    Kind kind = kind(request);
    if (formed.isGood() && formed.text().isPresent()) {
      Drafts.Draft draft = drafting.draft(request);
      drafting.drafts().keep(drafting.owner(request), draft.basedOn(), formed.text().get());
      return Framing.to("/playbook/edit#" + kind.section() + "-" + Paths.encoded(formed.name()));
    }
    Frame frame = drafting.frame(request, "playbook.edit-title");
    RuleFormPage page = page(request, frame.words(), name, fields, formed, true);
    return Framing.answer(
        request, 422, PlaybookPages.form(frame.at(Place.PLAYBOOK, title(frame, page)), page));
  }

  /** While somebody types: what is missing is not held against them yet. */
  private Answer check(Request request) {
    Typed typed = Typed.of(request);
    Fields fields = new Fields(typed.fields());
    String name = typed.of("rule");
    Frame frame = drafting.frame(request, "playbook.edit-title");
    Formed formed = formed(request, name, fields);
    return Framing.answer(
        request,
        PlaybookPages.told(frame, page(request, frame.words(), name, fields, formed, false)));
  }

  private Formed formed(Request request, String name, Fields fields) {
    return RuleForms.formed(
        kind(request),
        text(request),
        name,
        fields,
        drafting.seen(),
        Labels.tongue(drafting.words(request)));
  }

  private String text(Request request) {
    return drafting.draft(request).text();
  }

  private RuleFormPage page(
      Request request, Words words, String name, Fields fields, Formed formed, boolean isStrict) {
    Kind kind = kind(request);
    Said.Words playbook = Edits.read(text(request)).orElse(Said.Words.NONE);
    String title =
        kind == Kind.BUDGET && words.has("playbook.role." + name)
            ? words.say("playbook.role." + name)
            : Drafting.title(playbook, kind.section(), name);
    return new RuleFormPage(
        drafting.about(request),
        kind.section(),
        name,
        title,
        fields.typed(),
        told(words, formed.troubles(), isStrict),
        told(words, formed.warnings(), true),
        formed.sentence().map(Sentence::text),
        formed.sentence().map(Sentence::more).orElse(List.of()),
        choices(playbook));
  }

  private static Map<String, String> told(Words words, List<Trouble> troubles, boolean isStrict) {
    Map<String, String> told = new HashMap<>();
    for (Trouble trouble : troubles) {
      boolean isMissing = trouble instanceof Trouble.Missing;
      if (isStrict || !isMissing) {
        told.merge(trouble.field(), text(words, trouble), (one, other) -> one + " " + other);
      }
    }
    return told;
  }

  private static String text(Words words, Trouble trouble) {
    return switch (trouble) {
      case Trouble.Missing missing -> words.say("form.missing");
      case Trouble.Taken taken -> words.say("form.taken");
      case Trouble.NoNumber(String field, String typed) -> words.say("form.no-number", typed);
      case Trouble.Told(String field, String message, Optional<String> hint) ->
          message + hint.map(each -> ": " + each).orElse("") + ".";
      case Trouble.OnlyByHand byHand -> words.say("form.by-hand");
    };
  }

  private Choices choices(Said.Words playbook) {
    List<CatalogueEntry> seen = drafting.engine().catalogue();
    return new Choices(
        names(seen, each -> each.name().isEmpty(), true),
        names(seen, each -> !each.name().isEmpty() && !each.event().isEmpty(), false),
        names(seen, each -> each.event().isEmpty(), false),
        List.copyOf(playbook.under("segments").words().keySet()),
        playbook.under("options").words().keySet().stream()
            .map(name -> new Named(name, Drafting.title(playbook, "options", name)))
            .toList(),
        List.copyOf(playbook.under("teams").words().keySet()));
  }

  private static List<String> names(
      List<CatalogueEntry> seen, Predicate<CatalogueEntry> which, boolean ofEvents) {
    return seen.stream()
        .filter(which)
        .sorted(Comparator.comparingLong(CatalogueEntry::count).reversed())
        .map(each -> ofEvents ? each.event() : each.name())
        .distinct()
        .limit(MOST_NAMES)
        .toList();
  }

  /** What may stand before the caret, in a condition or in the text. */
  private Answer complete(Request request) {
    Typed typed = Typed.of(request);
    String before = typed.of("before");
    List<Completion> found =
        typed.of("in").equals("text")
            ? Completion.inText(
                before, before.length(), text(request), WordsOfPlaybook.all(), drafting.seen())
            : Completion.inCondition(before, text(request), drafting.seen());
    return Answer.ok(
        Data.of(
            "found",
            found.stream()
                .map(each -> Data.of("from", each.from(), "text", each.text(), "says", each.says()))
                .toList()));
  }
}
