package dev.attune.server;

import dev.attune.draft.Ready;
import dev.attune.engine.Suggestion;
import dev.attune.engine.Suggestions;
import dev.attune.pages.Frame;
import dev.attune.pages.LibraryPage;
import dev.attune.pages.LibraryPage.Item;
import dev.attune.pages.PlaybookPages;
import dev.attune.pages.Words;
import dev.attune.playbook.Addition;
import dev.attune.playbook.Additions;
import dev.attune.playbook.Edits;
import dev.attune.playbook.Said;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules that are ready: drafted from what was really seen, or shipped with Attune. */
final class LibraryPages {
  private static final String SEEN = "seen";
  private static final String SHIPPED = "shipped";

  /** Asks to wait until it is known what was seen; for who has no scripts. */
  private static final String LOOK = "look";

  private final Drafting drafting;
  private final Suggested suggested;

  LibraryPages(Drafting drafting, Suggested suggested) {
    this.drafting = drafting;
    this.suggested = suggested;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/playbook/library", Drafting.EDITORS, this::show),
        Route.get("/playbook/library/seen", Drafting.EDITORS, this::seen),
        Route.post("/playbook/library", Drafting.EDITORS, this::take));
  }

  private Answer show(Request request) {
    Frame frame = drafting.frame(request, "library.title");
    Said.Words draft = draft(request);
    Optional<Suggestions> seen =
        request.parameter(LOOK).isPresent() ? Optional.of(suggested.now()) : suggested.lately();
    List<Item> shipped =
        Ready.shipped(Labels.tongue(frame.words())).stream()
            .map(each -> item(draft, each))
            .toList();
    return Framing.answer(
        request,
        PlaybookPages.library(
            frame,
            new LibraryPage(
                drafting.about(request), seen.map(all -> items(frame, draft, all)), shipped)));
  }

  /** What was seen, once it is known: a piece, put into the page. */
  private Answer seen(Request request) {
    Frame frame = drafting.frame(request, "library.title");
    return Framing.answer(
        request, PlaybookPages.librarySeen(frame, items(frame, draft(request), suggested.now())));
  }

  private Said.Words draft(Request request) {
    return Edits.read(drafting.draft(request).text()).orElse(Said.Words.NONE);
  }

  private static List<Item> items(Frame frame, Said.Words draft, Suggestions all) {
    return all.all().stream().map(each -> item(frame.words(), draft, each)).toList();
  }

  private static Item item(Said.Words draft, Ready ready) {
    return new Item(
        SHIPPED,
        ready.rule().name(),
        ready.title(),
        ready.sentence().text(),
        ready.word("feels"),
        ready.restsOn().stream().map(put -> put.name()).toList(),
        Optional.empty(),
        draft.under(ready.rule().section()).find(ready.rule().name()).isPresent(),
        ready.word("tone").equals("delight"));
  }

  private static Item item(Words words, Said.Words draft, Suggestion suggestion) {
    String evidence =
        suggestion.evidence().entrySet().stream()
            .map(each -> evidence(words, each.getKey(), each.getValue()))
            .collect(Collectors.joining(" · "));
    List<Addition> rules = suggestion.rules();
    return new Item(
        SEEN,
        suggestion.name(),
        suggestion.name().replace('-', ' '),
        suggestion.sentence(Labels.tongue(words)),
        "",
        rules.subList(0, rules.size() - 1).stream().map(Addition::name).toList(),
        Optional.of(evidence),
        draft.under(suggestion.section()).find(suggestion.name()).isPresent(),
        false);
  }

  private static String evidence(Words words, String counted, long number) {
    return words.say("library.evidence." + counted.replace(' ', '-'), words.number(number));
  }

  private Answer take(Request request) {
    Typed typed = Typed.of(request);
    Drafts.Draft draft = drafting.draft(request);
    String name = typed.of("name");
    Optional<String> text =
        typed.of("from").equals(SEEN)
            ? seen(draft.text(), name)
            : shipped(request, draft.text(), name);
    drafting
        .drafts()
        .keep(
            drafting.owner(request),
            draft.basedOn(),
            text.orElseThrow(() ->
                Refusal.caller(
                    422,
                    "not-taken",
                    "'%s' cannot be taken: it is there already, or the draft cannot be read"
                        .formatted(name))));
    return Framing.to("/playbook/library#" + Paths.encoded(typed.of("from") + "-" + name));
  }

  private Optional<String> shipped(Request request, String text, String name) {
    return Ready.shipped(Labels.tongue(drafting.words(request))).stream()
        .filter(each -> each.rule().name().equals(name))
        .findFirst()
        .flatMap(each -> each.into(text));
  }

  private Optional<String> seen(String text, String name) {
    Optional<Said.Words> said = Edits.read(text);
    return suggested.now().all().stream()
        .filter(each -> each.name().equals(name))
        .filter(each -> said.isPresent())
        .filter(each -> said.flatMap(there -> there.under(each.section()).find(name)).isEmpty())
        .findFirst()
        .map(each -> added(text, said.orElse(Said.Words.NONE), each));
  }

  private static String added(String text, Said.Words said, Suggestion suggestion) {
    return Additions.to(
        text,
        suggestion.rules().stream()
            .filter(rule -> said.under(rule.section()).find(rule.name()).isEmpty())
            .toList());
  }
}
