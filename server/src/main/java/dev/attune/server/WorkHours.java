package dev.attune.server;

import dev.attune.pages.Words;
import dev.attune.playbook.Hours;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** When a team works, in words: {@code Mon–Fri 07:00–20:00, Sat 09:00–16:00}. */
final class WorkHours {
  private WorkHours() {}

  static String in(Words words, Hours hours) {
    if (hours.spans().isEmpty()) {
      return words.say("people.always");
    }
    List<String> parts = new ArrayList<>();
    DayOfWeek[] week = DayOfWeek.values();
    for (int first = 0; first < week.length; ) {
      String times = times(hours, week[first]);
      int last = first;
      while (last + 1 < week.length && times(hours, week[last + 1]).equals(times)) {
        last++;
      }
      if (!times.isEmpty()) {
        parts.add(days(words, week[first], week[last]) + " " + times);
      }
      first = last + 1;
    }
    return String.join(", ", parts);
  }

  private static String times(Hours hours, DayOfWeek day) {
    return hours.spans().stream()
        .filter(span -> span.day() == day)
        .sorted(Comparator.comparing(Hours.Span::from))
        .map(span -> span.from() + "–" + span.until())
        .collect(Collectors.joining(" + "));
  }

  private static String days(Words words, DayOfWeek first, DayOfWeek last) {
    String from = words.shortWeekday(first);
    return first == last ? from : from + "–" + words.shortWeekday(last);
  }
}
