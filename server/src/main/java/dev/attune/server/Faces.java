package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.pages.Detail;
import dev.attune.pages.Somebody;
import dev.attune.pages.Words;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who customers are, from what was stated about them. */
final class Faces {
  private static final Set<String> KNOWN =
      Set.of("name", "firstName", "lastName", "email", "phone", "createdAt", "timezone");

  private final Engine engine;

  Faces(Engine engine) {
    this.engine = engine;
  }

  /** The page of a customer. */
  static String href(Id id) {
    return "/customers/" + Paths.encoded(id.toString());
  }

  Somebody of(Id id, Words words) {
    return of(id, engine.traits(id).orElse(Data.EMPTY), words);
  }

  static Somebody of(CustomerView view, Words words) {
    return of(view.id(), view.traits(), words);
  }

  private static Somebody of(Id id, Data traits, Words words) {
    return name(traits)
        .map(name -> new Somebody(name, true, href(id)))
        .orElseGet(() -> nameless(id, words));
  }

  private static Somebody nameless(Id id, Words words) {
    String name =
        id.isUser() ? words.say("customer.unknown", id.value()) : words.say("customer.visitor");
    return new Somebody(name, false, href(id));
  }

  static Optional<String> name(Data traits) {
    String whole = traits.text("name");
    if (whole != null && !whole.isBlank()) {
      return Optional.of(Labels.cut(whole));
    }
    String first = traits.text("firstName");
    String last = traits.text("lastName");
    if (first != null || last != null) {
      return Optional.of(
              Labels.cut(((first == null ? "" : first) + " " + (last == null ? "" : last)).strip()))
          .filter(name -> !name.isEmpty());
    }
    return Optional.ofNullable(traits.text("email")).map(Labels::cut);
  }

  /** Who they are, in one line: where they live, what they have, since when. */
  static String line(Data traits, Words words) {
    List<String> parts = new ArrayList<>();
    add(parts, city(traits));
    add(parts, traits.text("plan"));
    since(traits).ifPresent(at -> parts.add(words.say("customer.with-us", words.month(at))));
    return String.join(" · ", parts);
  }

  static Optional<java.time.Instant> since(Data traits) {
    return Optional.ofNullable(traits.text("createdAt")).flatMap(Labels::instant);
  }

  private static @Nullable String city(Data traits) {
    String city = traits.text("city");
    return city == null && traits.get("address") instanceof Data address
        ? address.text("city")
        : city;
  }

  private static void add(List<String> parts, @Nullable String part) {
    if (part != null && !part.isBlank()) {
      parts.add(Labels.cut(part));
    }
  }

  /** How they can be reached. */
  static List<Detail> reach(Data traits) {
    List<Detail> reach = new ArrayList<>();
    for (String each : List.of("email", "phone")) {
      String value = traits.text(each);
      if (value != null) {
        reach.add(new Detail(Labels.plain(each), Labels.cut(value)));
      }
    }
    return reach;
  }

  /** What else was stated. */
  static List<Detail> traits(Data traits, Words words) {
    return traits.names().stream()
        .filter(name -> !KNOWN.contains(name))
        .map(name -> new Detail(Labels.plain(name), Labels.value(words, traits.get(name))))
        .toList();
  }

  /** Their own clock, where it is known. */
  static ZoneId zone(Data traits, ZoneId otherwise) {
    String zone = traits.text("timezone");
    try {
      return zone == null ? otherwise : ZoneId.of(zone);
    } catch (DateTimeException e) {
      return otherwise;
    }
  }
}
