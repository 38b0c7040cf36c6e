package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EditsTest {
  private static final String ODD =
      """
      # Ours. Keep these words.
      playbook: "Odd: but right"   # the name
      zone: Europe/Berlin

      facts: { rides: { count: Ride Completed }, # how many
        rides30: { count: Ride Completed, within: 30d } }   # lately
      segments:
        # those who ride
        riders:   facts.rides >= 1   # one is enough
        'regulars': "facts.rides30 >= 3"
        folded: >-
          facts.rides >= 5
          && facts.rides30 >= 1

      # After the folded one.
      moments:

          # first things first
          third-contact:
              when: |
                signal.event == 'Support Contacted'
                && facts.rides >= 3
              # how it feels
              feels: unheard   # truly
              title: 'Third ''contact'''
              options:
              - call
              - pay
              around:
                date: traits.warrantyEnds
                from: 0d
                to: 3d

          quiet: { becomes: "'riders' in segments", title: Quiet } # short
      options: {call: {title: Call, cost: 0, does: myself}, pay: {title: Pay, cost: 5, does: {webhook: till}}}
      trust:
        currency: EUR
        front-line: {per-gesture: 100}
      # The end.
      """;

  private static List<String> everySample() {
    return List.of(
        ODD,
        ODD.replace("\n", "\r\n"),
        ODD.stripTrailing(),
        "\uFEFF" + ODD,
        Playbooks.starterText());
  }

  private record Rule(String section, String name, Said said) {}

  private static List<Rule> rules(String text) {
    List<Rule> rules = new ArrayList<>();
    Edits.read(text)
        .orElseThrow()
        .words()
        .forEach((section, said) -> {
          if (said instanceof Said.Words words) {
            words.words().forEach((name, rule) -> rules.add(new Rule(section, name, rule)));
          }
        });
    return rules;
  }

  /** What stands before a rule's value and behind it. */
  private static void assertOnlyTheRuleChanged(String before, String after, Rule rule) {
    String content = PlaybookReader.content(before);
    int mark = before.length() - content.length();
    Node.Mapping section = (Node.Mapping) value(Edits.top(content).orElseThrow(), rule.section());
    Node.Entry entry = entry(section, rule.name());
    int from = mark + entry.key().end();
    int until = mark + new Extents(content).end(entry);
    assertThat(after).startsWith(before.substring(0, from));
    assertThat(after).endsWith(before.substring(until));
  }

  private static Node value(Node.Mapping mapping, String name) {
    return entry(mapping, name).value();
  }

  private static Node.Entry entry(Node.Mapping mapping, String name) {
    return mapping.entries().stream()
        .filter(each -> each.key().text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void changesNothingWhereTheSameIsSaid() {
    for (String text : everySample()) {
      assertThat(rules(text)).hasSizeGreaterThan(7);
      for (Rule rule : rules(text)) {
        assertThat(Edits.put(text, rule.section(), rule.name(), rule.said())).hasValue(text);
      }
    }
  }

  @Property(tries = 200)
  void changesOneWordAndNothingElse(
      @ForAll("texts") String typed, @ForAll("samples") String text, @ForAll Random random) {
    List<Rule> rules = rules(text);
    Rule rule = rules.get(random.nextInt(rules.size()));
    Said changed =
        rule.said() instanceof Said.Words words && !words.words().isEmpty()
            ? words.with(one(words, random), new Said.Text(typed))
            : new Said.Text(typed);

    String edited = Edits.put(text, rule.section(), rule.name(), changed).orElseThrow();

    assertOnlyTheRuleChanged(text, edited, rule);
    assertThat(Edits.read(edited).orElseThrow().under(rule.section()).find(rule.name()))
        .hasValue(changed);
  }

  private static String one(Said.Words words, Random random) {
    return List.copyOf(words.words().keySet()).get(random.nextInt(words.words().size()));
  }

  @Property(tries = 100)
  void addsARule(@ForAll("texts") String typed, @ForAll("samples") String text) {
    Said.Words rule = Said.words("when", typed, "title", typed);
    for (String section : List.of("moments", "facts", "goals", "teams")) {
      String edited = Edits.put(text, section, "a-new-one", rule).orElseThrow();
      assertThat(Edits.read(edited).orElseThrow().under(section).find("a-new-one")).hasValue(rule);
      assertThat(lines(edited)).containsSubsequence(unchanged(text, section));
      assertThat(Edits.remove(edited, section, "a-new-one").flatMap(Edits::read)).isPresent();
    }
  }

  @Property(tries = 100)
  void addsAWord(
      @ForAll("texts") String typed, @ForAll("samples") String text, @ForAll Random random) {
    List<Rule> rules =
        rules(text).stream().filter(each -> each.said() instanceof Said.Words).toList();
    Rule rule = rules.get(random.nextInt(rules.size()));
    Said more = ((Said.Words) rule.said()).with("say", new Said.Text(typed));

    String edited = Edits.put(text, rule.section(), rule.name(), more).orElseThrow();

    assertOnlyTheRuleChanged(text, edited, rule);
  }

  /** All lines but those of a section that is written in braces, where rules share lines. */
  private static List<String> unchanged(String text, String section) {
    List<String> lines = new ArrayList<>(lines(text));
    lines.removeIf(line -> line.startsWith(section + ": {") || line.contains("# lately"));
    return lines;
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  @Test
  void removesEveryRuleAndEveryWord() {
    for (String text : everySample()) {
      for (Rule rule : rules(text)) {
        String without = Edits.remove(text, rule.section(), rule.name()).orElseThrow();
        assertThat(Edits.read(without).orElseThrow().under(rule.section()).find(rule.name()))
            .isEmpty();
        if (rule.said() instanceof Said.Words words && words.words().size() > 1) {
          for (String word : words.words().keySet()) {
            Said.Words fewer = words.without(word);
            String edited = Edits.put(text, rule.section(), rule.name(), fewer).orElseThrow();
            assertOnlyTheRuleChanged(text, edited, rule);
          }
        }
      }
    }
  }

  @Test
  void keepsCommentsInsideOfARule() {
    Said.Words rule =
        (Said.Words)
            Edits.read(ODD).orElseThrow().under("moments").find("third-contact").orElseThrow();

    String edited =
        Edits.put(
                ODD,
                "moments",
                "third-contact",
                rule.with("feels", "alone").with("urgency", "high").without("around"))
            .orElseThrow();

    assertThat(edited)
        .contains("        # how it feels\n        feels: alone   # truly\n")
        .contains("        - call\n        - pay\n        urgency: high\n")
        .doesNotContain("around");
  }

  @Test
  void writesAsPeopleDo() {
    Map<String, Said> words = Map.of("title", new Said.Text("Their bike: too late? \"Again\""));
    assertThat(Edits.put("playbook: A\n", "moments", "late", new Said.Words(words)))
        .hasValue(
            """
            playbook: A
            moments:
              late:
                title: "Their bike: too late? \\"Again\\""
            """);
    String none = "playbook: A\nmoments:   # none yet\n";
    Said.Words rule = Said.words("when", "signal.event == 'Late' && facts.late >= 2");
    assertThat(Edits.put(none, "moments", "late", rule))
        .hasValue(
            """
            playbook: A
            moments:   # none yet
              late:
                when: signal.event == 'Late' && facts.late >= 2
            """);
    assertThat(Edits.put("playbook: A\nfacts: {}\n", "facts", "late", Said.words("count", "Late")))
        .hasValue("playbook: A\nfacts:\n  late: { count: Late }\n");
  }

  @Test
  void hasNoAnswerWhereThereIsNoYaml() {
    assertThat(Edits.put("playbook: [", "facts", "a", Said.text("b"))).isEmpty();
    assertThat(Edits.remove("", "facts", "a")).isEmpty();
    assertThat(Edits.read("- a")).isEmpty();
  }

  @Test
  void findsWhatStandsAtAPlace() {
    assertThat(Edits.at(ODD, 24, 15)).containsExactly("moments", "third-contact", "feels");
    assertThat(Edits.at(ODD, 9, 14)).containsExactly("segments", "riders");
    assertThat(Edits.at(ODD, 1, 1)).isEmpty();
    assertThat(Edits.at(ODD, 999, 999)).isEqualTo(Edits.at(ODD, 40, 1));
  }

  @Provide
  Arbitrary<String> samples() {
    return Arbitraries.of(everySample());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "a: b",
            "x # y",
            "'quoted'",
            "\"double\"",
            "- no list",
            "{ no: braces }",
            "[a",
            "null",
            "~x",
            "!tag",
            "&a",
            "*b",
            "%c",
            "@d",
            "`e",
            "| f",
            "> g",
            "a,b",
            "a}b",
            "two\nlines",
            "tab\there",
            "a\u2028b",
            "ends:",
            "---",
            "…",
            "😀 & <b>",
            "yes",
            "1e3",
            "\\",
            "signal.event == 'A' && facts.b >= 3"),
        Arbitraries.strings().ofMinLength(1).ofMaxLength(20).filter(EditsTest::isTyped));
  }

  /** What YAML can hold at all, and is not only white space. */
  private static boolean isTyped(String text) {
    return !text.isBlank()
        && Optional.of(text).filter(all -> all.strip().equals(all)).isPresent()
        && text.codePoints()
            .allMatch(c ->
                c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0) && c < 0xd800 && c != 0xfeff);
  }
}
