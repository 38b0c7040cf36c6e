package dev.attune.playbook;

import dev.attune.playbook.Hours.Span;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in a plain sentence who a team is. */
final class TeamWords {
  private final Plain plain;

  TeamWords(Plain plain) {
    this.plain = plain;
  }

  /** {@code Team “care” works in Berlin ...}. */
  String sentence(Team team) {
    List<String> parts = new ArrayList<>();
    parts.add(
        plain.say(
            "team.works",
            team.region().map(region -> plain.behind("team.region", region)).orElse(""),
            hours(team.hours()),
            team.zone().getId()));
    team.brand().ifPresent(brand -> parts.add(plain.say("team.brand", plain.quoted(brand))));
    if (!team.channels().isEmpty()) {
      parts.add(
          plain.say(
              "team.told",
              plain.and(team.channels().stream().sorted().map(this::channel).toList())));
    }
    if (team.isDefault()) {
      parts.add(plain.say("team.default"));
    }
    return plain.say("team", plain.quoted(team.name()), plain.and(parts));
  }

  private String channel(Team.Channel channel) {
    return plain.say("channel." + channel.name().toLowerCase(Locale.ROOT));
  }

  private String hours(Hours hours) {
    if (hours.spans().isEmpty()) {
      return plain.say("hours.always");
    }
    Map<String, List<DayOfWeek>> days = new LinkedHashMap<>();
    for (Span span : hours.spans()) {
      String time = plain.say("hours.span", span.from().toString(), end(span.until()));
      days.computeIfAbsent(time, none -> new ArrayList<>()).add(span.day());
    }
    List<String> told = new ArrayList<>();
    days.forEach((time, on) -> told.add(days(on) + " " + time));
    return plain.say("hours.on", plain.and(told));
  }

  private static String end(LocalTime until) {
    return until.equals(LocalTime.MIDNIGHT) ? "24:00" : until.toString();
  }

  /** {@code Monday to Friday}, {@code Monday and Thursday}. */
  private String days(List<DayOfWeek> days) {
    List<DayOfWeek> sorted = days.stream().distinct().sorted().toList();
    DayOfWeek first = sorted.getFirst();
    DayOfWeek last = sorted.getLast();
    if (sorted.size() == DayOfWeek.values().length) {
      return plain.say("hours.all-days");
    }
    return sorted.size() > 2 && last.getValue() - first.getValue() == sorted.size() - 1
        ? plain.say("hours.days", plain.day(first), plain.day(last))
        : plain.and(sorted.stream().map(plain::day).toList());
  }
}
