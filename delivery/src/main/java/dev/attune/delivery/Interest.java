package dev.attune.delivery;

import dev.attune.customer.Change;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which effects somebody wants to hear of. Sets that are empty leave nothing out.
 *
 * @param kinds words of {@link #KINDS}
 * @param moments only effects of these moments, and of {@code segments} and {@code goals}
 * @param segments only effects of these segments, and of the others
 * @param goals only effects of these goals, and of the others
 */
public record Interest(
    Set<String> kinds, Set<String> moments, Set<String> segments, Set<String> goals) {
  /** What tells of an effect that stands no longer. */
  public static final String WITHDRAWN = "withdrawn";

  /** Every word there is for a kind. */
  public static final List<String> KINDS =
      Stream.concat(
              Arrays.stream(Change.class.getPermittedSubclasses()).map(Interest::word),
              Stream.of(WITHDRAWN))
          .toList();

  /** Everything. */
  public static final Interest ALL = new Interest(Set.of(), Set.of(), Set.of(), Set.of());

  public Interest {
    kinds = Set.copyOf(kinds);
    moments = Set.copyOf(moments);
    segments = Set.copyOf(segments);
    goals = Set.copyOf(goals);
    Set<String> unknown = new TreeSet<>(kinds);
    KINDS.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no kinds of effect: " + unknown);
    }
  }

  /** The kind of a change: {@code opened}, {@code set-aside}... */
  public static String kind(Change change) {
    return word(change.getClass());
  }

  private static String word(Class<?> change) {
    return change.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** Whether an effect is wanted. Whoever wants a kind also wants to hear of its withdrawal. */
  public boolean includes(Change change, boolean isWithdrawn) {
    boolean wanted =
        kinds.isEmpty()
            || kinds.contains(kind(change))
            || (isWithdrawn && kinds.contains(WITHDRAWN));
    boolean any = moments.isEmpty() && segments.isEmpty() && goals.isEmpty();
    return wanted && (any || scope(change).contains(change.rule()));
  }

  private Set<String> scope(Change change) {
    return switch (change) {
      case Change.Opened opened -> moments;
      case Change.Renewed renewed -> moments;
      case Change.Good good -> moments;
      case Change.Closed closed -> moments;
      case Change.Entered entered -> segments;
      case Change.Left left -> segments;
      case Change.Gathered gathered -> segments;
      case Change.Attained attained -> goals;
      case Change.Missed missed -> goals;
      case Change.SetAside aside -> Set.of();
      case Change.LeftOut left -> Set.of();
      case Change.Stopped stopped -> Set.of();
      case Change.Resumed resumed -> Set.of();
    };
  }
}
