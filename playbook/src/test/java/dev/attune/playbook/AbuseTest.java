package dev.attune.playbook;

import static dev.attune.playbook.Refusals.problems;
import static dev.attune.playbook.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that want to break the reader: a clear refusal, and at once. */
@Timeout(60)
class AbuseTest {
  @Test
  void refusesALaughByItsFirstAnchor() {
    refuses(
        """
        playbook: X
        a: &a [lol, lol]
        b: &b [*a, *a]
        """,
        "2:4 an anchor stands here: &a"
            + " [playbooks have no anchors and aliases; a condition that begins with & or * needs"
            + " quotes]");
  }

  @Test
  void refusesAnAlias() {
    refuses(
        "playbook: *name\n",
        "1:11 an alias stands here [playbooks have no anchors and aliases; write it out]");
  }

  @Test
  void refusesTags() {
    refuses(
        "playbook: !!java.net.URL [x]\n",
        "1:11 a YAML tag stands here: tag:yaml.org,2002:java.net.URL"
            + " [playbooks have no tags; a condition that begins with ! needs quotes]");
    refuses(
        "playbook: X\nsegments:\n  a: !('b' in segments)\n",
        "3:6 a YAML tag stands here: !('b'"
            + " [playbooks have no tags; a condition that begins with ! needs quotes]");
  }

  @Test
  void refusesMoreThanOneDocument() {
    refuses(
        "playbook: X\n---\nplaybook: Y\n",
        "2:1 a second document begins here [a playbook is one document]");
  }

  @Test
  void refusesANameGivenTwice() {
    refuses(
        "playbook: X\nfacts:\n  a: { count: A }\n  b: { count: B, count: C }\n  a: { count: D }\n",
        "4:18 count is given twice [the first one is in line 4]",
        "5:3 a is given twice [the first one is in line 3]");
  }

