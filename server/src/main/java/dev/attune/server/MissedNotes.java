package dev.attune.server;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.engine.Engine;
import dev.attune.pages.MissedPage;
import dev.attune.pages.Words;
import dev.attune.playbook.Addition;
import dev.attune.playbook.Additions;
import dev.attune.wire.Json;
import dev.attune.wire.StoredSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where sentences about what was missed lie. The sentences are signals; kept here is only of whom
 * they are and when they were said, so that what a customer has erased is erased here too.
 */
final class MissedNotes {
  /** The property that such a signal has. */
  static final String PROPERTY = "missed";

  private static final String PREFIX = "missed/";
  private static final int LONGEST_TITLE = 60;
  private static final int SHOWN = 200;
  private static final int LOOK_BACK = 200;
  private static final int SHORTEST = 4;
  private static final Duration BEFORE = Duration.ofDays(1);
  private static final Set<String> COMMON =
      Set.of(
          "that", "this", "with", "have", "they", "were", "when", "what", "been", "from", "their",
          "them", "again", "after", "about", "eine", "einen", "einer", "nicht", "wurde", "haben",
          "hatte", "sich", "auch", "wieder", "schon", "dass");

  private final Engine engine;

  MissedNotes(Engine engine) {
    this.engine = engine;
  }

  void keep(Instant at, Id about, String message) {
    Data pointer = Data.of("customer", about.toString(), "message", message);
    // Newest first: keys are listed in their order.
    String key = PREFIX + "%019d".formatted(Long.MAX_VALUE - at.toEpochMilli()) + "-" + message;
    engine.putSetting(key, Optional.of(Json.write(pointer)));
  }

  /** A sentence, with the words by which it is told from others. */
  private record Note(StoredSignal signal, Id about, Set<String> words) {}

  private List<Note> newest() {
    List<Note> notes = new ArrayList<>();
    for (String key : engine.settingKeys(PREFIX, PREFIX, SHOWN)) {
      engine.setting(key).map(Json::read).flatMap(this::note).ifPresent(notes::add);
    }
    return notes;
  }

  private Optional<Note> note(Data pointer) {
    Id about = CustomerApi.id(String.valueOf(pointer.text("customer")));
    String message = pointer.text("message");
    return engine.timeline(about, Optional.empty(), LOOK_BACK).items().stream()
        .filter(each -> each.id().messageId().equals(message))
        .findFirst()
        .flatMap(signal ->
            signal.signal().content() instanceof Content.Observed observed
                ? Optional.of(new Note(signal, about, telling(observed.text())))
                : Optional.empty());
  }

  static Set<String> telling(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (word.length() >= SHORTEST && !COMMON.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }

  /** Sentences that share a word; an empty one for a sentence that stands alone. */
  private record Alike(String word, List<Note> notes) {}

  /** By their most frequent word, the largest group first. */
  private List<Alike> alike() {
    List<Note> left = newest();
    List<Alike> all = new ArrayList<>();
    Optional<String> shared = shared(left);
    while (shared.isPresent()) {
      String word = shared.get();
      all.add(new Alike(word, left.stream().filter(note -> note.words().contains(word)).toList()));
      left = left.stream().filter(note -> !note.words().contains(word)).toList();
      shared = shared(left);
    }
    left.forEach(note -> all.add(new Alike("", List.of(note))));
    return all;
  }

  /** Sentences that speak of the same, together. */
  List<MissedPage.Group> groups(Words words) {
    return alike().stream().map(each -> group(each.word(), each.notes(), words)).toList();
  }

  /** The moment that would have noticed what the sentences about a word speak of. */
  Optional<Addition> draft(String word) {
    return alike().stream()
        .filter(each -> !word.isEmpty() && each.word().equals(word))
        .findFirst()
        .flatMap(each -> event(each.notes()))
        .map(event -> moment(word, event));
  }

  private static Optional<String> shared(List<Note> notes) {
    Map<String, Integer> counts = new HashMap<>();
    notes.forEach(note -> note.words().forEach(word -> counts.merge(word, 1, Integer::sum)));
    return counts.entrySet().stream()
        .filter(each -> each.getValue() > 1)
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  private MissedPage.Group group(String word, List<Note> notes, Words words) {
    Faces faces = new Faces(engine);
    List<MissedPage.Sentence> sentences = new ArrayList<>();
    for (Note note : notes) {
      if (note.signal().signal().content() instanceof Content.Observed observed) {
        sentences.add(
            new MissedPage.Sentence(
                observed.text(),
                observed.by(),
                note.signal().occurredAt(),
                faces.of(note.about(), words)));
      }
    }
    Optional<String> event = event(notes);
    return new MissedPage.Group(
        word,
        sentences,
        event.map(each -> Additions.text(List.of(moment(word, each)))),
        form(title(word, sentences), event));
  }

  /** What all of them speak of; else what somebody wrote, as far as a title goes. */
  private static String title(String word, List<MissedPage.Sentence> sentences) {
    String text = word.isEmpty() && !sentences.isEmpty() ? sentences.getFirst().text() : word;
    return Labels.capital(
        text.substring(
            0,
            text.offsetByCodePoints(
                0, Math.min(LONGEST_TITLE, text.codePointCount(0, text.length())))));
  }

  /**
   * An event at which a moment would have noticed: all of them had it in the day before somebody
   * spoke. Nothing where there is no such event, or only one of them.
   */
  private Optional<String> event(List<Note> notes) {
    Set<Id> people = new HashSet<>();
    notes.forEach(note -> people.add(note.about()));
    if (people.size() < 2) {
      return Optional.empty();
    }
    Set<String> events = null;
    for (Note note : notes) {
      Set<String> own = before(note);
      if (events == null) {
        events = own;
      } else {
        events.retainAll(own);
      }
    }
    return events == null ? Optional.empty() : events.stream().findFirst();
  }

  /** Events of the day before a sentence, the last first. */
  private Set<String> before(Note note) {
    Instant said = note.signal().occurredAt();
    Set<String> events = new LinkedHashSet<>();
    for (StoredSignal each : engine.timeline(note.about(), Optional.empty(), LOOK_BACK).items()) {
      boolean isNear =
          each.occurredAt().isBefore(said) && each.occurredAt().isAfter(said.minus(BEFORE));
      if (isNear && each.kind() == Kind.TRACK && each.name() != null) {
        events.add(each.name());
      }
    }
    return events;
  }

  private static String form(String title, Optional<String> event) {
    return "/playbook/edit/moments?title="
        + Paths.encoded(title)
        + event.map(each -> "&nth.event=" + Paths.encoded(each)).orElse("");
  }

  private static Addition moment(String word, String event) {
    String name = word.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String when = "signal.event == '" + event.replace("\\", "\\\\").replace("'", "\\'") + "'";
    return new Addition(
        "moments",
        "missed-" + (name.isEmpty() ? "by-us" : name),
        "{ when: %s, title: %s }"
            .formatted(Addition.quoted(when), Addition.quoted(Labels.capital(word))));
  }
}
