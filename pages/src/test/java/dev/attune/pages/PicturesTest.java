package dev.attune.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:12:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Words WORDS = Words.of(Language.ENGLISH, BERLIN, NOW);

  private static int count(Object svg, String part) {
    return svg.toString().split(part, -1).length - 1;
  }

  @Test
  void showsAWeekByTheCustomersClock() {
    Week week =
        Week.of(
            List.of(Instant.parse("2026-11-16T07:30:00Z"), Instant.parse("2026-11-16T07:45:00Z")),
            BERLIN);
    assertThat(week.counts().get(8)).isEqualTo(2);
    Object svg = week.svg(WORDS);
    assertThat(count(svg, "<rect")).isEqualTo(168);
    assertThat(svg.toString())
        .contains("Most often on Monday from 8:00. At weekends: 0 of 2.")
        .contains("heat heat-4");
  }

  @Test
  void saysThatNothingIsKnownOfAWeek() {
    assertThat(new Week(Collections.nCopies(168, 0)).svg(WORDS).toString())
        .contains("Nothing is known of their week yet.")
        .doesNotContain("heat-1");
  }

  @Test
  void showsAYearUpToToday() {
    LocalDate today = LocalDate.of(2026, 11, 22);
    Object svg = new Year(Map.of(today, 3), today).svg(WORDS);
    assertThat(today.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
    assertThat(count(svg, "<rect")).isEqualTo(53 * 7);
    assertThat(svg.toString()).contains("On one day of the last year, last on 22 Nov.");
  }

  @Test
  void drawsWhatWasMissedHollow() {
    List<Dots.Try> tries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tries.add(new Dots.Try(NOW, i % 4 != 0));
    }
    Dots dots = new Dots(tries);
    assertThat(dots.tries()).hasSize(Dots.MOST);
    assertThat(count(dots.svg(WORDS), "dot-off")).isEqualTo(6);
    assertThat(dots.svg(WORDS).toString()).contains("Of the last 24: 18 reached, 6 missed.");
  }

  @Test
  void beginsBarsAtZeroAndShowsEveryMiss() {
    Days days =
        new Days(
            List.of(
                new Days.Day(LocalDate.of(2026, 11, 20), 1_000, 1),
                new Days.Day(LocalDate.of(2026, 11, 21), 0, 0)));
    String svg = days.svg(WORDS).toString();
    assertThat(count(svg, "day-on")).isEqualTo(1);
    assertThat(svg).contains("class=\"day-off\" x=\"0\" y=\"0\"").contains("height=\"2\"");
  }

  @Test
  void drawsALineOfSizesOnlyWhereThereIsOne() {
    Sizes.Day first = new Sizes.Day(LocalDate.of(2026, 11, 20), 10);
    assertThat(new Sizes(List.of(first)).svg(WORDS).toString()).isEmpty();
    assertThat(
            new Sizes(List.of(first, new Sizes.Day(LocalDate.of(2026, 11, 21), 20)))
                .svg(WORDS)
                .toString())
        .contains("10 on 20 Nov, 20 on 21 Nov.", ">10 on 20 Nov<", ">20 on 21 Nov<")
        .contains("M0 40L320 8");
  }

  @Test
  void escapesWhateverItWrites() {
    assertThat(new Markup().line("text", "<b>&\"", "class", "\"><script>").toString())
        .isEqualTo("<text class=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&quot;</text>");
  }

  @Test
  void drawsAShareWithItsIntervalAndNoneOfFew() {
    Odds many = new Odds(64, 52, 0.7, 0.89);
    assertThat(many.svg(WORDS).toString())
        .contains("81% of 64, likely 70 to 89 %", "x=\"84\"", "width=\"22.8\"", "cx=\"97.5\"");
    Odds few = new Odds(19, 19, 0.83, 1);
    assertThat(few.svg(WORDS).toString()).isEmpty();
    assertThat(few.text(WORDS)).isEqualTo("not known yet: 19 of 19");
    assertThat(few.range(WORDS)).isEmpty();
    assertThat(new Odds(0, 0, 0, 1).text(WORDS)).isEqualTo("not known yet");
  }

  @Test
  void drawsAmountsFromZero() {
    assertThat(new Beam(30, 120).svg().toString()).contains("class=\"beam-on\"", "width=\"30\"");
    assertThat(new Beam(0, 0).svg().toString()).contains("width=\"0\"");
    assertThat(new Beam(0.01, 5_000).svg().toString()).contains("width=\"1.5\"");
  }

  @Test
  void callsPeopleByTheirFirstLetters() {
    assertThat(PeoplePage.letters("Ana Maria Moreno")).isEqualTo("AM");
    assertThat(PeoplePage.letters("p0")).isEqualTo("P");
    assertThat(PeoplePage.letters(" ... ")).isEqualTo("?");
    assertThat(PeoplePage.letters("\ud83d\ude80 x")).isEqualTo("\ud83d\ude80X");
  }
}