  @Test
  void refusesNamesThatAreNoText() {
    refuses("? [a, b]\n: c\n", "1:3 a name is expected here [a name is plain text before a colon]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      quoteCharacter = '`',
      value = {
        "`` ;; 1:1 the playbook is empty [begin with playbook: NAME]",
        "# only a remark ;; 1:1 the playbook is empty [begin with playbook: NAME]",
        "~ ;; 1:1 the playbook is empty [begin with playbook: NAME]",
        "- a ;; 1:1 expected words with values, such as facts:, at the top of the playbook",
        "playbook ;; 1:1 expected words with values, such as facts:, at the top of the playbook",
      })
  void refusesWhatIsNoPlaybook(String text, String problem) {
    refuses(text, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = ";;",
      value = {
        "moments:\\n  a:\\n    when: true\\n     title: b ;; 4:6 6 5",
        "moments:\\n  a:\\n    when: true\\n\\n    # why\\n   title: b ;; 6:4 4 5",
        "facts:\\n  a: { count: A }\\n    b: { count: B } ;; 3:5 5 3",
        "facts:\\n  a: { count: A }\\n b: { count: B } ;; 3:2 2 3",
        "moments:\\n  a:\\n    sequence:\\n      - event: A\\n       where: b ;; 5:8 8 9",
      })
  void tellsOfLinesThatAreIndentedUnlikeTheirs(String text, String expected) {
    String[] told = expected.split(" ", -1);
    refuses(
        text.replace("\\n", "\n"),
        told[0]
            + " this line begins in column "
            + told[1]
            + ", and the one before it in column "
            + told[2]
            + " [words of one rule begin in the same column; a text with a colon in it goes in"
            + " double quotes]");
  }

  @Test
  void explainsWhatIsNoYaml() {
    String quote =
        " [a text with quotes, colons, brackets or # in it goes in double quotes:"
            + " when: \"'drifting' in segments\"]";
    refuses(
        "segments:\n  a: 'b' in segments\n",
        "2:10 this does not belong to the line or block it stands in" + quote);
    refuses("segments:\n  a: b: c\n", "2:7 a colon is not expected here" + quote);
    refuses("moments:\n  a:\n    say: b: c\n", "3:11 a colon is not expected here" + quote);
    refuses("segments:\n\ta: b\n", "2:1 a tab stands here [YAML indents with spaces only]");
    refuses(
        "segments: [a\n", "2:1 the document ends too early [a quote or bracket is never closed]");
    refuses(
        "segments: \"a\n", "2:1 the document ends too early [a quote or bracket is never closed]");
    refuses(
        "facts: { f: { count: A, where: signal.event in ['a', 'b'] } }\n",
        "1:48 this does not belong to the line or block it stands in" + quote);
    refuses(
        "playbook: \uD83D\uDEB2 x\n# \u0001\n",
        "2:3 this character cannot stand in a playbook: U+0001"
            + " [remove it; perhaps the file is no text]");
  }

  @Test
  void refusesTenMegabytesUnread() {
    refuses(
        "playbook: X\n" + "# remark\n".repeat(1_200_000),
        "1:1 the playbook is longer than 1000000 bytes: at least 10800012"
            + " [a playbook is for people to read; split the company's into several]");
    refuses(
        "playbook: " + "ä".repeat(500_000) + "\n",
        "1:1 the playbook is longer than 1000000 bytes: at least 1000011"
            + " [a playbook is for people to read; split the company's into several]");
  }

  @Test
  void tellsOfAHundredThousandMistakesQuickly() {
    StringBuilder text = new StringBuilder("playbook: X\nfacts:\n");
    for (int i = 0; i < FactReader.MOST; i++) {
      text.append("  someFact").append(i).append(": { count: A }\n");
    }
    text.append("segments:\n");
    for (int i = 0; i < SegmentReader.MOST; i++) {
      text.append("  s").append(i).append(": facts.x").append(" + facts.sameFact7".repeat(45));
      text.append(" > 3\n");
    }

    assertThat(problems(text.toString())).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void refusesDeepNesting(String opening) {
    assertThat(problems("playbook: X\nfacts: \n  " + opening.repeat(100_000)))
        .hasSize(1)
        .first()
        .asString()
        .matches("3:\\d+ .*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      value = {"( ;; )", "[ ;; ]", "! ;; ''", "-( ;; )", "traits.x.exists(v, ;; )", "size( ;; )"})
  void refusesDeepConditions(String opening, String closing) {
    String close = closing.equals("''") ? "" : closing;
    int times = 9_000 / (opening.length() + 1);
    String condition = opening.repeat(times) + "true" + close.repeat(times);

    assertThat(problems("playbook: X\nsegments:\n  a: \"" + condition + "\"\n"))
        .hasSizeBetween(0, 1)
        .allMatch(told -> told.matches("3:7 the condition is (longer than 4000|nested).*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"true && ", "true ? true : ", "1 + ", "1 == ", "traits.a.", "(", "'a' in "})
  void refusesLongConditions(String part) {
    assertThat(
            problems(
                "playbook: X\nsegments:\n  a: \""
                    + part.repeat(9_000 / part.length())
                    + "true\"\n"))
        .containsExactly(
            "3:7 the condition is longer than 4000 characters [make facts or segments of its"
                + " parts]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true ? true : ", "1 + ", "traits.a == 1 || "})
  void readsOrRefusesWhatIsJustShortEnough(String part) {
    int times = (Cel.LONGEST - 10) / part.length();

    assertThat(problems("playbook: X\nsegments:\n  a: \"" + part.repeat(times) + "true\"\n"))
        .hasSizeBetween(0, 1);
  }

  @Property(tries = 500)
  void neverThrows(@ForAll("scraps") String text) {
    assertThat(new PlaybookReader().read(text)).isNotNull();
  }

  @Property(tries = 500)
  void neverThrowsForAnyCondition(@ForAll("conditions") String condition) {
    String quoted = condition.replace("\\", "\\\\").replace("\"", "\\\"");

    assertThat(
            new PlaybookReader()
                .read(
                    "playbook: X\nfacts: { f: { count: A } }\nsegments: { s: true }\n"
                        + "moments:\n  m: { when: \""
                        + quoted
                        + "\" }\n"))
        .isNotNull();
  }

  @Provide
  Arbitrary<String> scraps() {
    return joined(
        "playbook¦: ¦facts¦segments¦moments¦\n¦\n  ¦\n    ¦a¦{¦}¦[¦]¦,¦'¦\"¦|¦>¦&a¦*a¦!t¦#¦-¦? ¦\t¦\\"
            + "¦ä¦🚲¦\r\n¦---¦count¦when¦true¦30d¦%¦@¦`¦\u0000¦\uD800",
        30);
  }

  @Provide
  Arbitrary<String> conditions() {
    return joined(
        "facts¦traits¦signal¦segments¦.¦f¦x¦event¦properties¦==¦>¦&&¦||¦!¦-¦(¦)¦[¦]¦1¦2.5¦'s'¦in"
            + "¦true¦null¦has(¦size(¦.exists(v, ¦v¦,¦?¦:¦+¦/¦%¦duration('1h')¦.matches('a')¦\"¦'"
            + "¦r'¦b'¦{¦}¦//¦ ¦ä¦🚲¦timestamp(",
        12);
  }

  private static Arbitrary<String> joined(String parts, int most) {
    return Arbitraries.of(parts.split("¦", -1))
        .list()
        .ofMaxSize(most)
        .map(some -> String.join("", some));
  }
}
