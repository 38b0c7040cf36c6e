package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Rehearsed;
import dev.attune.engine.Rehearsed.Example;
import dev.attune.engine.Rehearsed.MomentChange;
import dev.attune.engine.Rehearsed.OfDay;
import dev.attune.engine.Rehearsed.OfMoment;
import dev.attune.engine.Rehearsed.OfSegment;
import dev.attune.engine.Rehearsed.SegmentChange;
import dev.attune.pages.Bars;
import dev.attune.pages.Curve;
import dev.attune.pages.RehearsalPage;
import dev.attune.pages.Words;
import dev.attune.playbook.Checked;
import dev.attune.playbook.Edits;
import dev.attune.playbook.PlaybookReader;
import dev.attune.playbook.Said;
import dev.attune.playbook.Sentence.About;
import dev.attune.playbook.Sentences;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What came of a rehearsal, as a page tells it: what differs first, then what is most. */
final class RehearsalStory {
  private static final int MOST_VALUES = 6;
  private static final int LONGEST_VALUE = 80;

  private final Words words;
  private final Rehearsed result;
  private final Said.Words playbook;
  private final Map<String, String> sentences = new HashMap<>();
  private final Map<String, MomentChange> moments = new HashMap<>();
  private final Map<String, SegmentChange> segments = new HashMap<>();

  /**
   * Of a result.
   *
   * @param text of the playbook from which its rules have their titles and sentences, if it is good
   */
  RehearsalStory(Words words, Rehearsed result, String text) {
    this.words = words;
    this.result = result;
    this.playbook = Edits.read(text).orElse(Said.Words.NONE);
    if (new PlaybookReader().read(text) instanceof Checked.Accepted(var good, var warnings)) {
      Sentences.of(good, Labels.tongue(words))
          .forEach(each -> sentences.put(each.about() + "/" + each.name(), each.text()));
    }
    result
        .change()
        .ifPresent(change -> {
          change.moments().forEach(each -> moments.put(each.kind(), each));
          change.segments().forEach(each -> segments.put(each.name(), each));
        });
  }

  RehearsalPage.Result told() {
    double aDay = result.share().aDay();
    OptionalDouble aPerson = result.share().aPersonADay();
    int people =
        aPerson.isPresent() && aPerson.getAsDouble() > 0
            ? (int) Math.round(aDay / aPerson.getAsDouble())
            : 0;
    return new RehearsalPage.Result(
        result.from(),
        result.to(),
        result.share().moments(),
        Math.round(result.share().days()),
        aDay,
        people > 0 ? aPerson : OptionalDouble.empty(),
        people,
        result.played().customers(),
        notes(),
        kinds(),
        result.segments().stream().map(this::segment).toList());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    result
        .historyFrom()
        .ifPresent(at -> notes.add(words.say("rehearsal.history-from", words.day(at))));
    result.wholeFrom().ifPresent(at -> notes.add(words.say("rehearsal.whole-from", words.day(at))));
    result
        .completeFrom()
        .ifPresent(at -> notes.add(words.say("rehearsal.complete-from", words.day(at))));
    if (result.played().aside() > 0) {
      notes.add(words.say("rehearsal.aside", result.played().aside()));
    }
    return notes;
  }

  private List<RehearsalPage.MomentKind> kinds() {
    long most =
        result.moments().stream()
            .flatMap(kind -> kind.days().stream())
            .mapToLong(OfDay::count)
            .max()
            .orElse(1);
    return result.moments().stream()
        .map(kind -> kind(kind, most))
        .sorted(RehearsalStory::differentFirst)
        .toList();
  }

  private static int differentFirst(RehearsalPage.MomentKind one, RehearsalPage.MomentKind other) {
    boolean isOne = one.count() != one.before();
    boolean isOther = other.count() != other.before();
    return isOne == isOther ? Long.compare(other.count(), one.count()) : isOne ? -1 : 1;
  }

  private RehearsalPage.MomentKind kind(OfMoment kind, long most) {
    MomentChange change = moments.get(kind.kind());
    Map<LocalDate, Long> days =
        kind.days().stream().collect(Collectors.toMap(OfDay::day, OfDay::count, Long::sum));
    return new RehearsalPage.MomentKind(
        kind.kind(),
        Drafting.title(playbook, "moments", kind.kind()),
        sentences.getOrDefault(About.MOMENT + "/" + kind.kind(), ""),
        kind.count(),
        change == null ? kind.count() : change.before(),
        kind.customers(),
        new Bars(
            result.from().atZone(words.zone()).toLocalDate(),
            result.to().atZone(words.zone()).toLocalDate(),
            days,
            most),
        kind.examples().stream().map(this::example).toList());
  }

  private RehearsalPage.Example example(Example example) {
    List<String> why = new ArrayList<>();
    example.key().ifPresent(key -> why.add(cut(key)));
    Data values = example.effect().evidence().values();
    values.forEach((name, value) -> {
      if (why.size() < MOST_VALUES) {
        why.add(name + " = " + cut(String.valueOf(value)));
      }
    });
    String id = example.customer().toString();
    return new RehearsalPage.Example(
        example.customer().value(), "/customers/" + Paths.encoded(id), example.effect().at(), why);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }

  private RehearsalPage.Segment segment(OfSegment segment) {
    SegmentChange change = segments.get(segment.name());
    return new RehearsalPage.Segment(
        segment.name(),
        sentences.getOrDefault(About.SEGMENT + "/" + segment.name(), ""),
        segment.members(),
        change == null ? segment.members() : change.before(),
        segment.entered(),
        segment.left(),
        new Curve(
            segment.days().stream().map(day -> new Curve.Point(day.day(), day.count())).toList()));
  }
}
