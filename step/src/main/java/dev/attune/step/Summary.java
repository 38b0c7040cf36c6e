package dev.attune.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What signals meant that are gone: all those of one id, or of one stretch of its timeline, before
 * an instant. Kept under the id that sent them, as they were; those of all ids of a customer are
 * {@linkplain #join joined} into what the customer begins with. Made by {@link Summing} and
 * extended while it is made; its bytes are specified in {@code SummaryFormat}.
 */
public final class Summary {
  /** Every signal before it is in the summary, none at or behind it. */
  long cut;

  /** The newest of them. */
  Mark last;

  /** Facts without a window, by what they say. */
  final Map<String, Kept> facts = new TreeMap<>();

  /** Traits as anybody stated them, and as nobody did whose word is hearsay. */
  Map<String, Stated> traits = new LinkedHashMap<>();

  Map<String, Stated> trusted = new LinkedHashMap<>();

  /** The newest zone that a device told, and the limit that a person set last. */
  @Nullable Told<String> zone;

  @Nullable Told<Integer> limit;

  /** Their newest word on being served: whether they object. */
  @Nullable Told<Boolean> objects;

  /** Instances of goals, by what the goal says, that were open. */
  final Map<String, List<Open>> open = new TreeMap<>();

  /** Since when they were in segments, by what the segment says, as seen at {@link #seenAt}. */
  final Map<String, Long> segments = new TreeMap<>();

  long seenAt = Long.MIN_VALUE;

  /** The limit under which they were set aside before the cut; 0: they were not. */
  int setAside;

  /**
   * A fact without a window.
   *
   * @param from since when it is complete; the smallest: always
   * @param byKey one for each key; of a fact without {@code per} one, under the empty key
   */
  record Kept(long from, Map<String, Lifetime> byKey) {
    void join(Map<String, Lifetime> others) {
      others.forEach(
          (key, other) -> byKey.computeIfAbsent(key, name -> new Lifetime()).join(other));
    }
  }

  /** A trait's newest value, null where it was taken away, and where it was first and last said. */
  record Stated(@Nullable Object value, Mark first, Mark last) {}

  /** A word of which the newest holds. */
  record Told<T>(T what, Mark at) {}

  /** An open instance of a goal. */
  record Open(Mark started, @Nullable String key) {}

  Summary(long cut, Mark last) {
    this.cut = cut;
    this.last = last;
  }

  /** The instant before which every signal is in it, and none that is not. */
  public Instant cut() {
    return Instant.ofEpochMilli(cut);
  }

  /** The limit that a person set, if one did. */
  public int limitOr(int otherwise) {
    return limit == null ? otherwise : limit.what();
  }

  /** What was written. */
  public static Summary of(byte[] bytes) {
    return SummaryFormat.read(new Decoder(bytes));
  }

  /** To be written. */
  public byte[] bytes() {
    Encoder out = new Encoder();
    SummaryFormat.write(this, out);
    return out.toBytes();
  }

  /** What the signals of several parts of a customer meant, one at least. */
  public static Summary join(List<Summary> parts) {
    Summary all = new Summary(parts.getFirst().cut, parts.getFirst().last);
    for (Summary part : parts) {
      all.cut = Math.max(all.cut, part.cut);
      all.last = all.last.isBefore(part.last) ? part.last : all.last;
      all.zone = newer(all.zone, part.zone);
      all.limit = newer(all.limit, part.limit);
      all.objects = newer(all.objects, part.objects);
      all.setAside = Math.max(all.setAside, part.setAside);
      all.seenAt = Math.max(all.seenAt, part.seenAt);
      part.segments.forEach((segment, since) -> all.segments.merge(segment, since, Math::min));
      part.open.forEach(
          (goal, open) -> all.open.computeIfAbsent(goal, name -> new ArrayList<>()).addAll(open));
      part.facts.forEach((fact, kept) -> all.fact(fact, kept.from()).join(kept.byKey()));
    }
    for (Summary part : parts) {
      // A part that does not know a fact has nothing of it from before its cut.
      all.facts.replaceAll((fact, kept) ->
          part.facts.containsKey(fact)
              ? kept
              : new Kept(Math.max(kept.from(), part.cut), kept.byKey()));
    }
    all.traits = StatedTraits.join(parts.stream().map(part -> part.traits).toList());
    all.trusted = StatedTraits.join(parts.stream().map(part -> part.trusted).toList());
    return all;
  }

  /** A fact, complete from {@code from} at the earliest. */
  Kept fact(String definition, long from) {
    Kept kept = facts.get(definition);
    if (kept == null || kept.from() < from) {
      kept = new Kept(from, kept == null ? new TreeMap<>() : kept.byKey());
      facts.put(definition, kept);
    }
    return kept;
  }

  private static <T> @Nullable Told<T> newer(@Nullable Told<T> one, @Nullable Told<T> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.at().isBefore(other.at()) ? other : one;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Summary summary && Arrays.equals(bytes(), summary.bytes());
  }

  @Override
  public int hashCode() {
    return Objects.hash(cut, last);
  }

  @Override
  public String toString() {
    return "Summary[before " + cut() + ", " + facts.size() + " facts]";
  }
}
