package dev.attune.server;

import dev.attune.draft.RuleChange;
import dev.attune.engine.Engine;
import dev.attune.engine.SeenNames;
import dev.attune.engine.Version;
import dev.attune.pages.ChangeRow;
import dev.attune.pages.Frame;
import dev.attune.pages.Place;
import dev.attune.pages.PlaybookFrame;
import dev.attune.pages.PlaybookPage.ProblemLine;
import dev.attune.pages.RuleRow;
import dev.attune.pages.Words;
import dev.attune.playbook.Catalogue;
import dev.attune.playbook.CatalogueCheck;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Edits;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Problem;
import dev.attune.playbook.Said;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Tongue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What all pages about the playbook share: who drafts, what differs, and what is wrong. */
final class Drafting {
  /** Who edits the playbook: leads and stewards, and tokens that may adopt one. */
  static final Access EDITORS = Access.bearer(Scope.WRITE_PLAYBOOK);

  private final Engine engine;
  private final Drafts drafts;
  private final Framing framing;
  private volatile @Nullable Compared compared;

  Drafting(Engine engine, Drafts drafts, Framing framing) {
    this.engine = engine;
    this.drafts = drafts;
    this.framing = framing;
  }

  Engine engine() {
    return engine;
  }

  Drafts drafts() {
    return drafts;
  }

  /** By which name records know who asks. */
  String who(Request request) {
    return request.caller().name();
  }

  /** Whose draft it is; a token may have the name of a person. */
  String owner(Request request) {
    return switch (request.caller()) {
      case Caller.ByPerson by -> "person/" + by.name();
      case Caller.ByToken by -> "token/" + by.name();
    };
  }

  Drafts.Draft draft(Request request) {
    return drafts.of(owner(request));
  }

  Frame frame(Request request, String title) {
    Frame frame = framing.of(request);
    return frame.at(Place.PLAYBOOK, frame.say(title));
  }

  Words words(Request request) {
    return framing.of(request).words();
  }

  Catalogue seen() {
    return SeenNames.of(engine);
  }

  PlaybookFrame about(Request request) {
    Optional<Version> held = drafts.held();
    Optional<Drafts.Draft> draft = drafts.find(owner(request));
    String text = draft.map(Drafts.Draft::text).orElseGet(drafts::heldText);
    return new PlaybookFrame(
        Edits.read(text).map(said -> said.text("playbook")).orElse(""),
        held.map(each -> new PlaybookFrame.Held(each.number(), each.who(), each.at())),
        draft.map(each -> about(each, held, Labels.tongue(words(request)))));
  }

  private PlaybookFrame.Draft about(Drafts.Draft draft, Optional<Version> held, Tongue tongue) {
    int changes = Edits.read(draft.text()).isPresent() ? changes(draft.text(), tongue).size() : -1;
    boolean isBehind = held.filter(each -> each.number() != draft.basedOn()).isPresent();
    return new PlaybookFrame.Draft(draft.basedOn(), changes, draft.savedAt(), isBehind);
  }

  /** How a draft differs from the version that holds; several parts of a page ask for the same. */
  List<RuleChange> changes(String draft, Tongue tongue) {
    String held = drafts.heldText();
    String before = held.isEmpty() ? "playbook: Ours\n" : held;
    Compared known = compared;
    if (known == null || !known.isOf(before, draft, tongue)) {
      known = new Compared(before, draft, tongue, changes(before, draft, tongue));
      compared = known;
    }
    return known.changes();
  }

  /** What two texts differed in. */
  private record Compared(String before, String after, Tongue tongue, List<RuleChange> changes) {
    boolean isOf(String first, String second, Tongue in) {
      return tongue == in && before.equals(first) && after.equals(second);
    }
  }

  /** What a text says; the one that holds is read already. */
  Checked read(String text) {
    return engine
        .playbook()
        .filter(held -> held.text().equals(text))
        .<Checked>map(held -> new Checked.Accepted(held, List.of()))
        .orElseGet(() -> new PlaybookReader().read(text));
  }

