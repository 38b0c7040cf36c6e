package dev.attune.playbook;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Playbooks that want to keep the reader busy, and big ones that are good. */
enum BadInput {
  TEN_MEGABYTES(() -> "playbook: X\n" + "# remark\n".repeat(1_200_000)),
  ONE_LINE_OF_TEN_MEGABYTES(() -> "playbook: " + "x".repeat(10_000_000)),
  A_LONG_NAME(() -> "playbook: " + "x".repeat(900_000) + "\nfakts:\n"),
  A_LONG_LINE(() -> segment("traits.a == '" + "x".repeat(900_000) + "'")),
  A_LONG_FACT(() -> "playbook: X\nfacts: { " + "x".repeat(900_000) + ": { count: A } }\n"),
  A_LONG_WORD(() -> "playbook: X\n" + "x".repeat(900_000) + ": 1\n"),
  TEN_THOUSAND_FACTS(
      () -> "playbook: X\nfacts:\n" + lines(10_000, i -> "f" + i + ": " + "{ count: A }")),
  TEN_THOUSAND_FACTS_WITH_LONG_CONDITIONS(() ->
      "playbook: X\nfacts:\n"
          + lines(
              10_000,
              i ->
                  "f"
                      + i
                      + ": { count: A, where: \""
                      + "signal.text == 'a' || ".repeat(3)
                      + "true\" }")),
  TEN_THOUSAND_SEGMENTS(
      () -> "playbook: X\nsegments:\n" + lines(10_000, i -> "s" + i + ": traits.a == " + i)),
  TEN_THOUSAND_MOMENTS(() ->
      facts(1_000)
          + "moments:\n"
          + lines(10_000, i -> "m" + i + ": { becomes: facts.f" + i % 1_000 + " > 3 }")),
  TEN_THOUSAND_RULES_OF_NONE_A_KIND(() -> "playbook: X\n" + lines(10_000, i -> "w" + i + ": " + i)),
  TEN_THOUSAND_MISTAKES(() ->
      facts(1_000)
          + "segments:\n"
          + lines(1_000, i -> "s" + i + ": \"" + "facts.x + ".repeat(90) + "1 > 3\"")),
  TEN_THOUSAND_STEPS(() ->
      "playbook: X\nmoments:\n  m: { within: 1h, sequence: [" + "A, ".repeat(10_000) + "B] }\n"),
  TEN_THOUSAND_OPTIONS_OF_A_MOMENT(() ->
      "playbook: X\nmoments:\n  m: { becomes: true, options: [" + "a, ".repeat(100_000) + "b] }\n"),
  A_CIRCLE(() ->
      "playbook: X\nsegments:\n"
          + lines(1_000, i -> "s" + i + ": \"'s" + (i + 1) % 1_000 + "' in segments\"")),
  EVERYBODY_ASKS_EVERYBODY(() ->
      "playbook: X\nsegments:\n"
          + lines(
              900,
              i ->
                  "s"
                      + i
                      + ": \""
                      + IntStream.rangeClosed(1, 40)
                          .mapToObj(j -> "'s" + (i + j) % 900 + "' in segments")
                          .collect(Collectors.joining(" || "))
                      + "\"")),
  A_LAUGH(() ->
      "playbook: X\na: &a [lol]\n"
          + IntStream.range(1, 30)
              .mapToObj(i -> "b" + i + ": &b" + i + " [*a, *a]\n")
              .collect(Collectors.joining())),
  A_MILLION_ALIASES(() -> "playbook: X\nfacts: [" + "*a,".repeat(330_000) + "]"),
  A_MILLION_BRACKETS(() -> "playbook: " + "[".repeat(999_000)),
  A_MILLION_BRACES(() -> "playbook: " + "{a: ".repeat(249_000)),
  A_MILLION_DASHES(() -> "playbook: X\nfacts:\n" + "- ".repeat(490_000)),
  A_MILLION_QUESTIONS(() -> "? ".repeat(499_000)),
  A_MILLION_ITEMS(() -> "playbook: X\nprotected: [" + "a,".repeat(490_000) + "]\n"),
  A_MILLION_EMPTY_LISTS(() -> "playbook: X\nfacts: [" + "[],".repeat(330_000) + "]\n"),
  NAMES_GIVEN_TWICE(() -> "playbook: X\nfacts:\n" + "  a: { count: A }\n".repeat(50_000)),
  A_MILLION_QUOTES(() -> "playbook: " + "''".repeat(490_000) + "'\n: : :"),
  A_MILLION_TABS(() -> "playbook: X\n" + "\t".repeat(900_000) + "x"),
  A_MILLION_SPACES(() -> "playbook: X\n" + " ".repeat(900_000) + "x: y: z"),
  A_MILLION_BREAKS(() -> "\r\n".repeat(490_000) + "x"),
  A_MILLION_ESCAPES(() -> "playbook: X\nsegments: { a: \"" + "\\x41".repeat(240_000) + "\" }\n"),
  A_MILLION_TAGS(() -> "playbook: X\nfacts: [" + "!a b,".repeat(190_000) + "]\n"),
  TEN_THOUSAND_OPERATORS(() -> segment("traits.a == 1 || ".repeat(10_000) + "true")),
  AS_MANY_OPERATORS_AS_FIT(() -> segment("1 + ".repeat(995) + "facts.x > 1")),
  AS_MANY_BRACKETS_AS_FIT(() -> segment("(".repeat(1_990) + "true" + ")".repeat(1_990))),
  AS_MANY_NOTS_AS_FIT(() -> segment("!".repeat(3_980) + "x")),
  AS_MANY_LISTS_AS_FIT(() -> segment("[".repeat(1_990) + "1" + "]".repeat(1_990))),
  AS_MANY_CHOICES_AS_FIT(() -> segment("true ? true : ".repeat(280) + "x")),
  A_THOUSAND_OF_THEM(() ->
      "playbook: X\nsegments:\n"
          + lines(240, i -> "s" + i + ": \"" + "1 + ".repeat(990) + i + " > facts.x\"")),
  LOOPS_IN_LOOPS(
      () -> segment("traits.a.exists(a, a.exists(b, b.exists(c, c.all(d, d.exists(e, e > 1)))))")),
  LOOPS_BESIDE_LOOPS(() -> segment("traits.a.exists(v, v > 1) && ".repeat(130) + "facts.x")),
  A_HUGE_PATTERN(() -> segment("traits.a.matches('" + "(a{1000}){1000}".repeat(200) + "')")),
  A_SLOW_PATTERN(() -> segment("traits.a.matches('" + "(a+)+".repeat(700) + "$') && facts.x")),
  MANY_PATTERNS(() ->
      "playbook: X\nsegments:\n"
          + lines(
              1_000,
              i -> "s" + i + ": \"" + "traits.a.matches('[a-z]{300}') || ".repeat(4) + "false\"")),
  MANY_ITEMS(() ->
      "playbook: X\nsegments:\n"
          + lines(
              240,
              i -> "s" + i + ": \"" + "traits.x.exists(v, v == 1) || ".repeat(120) + "false\"")),
  MANY_SLIPS(() ->
      facts(1_000)
          + "segments:\n"
          + lines(
              250,
              i ->
                  "s"
                      + i
                      + ": \""
                      + IntStream.range(0, 100)
                          .mapToObj(j -> "facts.g" + (i + j) % 1_000 + " > 1")
                          .collect(Collectors.joining(" || "))
                      + "\"")),
  A_HUGE_NUMBER(() -> segment("facts.x > " + "9".repeat(3_900))),
  A_HUGE_FRACTION(() -> segment("traits.a > 1e999999999 && facts.x")),
  A_HUGE_COST(() -> "playbook: X\noptions: { a: { title: A, cost: 1e999999999 } }\n"),
  A_LONG_COST(
      () -> "playbook: X\noptions: { a: { title: A, cost: " + "9".repeat(900_000) + " } }\n"),
  A_HUGE_DURATION(() -> "playbook: X\nstale: " + "9".repeat(900_000) + "d\n"),
  MANY_DURATIONS(() -> "playbook: X\nstale: " + "1d".repeat(450_000) + "\n"),
  A_LONG_DURATION_OF_CEL(() -> segment("duration('" + "1h".repeat(1_900) + "') > facts.x")),
  A_LONG_ZONE(() -> "playbook: X\nzone: " + "Europe/".repeat(120_000) + "\n"),
  A_LONG_PATH(
      () -> "playbook: X\nfacts: { a: { sum: A, of: properties" + ".a".repeat(450_000) + " } }\n"),
  A_LONG_EVENT(() -> "playbook: X\nfacts: { a: { count: " + "x".repeat(900_000) + " } }\n"),
  A_LONG_LIMIT(() ->
      "playbook: X\noptions: { a: { title: A, cost: 0, at-most: "
          + "2 per ".repeat(150_000)
          + " } }\n"),
  LONG_HOURS(() ->
      "playbook: X\nteams: { a: { hours: { mon: [" + "08:00-18:00,".repeat(80_000) + "] } } }\n"),
  MANY_DECLARATIONS(() -> "playbook: X\nevents:\n" + lines(40_000, i -> "e" + i + ": { a: text }")),
  MANY_REDACTIONS(() ->
      "playbook: X\nredact: { drop: ["
          + IntStream.range(0, 45_000)
              .mapToObj(i -> "properties.a" + i)
              .collect(Collectors.joining(","))
          + "] }\n"),
  A_NULL(() -> "playbook: X\nfacts: { a\u0000b: { count: A } }\n"),
  A_MARK_IN_THE_MIDDLE(() -> "playbook: X\nfacts: { a\uFEFFb: { count: A } }\n"),
  HALF_A_CHARACTER(() -> "playbook: X\nfacts: { a\uD83Db: { count: A } }\n"),
  A_TURN_OF_DIRECTION(() -> "playbook: X\nsegments: { \"gold\u202Ecba\": true }\n"),
  A_NAME_WITH_NOTHING_IN_IT(() -> "playbook: X\nsegments: { \"go\u200Bld\": true }\n"),
  A_NAME_THAT_LOOKS_LIKE_ANOTHER(() -> "playbook: X\nsegments: { gold: true, g\u043Eld: true }\n"),
  A_NAME_WRITTEN_IN_TWO_WAYS(
      () -> "playbook: X\nfacts: { caf\u00E9: { count: A }, cafe\u0301: { count: A } }\n"),
  A_LOOK_ALIKE_IN_A_CONDITION(() -> segment("f\u0430cts.x > 3")),
  A_TURN_IN_A_CONDITION(() -> segment("traits.a == 1 \u202E&& traits.b == 2"));

