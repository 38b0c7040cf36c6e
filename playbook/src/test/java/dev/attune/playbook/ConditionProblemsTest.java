package dev.attune.playbook;

import static dev.attune.playbook.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionProblemsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      quoteCharacter = '`',
      value = {
        "facts.ridse > 3 ;; unknown fact ridse [did you mean rides?]",
        "rides > 3 ;; unknown name rides [did you mean facts.rides?]",
        "gold ;; unknown name gold [did you mean 'gold' in segments?]",
        "event == 'x' ;; unknown name event [did you mean signal.event?]",
        "trait.plan == 'x' ;; unknown name trait [did you mean traits?]",
        "customer.plan == 'x' ;; unknown name customer [known: facts, goals, segments, signal, traits]",
        "'glod' in segments ;; unknown segment glod [did you mean gold?]",
        "traits.plan in segments ;; a segment is asked by its name [write 'NAME' in segments]",
        "segments == [] ;; segments cannot be read like that [write 'NAME' in segments]",
        "segments.gold ;; segments cannot be read like that [write 'NAME' in segments]",
        "signal.evnt == 'x' ;; unknown part of a signal evnt [did you mean event?]",
        "signal.fare > 3 ;; unknown part of a signal fare [did you mean signal.properties.fare?]",
        "has(facts.ridse) ;; unknown fact ridse [did you mean rides?]",
        "facts == 3 ;; facts is read by name, not as a whole [write facts.NAME]",
        "'x' in traits ;; traits is read by name, not as a whole [write traits.NAME]",
        "traits[signal.name] == 1 ;; traits is read by name, not as a whole [write traits.NAME]",
        "signal == null ;; signal is read by name, not as a whole [write signal.NAME]",
        "'x' in signal.properties ;; "
            + "signal.properties is read by name, not as a whole [write signal.properties.NAME]",
        "signal.context.page.url == '/' ;; signal.context.page.url is not supported yet "
            + "[of the context only signal.context.timezone is read]",
        "signal.context == null ;; "
            + "signal.context is read by name, not as a whole [write signal.context.NAME]",
        "signal.kind == 'Feedback' ;; unknown kind of signal Feedback [did you mean feedback?]",
        "now > 3 ;; conditions have no now "
            + "[time enters through within, around, after and becomes]",
        "now() > 3 ;; conditions have no function now "
            + "[time enters through within, around, after and becomes]",
        "traits.x.length() > 3 ;; conditions have no function length [write size(traits.devices)]",
        "traits.x.toLower() == 'a' ;; conditions have no function toLower "
            + "[matches can ignore case: matches('(?i)refund')]",
        "traits.x.trim() == 'a' ;; conditions have no function trim "
            + "[known: all, any, contains, double, duration, endsWith, exists, getDate, "
            + "getDayOfMonth, getDayOfWeek, getDayOfYear, getFullYear, getHours, getMilliseconds, "
            + "getMinutes, getMonth, getSeconds, has, int, matches, max, size, startsWith, "
            + "timestamp]",
        "traits.x.startWith('a') ;; conditions have no function startWith "
            + "[did you mean startsWith?]",
        "traits.x.map(v, v)[0] == 1 ;; conditions have no function map "
            + "[exists and all can ask about the items of a list]",
        "string(facts.rides) == '3' ;; conditions have no function string "
            + "[write texts in quotes: '42']",
        "traits.x == 3u ;; conditions have no unsigned numbers [leave the u away]",
        "traits.x == b'a' ;; conditions have no bytes [leave the b away]",
        "traits.x == {'a': 1} ;; conditions have no { } [write the names out: traits.a == 1]",
        "traits.a.exists(x, traits.b.all(y, x == y)) ;; exists and all cannot stand in one another "
            + "[make a fact of one]",
        "traits.a.exists(facts, facts == 1) ;; facts already means something "
            + "[use another name: v]",
      })
  void knowsTheNames(String condition, String problem) {
    assertThat(Written.problems(condition)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      quoteCharacter = '`',
      value = {
        "facts.rides >= 'x' ;; >= does not go between a whole number and a text",
        "facts.spend == 'x' ;; == does not go between a number and a text",
        "facts.lastRide > 3 ;; > does not go between a time and a whole number",
        "facts.rides + 'x' == 'x' ;; + does not go between a whole number and a text",
        "facts.rides && true ;; && does not go between a whole number and true or false",
        "!facts.rides ;; ! does not go before a whole number",
        "facts.rides in ['a'] ;; in does not go between a whole number and a list",
        "facts.rides.contains('a') ;; contains does not work on a whole number and a text",
        "true ? facts.rides > 1 : 'x' ;; " + "the sides of ? : differ: true or false and a text",
        "facts.rides ;; a condition is true or false, but this is a whole number "
            + "[compare it with something]",
        "'gold' ;; a condition is true or false, but this is a text [compare it with something]",
        "facts.rides.x == 3 ;; a whole number has no parts to name",
        "facts['rides'] == 3 ;; [ ] does not go with facts [write a dot: .NAME]",
      })
  void knowsTheTypes(String condition, String problem) {
    assertThat(Written.problems(condition)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      quoteCharacter = '`',
      value = {
        "facts.rides = 3 ;; = compares nothing [write ==]",
        "facts.rides > 3 and true ;; 'and' joins nothing [write &&]",
        "facts.rides > 3 or true ;; 'or' joins nothing [write ||]",
        "facts.rides > 3 & true ;; & joins nothing [write &&]",
        "facts.rides > 3 | true ;; | joins nothing [write ||]",
        "facts.rides > ;; the condition ends too early [something is missing at its end]",
        "facts.rides > 3d ;; 'd' does not belong here [a length of time is written duration('36h')]",
        "count(facts.rides) > 3 ;; conditions have no function count "
            + "[count in a fact, and read it: facts.NAME]",
        "(facts.rides > 3 ;; a bracket is never closed",
        "facts.rides > 3) ;; ')' does not belong here",
        "traits.plan == 'gold ;; a text is never closed: 'gold",
        "facts.rides > 3 # many ;; this is no part of a condition: #",
        "facts.rides > 99999999999999999999 ;; this number has too many digits "
            + "[a whole number is at most 9223372036854775807]",
        "facts.rides > -0xFFFFFFFFFFFFFFFFF ;; this number has too many digits "
            + "[a whole number is at most 9223372036854775807]",
        "traits.x in [1, 017] ;; this number begins with a zero: 017 [write 17]",
        "traits.x > -007.50 ;; this number begins with a zero: 007.50 [write 7.50]",
        "has(traits) ;; has asks for a name behind a dot [write has(traits.plan)]",
        "traits.x.exists(3, true) ;; the first of two is a name here [write exists(v, v > 3)]",
      })
  void knowsTheForm(String condition, String problem) {
    assertThat(Written.problems(condition)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ;; ",
      quoteCharacter = '`',
      value = {
        "1 / 0 > 2 ;; this has no value: 1 / 0 [nothing can be divided by zero]",
        "facts.rides / 0 > 1 ;; this has no value: facts.rides / 0 [nothing can be divided by zero]",
        "traits.x % (1 - 1) == 1 ;; this has no value: traits.x % (1 - 1) "
            + "[nothing can be divided by zero]",
        "1 < facts.spend / 0.0 ;; this has no value: facts.spend / 0.0 "
            + "[nothing can be divided by zero]",
        "9223372036854775807 + 1 > 0 ;; this has no value: 9223372036854775807 + 1 "
            + "[it is out of range]",
        "duration('30d') > duration('1h') ;; this has no value: duration('30d') "
            + "[write hours, minutes and seconds: duration('36h'), duration('1m30s')]",
        "timestamp('tomorrow') > signal.occurredAt ;; this has no value: timestamp('tomorrow') "
            + "[write timestamp('2026-01-31T00:00:00Z')]",
        "signal.occurredAt.getHours('Berlin') > 2 ;; unknown zone Berlin "
            + "[write a name such as Europe/Berlin]",
        "traits.x.matches('(a') ;; this is no pattern: missing closing ): (a "
            + "[patterns are RE2: no look-around and no back-references]",
        "traits.x.matches('(?=a)') ;; this is no pattern: invalid or unsupported Perl syntax: (?= "
            + "[patterns are RE2: no look-around and no back-references]",
        "traits.x.matches('((a{100}){10}b){10}') ;; the pattern repeats too much: "
            + "((a{100}){10}b){10} [use smaller numbers in { }]",
        "traits.x.matches('(((a{1000}){1000}){1000}){1000}') ;; the pattern repeats too much: "
            + "(((a{1000}){1000}){1000}){1000} [use smaller numbers in { }]",
        "traits.x.matches('[]{]{1001}') ;; the pattern repeats too much: []{]{1001} "
            + "[use smaller numbers in { }]",
        "traits.x.matches('(?:a?){600,}') ;; the pattern repeats too much: (?:a?){600,} "
            + "[use smaller numbers in { }]",
        "traits.x.matches(traits.plan) ;; a pattern is written out, not read: traits.plan "
            + "[quote it]",
      })
  void worksOutWhatIsWritten(String condition, String problem) {
    assertThat(Written.problems(condition)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = ";;",
      quoteCharacter = '`',
      textBlock =
          """
          signal.properties.arrival - duration('72h') < signal.occurredAt ;; signal.properties.arrival
          signal.occurredAt > duration('1h') + traits.since ;; traits.since
          traits.warrantyEnds >= signal.occurredAt ;; traits.warrantyEnds
          timestamp(traits.a) + duration('1h') == traits.b ;; traits.b
          """)
  void aDateAsItWasSentIsNoTime(String condition, String path) {
    assertThat(Written.problems(condition))
        .containsExactly(path + " is a date as it was sent [write timestamp(" + path + ")]");
    String mended = condition.replace(path, "timestamp(" + path + ")");
    assertThat(Written.problems(mended)).isEmpty();
  }

  @Test
  void knowsWhereTheSignalCanBeRead() {
    refuses(
        """
        playbook: X
        facts:
          a: { count: A, where: traits.plan == 'x' }
          b: { count: A, where: facts.a > 3 && signal.event == 'x' }
          c: { count: A, where: "'s' in segments" }
        segments:
          s: signal.event == 'x'
        moments:
          m: { becomes: "traits.x == 1 && signal.text == 'x'" }
        """,
        "3:25 where reads only the signal, not traits.plan [what is counted must not change with"
            + " the customer; ask about it in a segment or moment]",
        "4:25 where reads only the signal, not facts.a [what is counted must not change with the"
            + " customer; ask about it in a segment or moment]",
        "5:30 where reads only the signal, not segments [what is counted must not change with the"
            + " customer; ask about it in a segment or moment]",
        "7:6 a segment cannot read the signal: signal.event"
            + " [it holds or not at every instant; count such signals in a fact]",
        "9:35 becomes cannot read the signal: signal.text"
            + " [use when for a signal, or count such signals in a fact]");
  }

  @Test
  void pointsIntoEveryKindOfText() {
    refuses(
        """
        playbook: Überfahrt
        segments:
          plain: traits.a == 1 && trats.b == 2
          over: traits.a == 1 &&
            traits.ä == 1 && trats.b == 2
          single: 'traits.a == ''x'' && trats.b == ''y'''
          double: "traits.a == \\"\\u00fc\\" && \\
            trats.b == \\"y\\""
          literal: |
            // a remark
            traits.a == 'ü' &&
              trats.b == 2
          folded: >-
            traits.a == '🚲' && trats.b == 2

            && trats.c == 3
          flow: { a: b }
        """,
        "3:27 unknown name trats [did you mean traits?]",
        "5:12 this is no part of a condition: ä",
        "6:33 unknown name trats [did you mean traits?]",
        "8:5 unknown name trats [did you mean traits?]",
        "12:7 unknown name trats [did you mean traits?]",
        "14:24 unknown name trats [did you mean traits?]",
        "16:8 unknown name trats [did you mean traits?]",
        "17:9 segment flow takes a condition [write flow: CONDITION]");
  }
}