  /** What differs, rule by rule; nothing where one of the two cannot be read. */
  private static List<RuleChange> changes(String before, String after, Tongue tongue) {
    if (before.equals(after)) {
      return List.of();
    }
    boolean canRead = Edits.read(before).isPresent() && Edits.read(after).isPresent();
    return canRead ? RuleChange.between(before, after, tongue) : List.of();
  }

  /** What differs, as people read it. */
  static List<ChangeRow> rows(String before, String after, Tongue tongue) {
    Said.Words first = Edits.read(before).orElse(Said.Words.NONE);
    Said.Words second = Edits.read(after).orElse(Said.Words.NONE);
    return changes(before, after, tongue).stream().map(each -> row(each, first, second)).toList();
  }

  private static ChangeRow row(RuleChange change, Said.Words first, Said.Words second) {
    String section = change.written().section();
    String name = change.written().name();
    String title = title(second, section, name);
    String called = title.equals(name) ? title(first, section, name) : title;
    boolean isWritten = change.isInWordsOnly();
    if (isWritten
        && first.under(section).find(name).orElse(null) instanceof Said.Words was
        && second.under(section).find(name).orElse(null) instanceof Said.Words is) {
      return new ChangeRow(
          mark(change), section, name, called, only(was, is), only(is, was), false);
    }
    return new ChangeRow(
        mark(change),
        section,
        name,
        called,
        isWritten ? change.written().before() : change.before().map(Sentence::whole),
        isWritten ? change.written().after() : change.after().map(Sentence::whole),
        isWritten);
  }

  /** Of a rule's words those that another does not say alike, each with what it says. */
  private static Optional<String> only(Said.Words these, Said.Words others) {
    String told =
        these.words().entrySet().stream()
            .filter(each -> !others.find(each.getKey()).equals(Optional.of(each.getValue())))
            .map(each -> each.getKey() + ": " + told(each.getValue()))
            .collect(Collectors.joining(" · "));
    return Optional.of(told).filter(text -> !text.isEmpty());
  }

  private static String told(Said said) {
    return switch (said) {
      case Said.Text(String text) -> text;
      case Said.Items(var items) ->
          items.stream().map(Drafting::told).collect(Collectors.joining(", "));
      case Said.Words(var words) ->
          words.entrySet().stream()
              .map(each -> each.getKey() + " " + told(each.getValue()))
              .collect(Collectors.joining(", "));
    };
  }

  static RuleRow.Mark mark(RuleChange change) {
    return switch (change.written().kind()) {
      case ADDED -> RuleRow.Mark.ADDED;
      case REMOVED -> RuleRow.Mark.REMOVED;
      case CHANGED -> RuleRow.Mark.CHANGED;
    };
  }

  /** What people call a rule: its title, where it has one. */
  static String title(Said.Words playbook, String section, String name) {
    String title = playbook.under(section).under(name).text("title");
    return title.isEmpty() ? name : title;
  }

  /** What is wrong with a text, else what is probably not meant. */
  List<ProblemLine> problems(String text, Tongue tongue) {
    return switch (new PlaybookReader().read(text)) {
      case Checked.Accepted(var playbook, var warnings) -> {
        List<Problem> all = new ArrayList<>(warnings);
        all.addAll(CatalogueCheck.warnings(playbook, seen()));
        yield all.stream().map(problem -> line(problem, true, tongue)).toList();
      }
      case Checked.Refused(var problems, var warnings) ->
          problems.stream().map(problem -> line(problem, false, tongue)).toList();
    };
  }

  private static ProblemLine line(Problem problem, boolean isWarning, Tongue tongue) {
    return new ProblemLine(
        problem.line(),
        problem.column(),
        problem.messageIn(tongue),
        problem.hintIn(tongue).orElse(""),
        isWarning);
  }
}
