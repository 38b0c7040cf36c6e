package dev.attune.playbook;

import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a playbook: YAML with conditions in CEL. Pure, without state, and safe on every thread.
 *
 * <p>It never throws, whatever the text is, and reports everything it finds wrong at once, each
 * with its place. What it accepts can be decided without failing: conditions are compiled, names
 * are bound to indexes, segments are in an order in which each comes after those it asks about.
 *
 * <pre>{@code
 * switch (new PlaybookReader().read(text)) {
 *   case Checked.Accepted(Playbook playbook, List<Problem> warnings) -> ...
 *   case Checked.Refused(List<Problem> problems, List<Problem> warnings) -> ...
 * }
 * }</pre>
 */
public final class PlaybookReader {
  /** The longest text that is read: 1 MB. */
  public static final int LONGEST = 1_000_000;

  /** A parser of YAML looks ahead to the end of a line, over and over. */
  private static final int LONGEST_LINE = 100_000;

  private static final Set<String> WORDS =
      new LinkedHashSet<>(
          List.of(
              "playbook", "zone", "stale", "protected", "goals", "facts", "segments", "moments"));

  static {
    WORDS.addAll(CareReader.WORDS);
    WORDS.addAll(DeclaredReader.WORDS);
    WORDS.add("redact");
    WORDS.add("retain");
  }

  private static final Set<String> LATER =
      Set.of("budgets", "measures", "questions", "themes", "personas", "per");

  /** The words that stand at the top of a playbook. */
  static Set<String> words() {
    return WORDS;
  }

  /** Reads {@code text}. */
  public Checked read(String text) {
    String content = content(text);
    Document document = new Document(content.length() > LONGEST ? "" : content);
    Problems problems = new Problems(document);
    int bytes = content.length() > LONGEST ? content.length() : utf8Length(content);
    if (bytes > LONGEST) {
      problems.error(
          0,
          "the playbook is longer than " + LONGEST + " bytes: at least " + bytes,
          "a playbook is for people to read; split the company's into several");
      return new Checked.Refused(problems.errors(), List.of());
    }
    int longLine = longLine(content);
    if (longLine >= 0) {
      problems.error(
          longLine,
          "this line is longer than " + LONGEST_LINE + " characters",
          "a playbook is for people to read; break the line");
      return new Checked.Refused(problems.errors(), List.of());
    }
    Optional<Mapping> mapping = Yaml.read(document, problems);
    if (mapping.isEmpty()) {
      return new Checked.Refused(problems.errors(), problems.warnings());
    }
    Playbook playbook =
        playbook(new Entries(mapping.get(), problems, WORDS, LATER), problems, text);
    if (!problems.any()) {
      new DeclaredCheck(playbook.declared(), problems).check(mapping.get());
    }
    return problems.any()
        ? new Checked.Refused(problems.errors(), problems.warnings())
        : new Checked.Accepted(playbook, problems.warnings());
  }

  /** Where the first line begins that is too long; -1 if there is none. */
  private static int longLine(String text) {
    int begin = 0;
    while (begin < text.length()) {
      int end = text.indexOf('\n', begin);
      if ((end < 0 ? text.length() : end) - begin > LONGEST_LINE) {
        return begin;
      }
      begin = end < 0 ? text.length() : end + 1;
    }
    return -1;
  }

  /** The text without the mark that some editors put before it. */
  static String content(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Playbook playbook(Entries entries, Problems problems, String text) {
    GoalReader goals = new GoalReader(problems);
    goals.read(entries.mapping("goals"));
    FactReader facts = new FactReader(problems, goals.names());
    facts.read(entries.mapping("facts"));
    SegmentReader segments = new SegmentReader(problems, facts.conditions());
    segments.read(entries.mapping("segments"));
    ZoneId zone = Names.zone(entries, ZoneOffset.UTC, problems);
    Set<String> protectedTraits = protectedTraits(entries, problems);
    CareReader care = new CareReader(problems, segments.conditions());
    care.read(entries, zone);
    MomentReader moments = new MomentReader(problems, segments.conditions(), care);
    moments.read(entries.mapping("moments"));
    return new Playbook(
        name(entries, problems),
        zone,
        entries.duration("stale", Duration.ofHours(1), Entries.Range.NOT_NEGATIVE),
        protectedTraits,
        new DeclaredReader(problems).read(entries),
        goals.goals(),
        facts.facts(),
        segments.segments(),
        moments.moments(),
        moments.builtIn(),
        care.care(protectedTraits),
        new Keeping(
            new RedactReader(problems).read(entries, facts.facts()),
            new RetainReader(problems)
                .read(entries, LookingBack.of(goals.goals(), facts.facts(), moments.moments()))),
        text);
  }

  private static String name(Entries entries, Problems problems) {
    if (!entries.has("playbook")) {
      problems.error(entries.at(), "the playbook has no name", "begin with playbook: NAME");
    }
    return entries.text("playbook").orElse("");
  }

  private static Set<String> protectedTraits(Entries entries, Problems problems) {
    Set<String> traits = new LinkedHashSet<>();
    for (Node item : entries.items("protected")) {
      if (!(item instanceof Scalar scalar) || scalar.isNothing()) {
        problems.error(item.at(), "protected takes names of traits", "write protected: [plan]");
        continue;
      }
      String name = scalar.text().strip();
      if (name.startsWith("traits.")) {
        problems.error(
            scalar.at(),
            "protected takes names of traits: " + name,
            "write " + name.substring("traits.".length()));
      }
      traits.add(name);
    }
    return traits;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
