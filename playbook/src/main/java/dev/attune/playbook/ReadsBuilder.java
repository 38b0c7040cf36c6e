package dev.attune.playbook;

import dev.attune.playbook.Reads.Operator;
import dev.attune.playbook.Reads.Sensitivity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Collects what a condition depends on while it is compiled. One use. */
final class ReadsBuilder {
  private final Set<Sensitivity> facts = new LinkedHashSet<>();
  private final Set<Integer> segments = new TreeSet<>();
  private final Set<String> traits = new TreeSet<>();
  private final Set<String> properties = new TreeSet<>();
  private final Set<String> context = new TreeSet<>();
  private boolean signal;

  void threshold(int fact, Operator operator, double limit) {
    facts.add(new Sensitivity.Threshold(fact, operator, limit));
  }

  void fact(int fact) {
    facts.add(new Sensitivity.Any(fact));
  }

  void segment(int segment) {
    segments.add(segment);
  }

  void trait(String name) {
    traits.add(name);
  }

  void signal() {
    signal = true;
  }

  void property(String name) {
    signal();
    properties.add(name);
  }

  void context(String name) {
    signal();
    context.add(name);
  }

  Reads build(Optional<Set<String>> events) {
    List<Sensitivity> sensitivities = new ArrayList<>(facts);
    return new Reads(sensitivities, segments, traits, signal, properties, context, events);
  }
}
