package dev.attune.playbook;

import dev.attune.customer.Kind;
import dev.attune.playbook.Catalogue.Seen;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Use.Want;
import dev.attune.playbook.Use.What;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares what a playbook reads with what was really seen. Names that nobody ever sent are mostly
 * slips, so each is a warning with the nearest name that was seen and its count; so is a value that
 * was only ever seen as something that its comparison cannot use. What the playbook declares is
 * known without being seen.
 */
public final class CatalogueCheck {
  private static final Set<String> KINDS =
      Arrays.stream(Kind.values()).map(Kind::title).collect(Collectors.toSet());

  private final Declared declared;
  private final Catalogue catalogue;
  private final Problems problems;

  private CatalogueCheck(Declared declared, Catalogue catalogue, Problems problems) {
    this.declared = declared;
    this.catalogue = catalogue;
    this.problems = problems;
  }

  /** What {@code playbook} reads and nobody sends, in the order of the document. */
  public static List<Problem> warnings(Playbook playbook, Catalogue catalogue) {
    Document document = new Document(PlaybookReader.content(playbook.text()));
    Problems problems = new Problems(document);
    Optional<Mapping> mapping = Yaml.read(document, problems);
    CatalogueCheck check = new CatalogueCheck(playbook.declared(), catalogue, problems);
    mapping.ifPresent(words -> Uses.of(words, problems).forEach(check::check));
    return problems.warnings();
  }

  private void check(Use use) {
    switch (use.what()) {
      case What.Event event -> event(use);
      case What.Property(Set<String> events, Want want) -> property(use, events, want);
      case What.Latest latest -> latest(use, latest);
      case What.Trait(Want want) -> trait(use, want);
    }
  }

  private void event(Use use) {
    if (KINDS.contains(use.name()) || catalogue.events().isEmpty()) {
      return;
    }
    Seen seen = catalogue.events().get(use.name());
    if (seen == null && !declared.events().containsKey(use.name())) {
      problems.warning(
          use.at(),
          "no signal named " + use.name() + " was ever seen",
          hint(use.name(), catalogue.events()));
    } else if (seen != null && seen.stopped().isPresent()) {
      problems.warning(
          use.at(),
          use.name() + " has stopped: none came since " + seen.last().atOffset(ZoneOffset.UTC),
          "see whether its source still sends it");
    }
  }

  private void property(Use use, Set<String> of, Want want) {
    Set<String> events = new LinkedHashSet<>(of);
    if (of.isEmpty()) {
      events.addAll(catalogue.events().keySet());
      events.addAll(declared.events().keySet());
    }
    // Of an event that nobody sent, the event itself is told.
    events.removeIf(event -> !isKnown(event));
    if (events.isEmpty()) {
      return;
    }
    Map<String, Seen> names = new HashMap<>();
    events.forEach(event ->
        catalogue
            .of(event)
            .forEach((name, seen) -> names.merge(name, seen, CatalogueCheck::together)));
    boolean isDeclared =
        events.stream().anyMatch(event -> declared.property(event, use.name()).isPresent());
    Seen seen = names.get(use.name());
    if (seen != null) {
      type(use, want, seen, "properties." + use.name() + whose(of));
    } else if (!isDeclared) {
      events.forEach(event -> declare(event, names));
      problems.warning(
          use.at(),
          (of.isEmpty() ? "no signal" : "no " + String.join(" or ", events))
              + " was ever seen with the property "
              + use.name(),
          hint(use.name(), names));
    }
  }

  /** A name that nobody sent is told where the fact is declared. */
  private void latest(Use use, What.Latest latest) {
    Seen seen = catalogue.of(latest.event()).get(use.name());
    if (seen != null) {
      type(use, latest.want(), seen, latest.told(use.name()) + ",");
    }
  }

  private void declare(String event, Map<String, Seen> names) {
    declared
        .events()
        .getOrDefault(event, Map.of())
        .forEach((name, type) -> names.putIfAbsent(name, unseen()));
  }

  private boolean isKnown(String event) {
    return catalogue.events().containsKey(event)
        || !declared.events().getOrDefault(event, Map.of()).isEmpty();
  }

  private void trait(Use use, Want want) {
    Map<String, Seen> names = new HashMap<>(catalogue.traits());
    Seen seen = names.get(use.name());
    if (seen != null) {
      type(use, want, seen, "traits." + use.name());
    } else if (!names.isEmpty() && !declared.traits().containsKey(use.name())) {
      declared.traits().forEach((name, type) -> names.putIfAbsent(name, unseen()));
      problems.warning(
          use.at(),
          "no customer was ever seen with the trait " + use.name(),
          hint(use.name(), names));
    }
  }

  private void type(Use use, Want want, Seen seen, String what) {
    ValueType wanted = want.type();
    if (wanted == null
        || seen.types().isEmpty()
        || seen.types().keySet().stream().anyMatch(type -> type.serves(wanted))) {
      return;
    }
    String types =
        new TreeMap<>(seen.types())
            .entrySet().stream()
                .map(entry -> entry.getKey().phrase() + " (" + times(entry.getValue()) + ")")
                .collect(Collectors.joining(" and "));
    problems.warning(
        use.at(),
        what
            + " was only ever seen as "
            + types
            + ", and "
            + want.word()
            + " here wants "
            + wanted.phrase(),
        seen.types().containsKey(ValueType.TEXT) && wanted == ValueType.NUMBER
            ? "send it as a number, or write double(...) around it in a condition"
            : "what is of another type is unknown, so it counts for nothing here");
  }

  private static String whose(Set<String> events) {
    return events.isEmpty() ? "" : " of " + String.join(" or ", events);
  }

  private static Seen unseen() {
    return new Seen(0, Map.of(), Instant.EPOCH, Optional.empty());
  }

  private static Seen together(Seen first, Seen second) {
    Map<ValueType, Long> types = new EnumMap<>(ValueType.class);
    types.putAll(first.types());
    second.types().forEach((type, count) -> types.merge(type, count, Long::sum));
    boolean isLater = second.last().isAfter(first.last());
    return new Seen(
        first.count() + second.count(),
        types,
        isLater ? second.last() : first.last(),
        Optional.empty());
  }

  private static String hint(String name, Map<String, Seen> known) {
    Optional<String> nearest = Nearest.to(name, sorted(known.keySet()));
    if (nearest.isPresent()) {
      return "did you mean " + told(nearest.get(), known) + "?";
    }
    List<String> most =
        known.entrySet().stream()
            .sorted(
                Map.Entry.<String, Seen>comparingByValue(
                        Comparator.comparingLong(Seen::count).reversed())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(5)
            .map(entry -> told(entry.getKey(), known))
            .toList();
    return most.isEmpty() ? "nothing was seen there" : "most seen: " + String.join(", ", most);
  }

  private static List<String> sorted(Collection<String> names) {
    return names.stream().sorted().toList();
  }

  private static String told(String name, Map<String, Seen> known) {
    Seen seen = known.get(name);
    return seen == null || seen.count() == 0
        ? name + " (declared)"
        : name + " (" + times(seen.count()) + ")";
  }

  private static String times(long count) {
    return count == 1 ? "once" : String.format(Locale.ROOT, "%,d times", count);
  }
}
