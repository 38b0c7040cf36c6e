package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code segments} of a playbook, and puts each behind those it asks about. */
final class SegmentReader {
  /** The most segments of one playbook. */
  static final int MOST = 1_000;

  private final Problems problems;
  private final Conditions facts;
  private final Map<String, Scalar> keys = new LinkedHashMap<>();
  private final Map<String, Conditions.Parsed> parsed = new LinkedHashMap<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<Segment> segments = new ArrayList<>();

  SegmentReader(Problems problems, Conditions facts) {
    this.problems = problems;
    this.facts = facts;
  }

  void read(Optional<Mapping> mapping) {
    if (mapping.isEmpty()) {
      return;
    }
    List<Entry> entries = mapping.get().entries();
    if (entries.size() > MOST) {
      problems.error(
          entries.get(MOST).key().at(), "more than " + MOST + " segments: " + entries.size());
      return;
    }
    for (Entry entry : entries) {
      Names.check(entry.key(), "a segment", problems);
      keys.put(entry.key().text(), entry.key());
      places.put(entry.key().text(), places.size());
    }
    Conditions parser = facts.withSegments(places);
    entries.forEach(entry -> parse(entry, parser));
    arrange();
    Conditions compiler = conditions();
    for (Map.Entry<String, Integer> place : places.entrySet()) {
      Conditions.Parsed condition = parsed.get(place.getKey());
      if (condition != null) {
        compiler
            .compile(condition)
            .ifPresent(
                compiled -> segments.add(new Segment(place.getValue(), place.getKey(), compiled)));
      }
    }
  }

  /** In their order; some are missing if something is wrong with them. */
  List<Segment> segments() {
    return segments;
  }

  /** Reads conditions that may ask about these segments. */
  Conditions conditions() {
    return facts.withSegments(places);
  }

  private void parse(Entry entry, Conditions parser) {
    String name = entry.key().text();
    if (!(entry.value() instanceof Scalar condition)) {
      problems.error(
          entry.value().at(),
          "segment " + name + " takes a condition",
          "write " + name + ": CONDITION");
      return;
    }
    if (condition.isNothing()) {
      problems.error(entry.key().at(), "segment " + name + " has no condition");
      return;
    }
    parser.parse(condition, Place.SEGMENT).ifPresent(found -> parsed.put(name, found));
  }

  private void arrange() {
    Set<String> arranged = new LinkedHashSet<>();
    for (String name : List.copyOf(places.keySet())) {
      arrange(name, new LinkedHashSet<>(), arranged);
    }
    places.clear();
    arranged.forEach(name -> places.put(name, places.size()));
  }

  private void arrange(String name, Set<String> path, Set<String> arranged) {
    if (arranged.contains(name)) {
      return;
    }
    if (!path.add(name)) {
      circle(name, path);
      return;
    }
    Conditions.Parsed condition = parsed.get(name);
    if (condition != null) {
      for (String asked : condition.segments()) {
        arrange(asked, path, arranged);
      }
    }
    path.remove(name);
    arranged.add(name);
  }

  private void circle(String name, Set<String> path) {
    List<String> circle = new ArrayList<>(path);
    circle = circle.subList(circle.indexOf(name), circle.size());
    Scalar key = keys.get(name);
    problems.error(
        key == null ? 0 : key.at(),
        "segments ask about each other in a circle: " + String.join(" -> ", circle) + " -> " + name,
        "one of them must do without the others");
  }
}