  /** Makes a text. */
  private interface Maker {
    String make();
  }

  @SuppressWarnings("ImmutableEnumChecker") // Makers are lambdas that hold nothing.
  private final Maker maker;

  BadInput(Maker maker) {
    this.maker = maker;
  }

  String text() {
    return maker.make();
  }

  private static String segment(String condition) {
    return "playbook: X\nsegments:\n  a: \"" + condition + "\"\n";
  }

  /** A good playbook as big as they come. */
  static String asMuchAsFits() {
    String segment =
        "s#: facts.f# >= 3 && (facts.f7 == 0 || traits.plan == 'p#' || traits.plan == 'q#')";
    String moment =
        "m#: { when: \"signal.event == 'Event #' && facts.f# >= 3 && 's#' in segments\", title: T,"
            + " expires: 2d, options: [o#] }";
    String option = "o#: { title: T, cost: facts.f#, when: traits.plan == 'p#' }";
    return facts(1_000)
        + ("segments:\n" + numbered(segment))
        + ("moments:\n" + numbered(moment))
        + ("options:\n" + numbered(option))
        + "trust: { currency: EUR, lead: { per-day: 100 } }\n";
  }

  private static String numbered(String line) {
    return lines(1_000, i -> line.replace("#", Integer.toString(i)));
  }

  private static String facts(int number) {
    return "playbook: X\nfacts:\n"
        + lines(
            number,
            i ->
                "f"
                    + i
                    + ": { count: Event "
                    + i
                    + ", within: 30d, where: signal.properties.total > "
                    + i
                    + " }");
  }

  private static String lines(int number, IntFunction<String> line) {
    return IntStream.range(0, number)
        .mapToObj(i -> "  " + line.apply(i) + "\n")
        .collect(Collectors.joining());
  }
}
