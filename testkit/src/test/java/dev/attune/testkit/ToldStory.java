package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.playbook.Playbook;
import dev.attune.step.GoalStanding;
import dev.attune.step.Sitting;
import dev.attune.step.Step;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A story as docs/PLAYBOOK.md tells it. Each line has an instant, then a signal or nothing, then
 * behind {@code ->} what is so at that instant. Moments and goals that no line tells of must not
 * come about.
 */
final class ToldStory {
  private static final Pattern LINE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d\\S*)(?: +(.*?))??(?: *-> (.*))?");
  private static final Pattern PROPERTIES = Pattern.compile("(.*?) *\\{ *(.*?) *}");
  private static final Pattern PAIR = Pattern.compile("(\\w+): (\"[^\"]*\"|[^,]+)(?:, )?");
  private static final Pattern RANGE = Pattern.compile("(\\d+) to (\\d+)");
  private static final Pattern READING = Pattern.compile("([^\\[ ]+)(?:\\[(.+)])? = (.+)");
  private static final Pattern GOAL = Pattern.compile("goals\\['(.+)']\\.(\\w+) = (\\d+)");

  private final Playbook playbook;
  private final Sitting sitting;
  private int signals;
  private String lastMoment = "";

  private ToldStory(Playbook playbook) {
    this.playbook = playbook;
    Step step = new Step(playbook, 1, Step.ALWAYS);
    sitting = step.open(step.start());
  }

  static void play(Playbook playbook, String story) {
    ToldStory told = new ToldStory(playbook);
    story.lines().forEach(told::line);
  }

  private void line(String line) {
    Matcher parts = LINE.matcher(line.strip());
    assertThat(parts.matches()).as("a line of a story: %s", line).isTrue();
    Instant at =
        LocalDateTime.parse(parts.group(1) + "T" + parts.group(2))
            .atZone(playbook.zone())
            .toInstant();
    String happens = parts.group(3);
    if (happens != null && !happens.isBlank()) {
      each(happens.strip()).forEach(one -> sitting.hear(signal(one, at)));
    }
    sitting.reach(at);
    List<String> expected = new ArrayList<>();
    String says = parts.group(4) == null ? "nothing" : parts.group(4);
    for (String claim : says.split(";", -1)) {
      claim(claim.strip(), at, expected, line);
    }
    assertThat(came(at)).as(line).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** {@code Scanned { ride: 1 to 3 }} is three signals. */
  private static List<String> each(String happens) {
    Matcher range = RANGE.matcher(happens);
    return range.find()
        ? IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
            .mapToObj(number -> range.replaceFirst(Integer.toString(number)))
            .toList()
        : List.of(happens);
  }

  private Signal signal(String happens, Instant at) {
    Matcher shape = PROPERTIES.matcher(happens);
    boolean has = shape.matches();
    String what = has ? shape.group(1) : happens;
    Data data = has ? data(shape.group(2)) : Data.EMPTY;
    SignalId id = new SignalId("story", "%04d".formatted(signals++));
    return new Signal(id, Origin.SERVER, "ana", null, at, Data.EMPTY, content(what, data));
  }

  private Content content(String what, Data data) {
    if (what.equals("states")) {
      return new Content.Identify(data);
    }
    if (what.startsWith("says ")) {
      return new Content.Feedback(what.substring(5).replace("\"", ""), data);
    }
    if (what.startsWith("views ")) {
      return new Content.Page(what.substring(6), data);
    }
    if (what.startsWith("handled ")) {
      String act = what.substring(8).toUpperCase(Locale.ROOT);
      return new Content.Handled(lastMoment, Content.Handled.Act.valueOf(act), "kim", null);
    }
    return new Content.Track(what, data);
  }

  private static Data data(String text) {
    Data.Builder data = new Data.Builder();
    Matcher pair = PAIR.matcher(text);
    while (pair.find()) {
      data.put(pair.group(1), value(pair.group(2).strip()));
    }
    return data.build();
  }

  private static Object value(String text) {
    if (text.startsWith("\"")) {
      return text.substring(1, text.length() - 1);
    }
    if (text.startsWith("[")) {
      String items = text.substring(1, text.length() - 1).strip();
      return Stream.of(items.split(" +", -1)).map(ToldStory::value).toList();
    }
    if (text.matches("-?\\d+")) {
      return Long.parseLong(text);
    }
    return text.matches("-?\\d+\\.\\d+") ? (Object) Double.parseDouble(text) : text;
  }

  /** Moments and goals, in the words of stories. */
  private List<String> came(Instant at) {
    List<String> came = new ArrayList<>();
    for (Effect effect : sitting.takeEffects()) {
      String word =
          switch (effect.change()) {
            case Change.Opened(String rule, String key) -> "opens " + rule + forKey(key);
            case Change.Renewed renewed -> "again " + renewed.rule();
            case Change.Closed closed ->
                "closes " + closed.rule() + " " + closed.ending().name().toLowerCase(Locale.ROOT);
            case Change.Attained attained -> "attains " + attained.rule() + forKey(attained.key());
            case Change.Missed missed -> "misses " + missed.rule() + forKey(missed.key());
            case Change.Entered entered -> "";
            case Change.Left left -> "";
            case Change.SetAside aside -> "sets aside";
            case Change.LeftOut left -> "leaves out " + left.rule();
            case Change.Stopped stopped -> "";
            case Change.Resumed resumed -> "";
            case Change.Gathered gathered -> "";
            case Change.Good good -> "";
          };
      if (effect.change() instanceof Change.Opened) {
        lastMoment = effect.id();
      }
      if (!word.isEmpty()) {
        came.add(effect.at().equals(at) ? word.replace('_', '-') : word + " at " + effect.at());
      }
    }
    return came;
  }

  private static String forKey(@Nullable String key) {
    return key == null ? "" : " for " + key;
  }

  private void claim(String claim, Instant at, List<String> expected, String line) {
    Matcher goal = GOAL.matcher(claim);
    Matcher reading = READING.matcher(claim);
    if (claim.startsWith("not in ")) {
      assertThat(sitting.segments().keySet()).as(line).doesNotContain(claim.substring(7));
    } else if (claim.startsWith("in ")) {
      assertThat(sitting.segments().keySet()).as(line).contains(claim.substring(3));
    } else if (goal.matches()) {
      assertThat(told(goal.group(1), goal.group(2), at))
          .as(line)
          .isEqualTo(Long.parseLong(goal.group(3)));
    } else if (reading.matches()) {
      reads(reading, at, line);
    } else if (!claim.equals("nothing")) {
      expected.add(claim);
    }
  }

  private long told(String name, String word, Instant at) {
    GoalStanding standing =
        sitting.goals(at).stream()
            .filter(each -> each.goal().equals(name))
            .findFirst()
            .orElseThrow();
    return switch (word) {
      case "attained" -> standing.attained();
      case "missed" -> standing.missed();
      default -> standing.open();
    };
  }

  private void reads(Matcher reading, Instant at, String line) {
    assertThat(sitting.facts(at)).as(line).containsKey(reading.group(1));
    Object value = sitting.facts(at).get(reading.group(1));
    if (reading.group(2) != null) {
      value = value instanceof Map<?, ?> entries ? entries.get(reading.group(2)) : null;
    }
    Object expected = value(reading.group(3));
    if (value instanceof Number number && expected instanceof Number other) {
      assertThat(number.doubleValue()).as(line).isEqualTo(other.doubleValue());
    } else {
      assertThat(value).as(line).isEqualTo(expected);
    }
  }
}
