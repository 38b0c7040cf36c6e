package dev.attune.playbook;

import dev.attune.playbook.Hours.Span;
import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Node.Sequence;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads working hours, such as {@code { mon-fri: 08:00-18:00, sat: [09:00-12:00, 14:00-16:00] }}.
 */
final class HoursReader {
  /** The days as playbooks write them. */
  static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private static final String TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
  private static final Pattern SPAN = Pattern.compile(TIME + "\\s*-\\s*(?:" + TIME + "|(24:00))");
  private static final Pattern RANGE = Pattern.compile("([a-z]{3})(?:-([a-z]{3}))?");

  private final Problems problems;

  HoursReader(Problems problems) {
    this.problems = problems;
  }

  /** The hours under {@code hours}; always where there are none. */
  Hours read(Entries entries) {
    if (!entries.has("hours")) {
      return Hours.ALWAYS;
    }
    if (!entries.isMapping("hours")) {
      Optional<Scalar> word = entries.scalar("hours");
      word.filter(text -> !text.text().strip().equals("always"))
          .ifPresent(text -> unknown(text, "hours are always or days with times"));
      return Hours.ALWAYS;
    }
    List<Span> spans = new ArrayList<>();
    entries.mapping("hours").ifPresent(mapping -> read(mapping, spans));
    return new Hours(spans);
  }

  private void read(Mapping mapping, List<Span> spans) {
    for (Entry entry : mapping.entries()) {
      List<DayOfWeek> days = days(entry.key());
      List<Node> times =
          entry.value() instanceof Sequence list ? list.items() : List.of(entry.value());
      for (Node time : times) {
        if (time instanceof Scalar text && !text.isNothing()) {
          span(text, days, spans);
        } else {
          problems.error(time.at(), "hours are times of a day", "write 08:00-18:00");
        }
      }
    }
  }

  private List<DayOfWeek> days(Scalar key) {
    Matcher range = RANGE.matcher(key.text().strip());
    if (!range.matches() || !DAYS.contains(range.group(1))) {
      unknown(key, "this is no day or range of days: " + key.text());
      return List.of();
    }
    int first = DAYS.indexOf(range.group(1));
    int last = range.group(2) == null ? first : DAYS.indexOf(range.group(2));
    if (last < 0) {
      unknown(key, "this is no day or range of days: " + key.text());
      return List.of();
    }
    List<DayOfWeek> days = new ArrayList<>();
    for (int day = first; day != last; day = (day + 1) % DAYS.size()) {
      days.add(DayOfWeek.of(day + 1));
    }
    days.add(DayOfWeek.of(last + 1));
    return days;
  }

  private void span(Scalar text, List<DayOfWeek> days, List<Span> spans) {
    Matcher span = SPAN.matcher(text.text().strip());
    if (!span.matches()) {
      unknown(text, "these are no times of a day: " + text.text());
      return;
    }
    LocalTime from = time(span.group(1), span.group(2));
    LocalTime until = span.group(5) != null ? LocalTime.MIN : time(span.group(3), span.group(4));
    days.forEach(day -> spans.add(new Span(day, from, until)));
  }

  private static LocalTime time(String hour, String minute) {
    return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
  }

  private void unknown(Scalar text, String message) {
    problems.error(text.at(), message, "write hours: { mon-fri: 08:00-18:00, sat: 09:00-14:00 }");
  }
}
