package dev.attune.server;

import dev.attune.draft.Kind;
import dev.attune.draft.RuleChange;
import dev.attune.engine.Engine;
import dev.attune.engine.GoalDay;
import dev.attune.engine.SegmentView;
import dev.attune.engine.StoppedEvent;
import dev.attune.pages.PlaybookPage.Section;
import dev.attune.pages.RuleRow;
import dev.attune.pages.RuleRow.Mark;
import dev.attune.pages.Words;
import dev.attune.playbook.Catalogue;
import dev.attune.playbook.CatalogueCheck;
import dev.attune.playbook.Edits;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Problem;
import dev.attune.playbook.Said;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Sentence.About;
import dev.attune.playbook.Sentences;
import dev.attune.playbook.Tongue;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A playbook's rules as rows: sentences, with what was heard of each lately. One page. */
final class PlaybookRows {
  private static final int DAYS = 30;

  /** In the order in which people ask: first what customers want, last how it is worked out. */
  private static final Map<String, About> SECTIONS = sections();

  private final Engine engine;
  private final Words words;
  private final Catalogue seen;
  private final Map<String, SegmentView> segments = new HashMap<>();
  private final Map<String, List<String>> warnings = new HashMap<>();

  PlaybookRows(Engine engine, Words words, Catalogue seen) {
    this.engine = engine;
    this.words = words;
    this.seen = seen;
    engine.segments().forEach(each -> segments.put(each.name(), each));
  }

  private static Map<String, About> sections() {
    Map<String, About> sections = new LinkedHashMap<>();
    sections.put("goals", About.GOAL);
    sections.put("moments", About.MOMENT);
    sections.put("segments", About.SEGMENT);
    sections.put("options", About.OPTION);
    sections.put("trust", About.BUDGET);
    sections.put("teams", About.TEAM);
    sections.put("facts", About.FACT);
    return sections;
  }

  /** The sections of a playbook, with what differs from the version that holds. */
  List<Section> of(Playbook playbook, List<RuleChange> changes) {
    warn(playbook);
    Said.Words said = Edits.read(playbook.text()).orElse(Said.Words.NONE);
    List<Sentence> sentences = Sentences.of(playbook, Labels.tongue(words));
    List<Section> all = new ArrayList<>();
    SECTIONS.forEach((section, about) -> {
      List<RuleRow> rows = new ArrayList<>();
      sentences.stream()
          .filter(each -> each.about() == about)
          .map(each -> row(said, section, each, changes))
          .forEach(rows::add);
      changes.stream()
          .filter(each -> each.written().section().equals(section))
          .filter(each -> Drafting.mark(each) == Mark.REMOVED)
          .map(each -> removed(section, each))
          .forEach(rows::add);
      all.add(new Section(section, rows, Kind.of(section).isPresent()));
    });
    return all;
  }

  private void warn(Playbook playbook) {
    CatalogueCheck.warnings(playbook, seen)
        .forEach(problem -> {
          List<String> path = Edits.at(playbook.text(), problem.line(), problem.column());
          if (path.size() >= 2) {
            warnings
                .computeIfAbsent(path.get(0) + "/" + path.get(1), rule -> new ArrayList<>())
                .add(told(problem));
          }
        });
    for (StoppedEvent stopped : engine.progress().stopped()) {
      String told = words.say("playbook.stopped", stopped.event(), words.ago(stopped.last()));
      for (String rule : stopped.rules()) {
        // Rules of several sections may have one name; each of them that is shown says it.
        List.of("moments", "segments", "goals")
            .forEach(section ->
                warnings
                    .computeIfAbsent(section + "/" + rule, name -> new ArrayList<>())
                    .add(told));
      }
    }
  }

  private String told(Problem problem) {
    Tongue tongue = Labels.tongue(words);
    return problem.messageIn(tongue) + problem.hintIn(tongue).map(hint -> ": " + hint).orElse("");
  }

  private RuleRow row(
      Said.Words playbook, String section, Sentence sentence, List<RuleChange> changes) {
    String name = sentence.name();
    Mark mark =
        changes.stream()
            .filter(each -> each.written().section().equals(section))
            .filter(each -> each.written().name().equals(name))
            .map(Drafting::mark)
            .findFirst()
            .orElse(Mark.SAME);
    boolean isRole = section.equals("trust");
    return new RuleRow(
        section,
        name,
        isRole ? role(name) : Drafting.title(playbook, section, name),
        sentence.text(),
        sentence.more(),
        mark == Mark.ADDED ? Optional.empty() : lately(section, name),
        opens(section, name),
        warnings.getOrDefault(section + "/" + name, List.of()).stream().distinct().toList(),
        Kind.of(section).isPresent(),
        mark);
  }

  private String role(String name) {
    return words.has("playbook.role." + name) ? words.say("playbook.role." + name) : name;
  }

  private static RuleRow removed(String section, RuleChange change) {
    String name = change.written().name();
    return new RuleRow(
        section,
        name,
        name,
        change.before().map(Sentence::text).orElse(""),
        List.of(),
        Optional.empty(),
        "",
        List.of(),
        false,
        Mark.REMOVED);
  }

  private static String opens(String section, String name) {
    return switch (section) {
      case "moments" -> "/moments?kind=" + Paths.encoded(name);
      case "segments" -> "/segments/" + Paths.encoded(name);
      default -> "";
    };
  }

  private Optional<String> lately(String section, String name) {
    return switch (section) {
      case "moments" -> Optional.of(moments(name));
      case "segments" ->
          Optional.ofNullable(segments.get(name))
              .map(each -> words.say("playbook.members", each.size()));
      case "goals" -> goal(name);
      default -> Optional.empty();
    };
  }

  private String moments(String name) {
    LocalDate from = words.now().atZone(ZoneOffset.UTC).toLocalDate().minusDays(DAYS);
    long count =
        engine.openedByDay(name).entrySet().stream()
            .filter(day -> day.getKey().isAfter(from))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return words.say("playbook.opened", count);
  }

  private Optional<String> goal(String name) {
    LocalDate from = words.now().atZone(words.zone()).toLocalDate().minusDays(DAYS);
    long attained = 0;
    long missed = 0;
    for (Map.Entry<LocalDate, GoalDay> day : engine.goalDays(name).entrySet()) {
      if (day.getKey().isAfter(from)) {
        attained += day.getValue().attained();
        missed += day.getValue().missed();
      }
    }
    return attained + missed == 0
        ? Optional.empty()
        : Optional.of(words.say("playbook.reached", words.share(attained, attained + missed)));
  }
}
