package dev.attune.playbook;

import static dev.attune.playbook.Refusals.problems;
import static dev.attune.playbook.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybookProblemsTest {
  @Test
  void tellsEverythingAtOnceInTheOrderOfTheDocument() {
    refuses(
        """
        playbook: X
        zone: Europe/Berln
        fakts: {}
        facts:
          rides30: { count: Ride Completed, within: 30 days }
        segments:
          few: facts.rids30 < 3
        moments:
          m: { becomes: "'fwe' in segments" }
        """,
        "2:7 unknown zone Europe/Berln [did you mean Europe/Berlin?]",
        "3:1 unknown word fakts [did you mean facts?]",
        "5:45 within is no duration: 30 days [write 30d, 2h, 15m, 90s, 500ms or 1d12h]",
        "7:8 unknown fact rids30 [did you mean rides30?]",
        "9:18 unknown segment fwe [did you mean few?]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"budgets", "measures", "questions", "per"})
  void saysWhichWordsComeLater(String word) {
    refuses(
        "playbook: X\n" + word + ": {}\n",
        "2:1 " + word + " is not supported yet [remove it; a later version will understand it]");
  }

  @Test
  void wantsAName() {
    refuses("zone: UTC\n", "1:1 the playbook has no name [begin with playbook: NAME]");
    refuses("playbook:\n", "1:1 playbook has no value");
    refuses("playbook: [a]\n", "1:11 playbook takes a text, not a list or further words");
  }

  @Test
  void knowsWhatBelongsUnderWhichWord() {
    refuses("playbook: X\nfacts: 3\n", "2:8 facts takes names with values, such as NAME: ...");
    refuses("playbook: X\nprotected: {a: b}\n", "2:12 protected takes a list, such as [a, b]");
    refuses(
        "playbook: X\nprotected: [[a]]\n",
        "2:13 protected takes names of traits [write protected: [plan]]");
    refuses(
        "playbook: X\nprotected: [traits.plan]\n",
        "2:13 protected takes names of traits: traits.plan [write plan]");
    refuses("playbook: X\nzone: Middle Earth\n", "2:7 unknown zone Middle Earth");
    refuses("playbook: X\nzone: [UTC]\n", "2:7 zone takes a text, not a list or further words");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      quoteCharacter = '`',
      value = {
        "1 h ;; stale is no duration: 1 h [write 30d, 2h, 15m, 90s, 500ms or 1d12h]",
        "60 ;; stale is no duration: 60 [write 30d, 2h, 15m, 90s, 500ms or 1d12h]",
        "1w ;; stale is no duration: 1w [write 30d, 2h, 15m, 90s, 500ms or 1d12h]",
        "12h1d ;; stale is no duration: 12h1d [write 30d, 2h, 15m, 90s, 500ms or 1d12h]",
        "-1h ;; stale cannot be negative: -1h",
        "11000d ;; stale is longer than ten years: 11000d [write 3653d at most]",
      })
  void knowsDurations(String duration, String message) {
    refuses("playbook: X\nstale: " + duration + "\n", "2:8 " + message);
  }

  @Test
  void wantsADurationWhereOneIsAnnounced() {
    refuses("playbook: X\nstale: ''\n", "2:1 stale has no value");
    refuses("playbook: X\nstale: [1h]\n", "2:8 stale takes a text, not a list or further words");
  }

  @Test
  void knowsWhatAFactNeeds() {
    refuses(
        """
        playbook: X
        facts:
          a: 3
          b: { within: 30d }
          c: { count: A, sum: B }
          d: { sum: A }
          e: { count: A, of: properties.x }
          f: { sum: A, of: fare }
          g: { sum: A, of: signal.properties.fare }
          h: { sum: A, of: properties. }
          i: { count: [A] }
          j: { count: }
          k: { count: A, within: 0d }
          l: { count: A, withn: 3d }
          m: { trend: A, within: 30 }
        """,
        "3:3 fact a does not say what it is [write { count: EVENT, within: 30d }]",
        "4:3 fact b does not say what it is"
            + " [it needs one of count, sum, min, max, mean, first, last, latest, distinct, "
            + "streak, trend, attained, missed, rate]",
        "5:18 fact c says both count and sum [a fact is one of them; make two facts]",
        "6:8 sum needs to know which property [add of: properties.NAME]",
        "7:18 count reads no property, so of means nothing here",
        "8:20 expected a path that begins with properties., not fare [write properties.fare]",
        "9:20 expected a path that begins with properties., not signal.properties.fare"
            + " [write properties.fare]",
        "10:20 expected a path that begins with properties., not properties."
            + " [write properties.NAME]",
        "11:15 count takes a text, not a list or further words",
        "12:8 count has no value",
        "13:26 within must be longer than zero: 0d",
        "14:18 unknown word withn [did you mean within?]",
        "15:26 within is no duration: 30 [write 30d, 2h, 15m, 90s, 500ms or 1d12h]");
  }

  @Test
  void knowsHowFactsAreNamed() {
    String form = "conditions could not read it as facts.NAME";
    String hint = "use letters, digits and _, and begin with a letter: ";
    refuses(
        """
        playbook: X
        facts:
          a-b: { count: A }
          3rides: { count: A }
          "30": { count: A }
          in: { count: A }
          %s: { count: A }
        """
            .replace("%s", "x".repeat(65)),
        "3:3 a fact cannot be named 'a-b': " + form + " [" + hint + "a_b]",
        "4:3 a fact cannot be named '3rides': " + form + " [" + hint + "rides]",
        "5:3 a fact cannot be named '30': " + form + " [" + hint + "rides30]",
        "6:3 a fact cannot be named 'in': conditions keep that word",
        "7:3 a fact has a name longer than 64 characters");
  }

  @Test
  void takesUnderscoresInNames() {
    refuses(
        """
        playbook: X
        segments: { new_parents: true, a-b_c: true }
        moments: { third_contact: { becomes: "'new_parents' in segments" } }
        """);
  }

  @Test
  void knowsHowSegmentsAndMomentsAreNamed() {
    String hint =
        "a name is made of letters, digits and single hyphens or underscores, and begins with a letter";
    refuses(
        """
        playbook: X
        segments:
          new parents: true
          a: [b]
          b:
        moments:
          third--contact: { becomes: true }
          c: { becomes: true, tone: happy }
          d: 3
          e: { title: x }
          f: { say: [x], becomes: true }
        """,
        "3:3 a segment cannot be named 'new parents' [" + hint + "]",
        "4:6 segment a takes a condition [write a: CONDITION]",
        "5:3 segment b has no condition",
        "7:3 a moment cannot be named 'third--contact' [" + hint + "]",
        "8:29 unknown tone happy [known: trouble, delight]",
        "9:3 moment d does not say what opens it [write { when: CONDITION, title: ... }]",
        "10:3 moment e does not say what opens it"
            + " [it needs one of when, becomes, around, before, after, sequence]",
        "11:13 say takes a text, not a list or further words");
  }

  @Test
  void knowsWhatAMomentNeeds() {
    String one = "one thing opens a moment; only when goes together with around or before";
    refuses(
        """
        playbook: X
        moments:
          a: { when: signal.event == 'A', becomes: true }
          b: { becomes: true, after: A, without: B, for: 1d }
          c: { around: { date: traits.x, from: 0d, to: 1d }, before: traits.x, by: 1d }
          d: { when: true, around: { date: traits.x, from: 0d, to: 1d }, before: traits.x, by: 1d }
          e: { after: A }
          f: { before: traits.x }
          g: { around: { date: traits.x, from: 0d } }
          h: { around: { date: facts.x, from: 3d, to: -3d } }
          i: { around: { date: traits.x, from: 3d, to: -3d } }
          j: { becomes: true, without: B, for: 1d, by: 3d }
          k: { after: A, without: B, for: 0d }
          l: { before: traits.x, by: -3d }
          m: { around: { date: traits.x, from: 0d, to: 1d, at: 3d } }
          n: { around: 3d }
        """,
        "3:35 moment a says both when and becomes [" + one + "]",
        "4:23 moment b says both becomes and after [" + one + "]",
        "5:54 moment c says both around and before [" + one + "]",
        "6:20 moment d says both when and around [" + one + "]",
        "7:8 after needs for beside it [add for: 7d]",
        "7:8 after needs without beside it [add without: Ride Completed]",
        "8:8 before needs by beside it [add by: 3d]",
        "9:18 date needs to beside it [add to: 7d]",
        "10:24 expected a path that begins with traits., not facts.x [a date is stated of the customer:"
            + " send it with identify, and write traits.NAME]",
        "11:34 around begins after it ends: from is later than to",
        "12:23 without means something only beside after",
        "12:35 for means something only beside after",
        "12:44 by means something only beside before",
        "13:35 for must be longer than zero: 0d",
        "14:30 by cannot be negative: -3d",
        "15:52 unknown word at [known: date, from, to]",
        "16:16 around takes names with values, such as NAME: ...");
  }

  @Test
  void namesTheCircleOfSegments() {
    refuses(
        """
        playbook: X
        segments:
          a: "'b' in segments"
          b: "'c' in segments || traits.x == 1"
          c: "'b' in segments"
          self: "!('self' in segments)"
        """,
        "4:3 segments ask about each other in a circle: b -> c -> b"
            + " [one of them must do without the others]",
        "6:3 segments ask about each other in a circle: self -> self"
            + " [one of them must do without the others]");
  }

  @Test
  void countsNoMoreRulesThanItCanHold() {
    StringBuilder text = new StringBuilder("playbook: X\nsegments:\n");
    for (int i = 0; i <= SegmentReader.MOST; i++) {
      text.append("  s").append(i).append(": true\n");
    }
    refuses(text.toString(), "1003:3 more than 1000 segments: 1001");
  }

  @Test
  void doesNotBlameOthersForOneMistake() {
    refuses(
        """
        playbook: X
        facts:
          rides: { sum: Ride Completed }
        segments:
          many: facts.rides > 'x' && traits.y > facts.rides
          more: "'many' in segments"
        """,
        "3:12 sum needs to know which property [add of: properties.NAME]");
  }

  @Test
  void tellsAtMostAHundred() {
    String text = "playbook: X\n" + "a: 1\n".repeat(500);

    assertThat(problems(text)).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      quoteCharacter = '`',
      value = {
        "a\\0b ;; 2:20 ;; U+0000",
        "a\\x1Fb ;; 2:20 ;; U+001F",
        "\\e[31m ;; 2:19 ;; U+001B",
        "ü\\u007F ;; 2:20 ;; U+007F",
        "🚲 \\ud83d ;; 2:21 ;; U+D83D",
        "\\udeb2\\ud83d ;; 2:19 ;; U+DEB2",
      })
  void refusesWhatNoTextHasThoughItIsEscaped(String text, String place, String character) {
    refuses(
        "playbook: X\nprotected: [xyz, \"" + text + "\"]\n",
        place
            + " this character cannot stand in a playbook: "
            + character
            + " [leave its escape away]");
  }

  @Test
  void takesEscapesOfWhatTextsHave() {
    assertThat(
            problems(
                """
                playbook: "a\\tb\\nc\\rd\\u0085e\\u2028f\\xA0g\\ud83d\\udeb2 🚲"
                """))
        .isEmpty();
  }

  @Test
  void takesNoNumberThatBeginsWithAZero() {
    refuses(
        """
        playbook: X
        trust: { currency: EUR, front-line: { per-gesture: 00.50, per-day: 0 } }
        attention: 017
        options:
          a: { title: A, cost: 08, does: myself, at-most: 02 per 030d }
        """,
        "2:52 this number begins with a zero: 00.50 [write 0.50]",
        "3:12 this number begins with a zero: 017 [write 17]",
        "5:24 this number begins with a zero: 08 [write 8]",
        "5:51 this number begins with a zero: 02 [write 2]");
  }

  @Test
  void saysWhichYamlItReads() {
    refuses(
        "# ours\n%YAML 9.9\n---\nplaybook: X\n",
        "2:1 a playbook is in YAML 1.2, not 9.9 [leave the line away]");
    assertThat(problems("%YAML 1.1\n---\nplaybook: X\n")).isEmpty();
  }
}
