package dev.attune.playbook;

import dev.attune.playbook.Hours.Span;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in a plain sentence who a team is. */
final class TeamWords {
  private TeamWords() {}

  /** {@code Team “care” works in Berlin ...}. */
  static String sentence(Team team) {
    List<String> parts = new ArrayList<>();
    parts.add(
        "works"
            + team.region().map(region -> " in " + region).orElse("")
            + " "
            + hours(team.hours())
            + " (time of "
            + team.zone().getId()
            + ")");
    team.brand()
        .ifPresent(brand -> parts.add("sees customers of " + Plain.quoted(brand) + " only"));
    if (!team.channels().isEmpty()) {
      parts.add(
          "is told by "
              + Plain.list(
                  team.channels().stream().sorted().map(TeamWords::channel).toList(), "and"));
    }
    if (team.isDefault()) {
      parts.add("takes the moments that name no team");
    }
    return "Team " + Plain.quoted(team.name()) + " " + Plain.list(parts, "and") + ".";
  }

  private static String channel(Team.Channel channel) {
    return switch (channel) {
      case PUSH -> "push notice";
      case EMAIL -> "e-mail";
      case CHAT -> "chat";
    };
  }

  private static String hours(Hours hours) {
    if (hours.spans().isEmpty()) {
      return "day and night";
    }
    Map<String, List<DayOfWeek>> days = new LinkedHashMap<>();
    for (Span span : hours.spans()) {
      String time = "from " + span.from() + " to " + end(span.until());
      days.computeIfAbsent(time, none -> new ArrayList<>()).add(span.day());
    }
    List<String> told = new ArrayList<>();
    days.forEach((time, on) -> told.add(days(on) + " " + time));
    return "on " + Plain.list(told, "and");
  }

  private static String end(LocalTime until) {
    return until.equals(LocalTime.MIDNIGHT) ? "24:00" : until.toString();
  }

  /** {@code Monday to Friday}, {@code Monday and Thursday}. */
  private static String days(List<DayOfWeek> days) {
    List<DayOfWeek> sorted = days.stream().distinct().sorted().toList();
    DayOfWeek first = sorted.getFirst();
    DayOfWeek last = sorted.getLast();
    if (sorted.size() == DayOfWeek.values().length) {
      return "all days";
    }
    return sorted.size() > 2 && last.getValue() - first.getValue() == sorted.size() - 1
        ? name(first) + " to " + name(last)
        : Plain.list(sorted.stream().map(TeamWords::name).toList(), "and");
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
