package dev.attune.server;

import dev.attune.pages.Guide;
import dev.attune.pages.Place;
import dev.attune.people.People;
import dev.attune.people.Person;
import dev.attune.people.Secret;
import dev.attune.playbook.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What only a demo has: invented people as whom one may look at it, one address after the other
 * that lets in once, and a first tour for each role. A server that is no demo has none of it.
 *
 * <p>Only who is at this very machine is answered at all: no other name of it, and nobody for whom
 * somebody else asks. Thread-safe.
 */
final class Demo {
  /** Where the addresses lie that let in once. */
  static final String DOOR = "/demo/";

  private static final String TICKET = "attune_demo_";
  private static final int WHOLE = 100;

  private static final List<Person> PEOPLE =
      List.of(
          person("sofia", "Sofia", Role.STEWARD, ""),
          person("ana", "Ana", Role.LEAD, "care"),
          person("tom", "Tom", Role.FRONT_LINE, "care"),
          person("mina", "Mina", Role.FRONT_LINE, "shop"),
          person("jonas", "Jonas", Role.FRONT_LINE, "night"));

  private final Consumer<String> told;
  private volatile Secret ticket = Secret.fresh(TICKET);
  private final Map<String, Set<Place>> seen = new ConcurrentHashMap<>();
  private volatile int loaded;

  /**
   * Begins.
   *
   * @param told hears the path of the next address whenever one was used up
   */
  Demo(Consumer<String> told) {
    this.told = told;
  }

  private static Person person(String name, String title, Role role, String team) {
    return new Person(
        name,
        title,
        Optional.empty(),
        role,
        Optional.of(team).filter(text -> !text.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Adds its people. None has a password: they come in by its door only. */
  void settle(People people) {
    for (Person person : PEOPLE) {
      People.Invited unused = people.add(person);
    }
  }

  /** The path that lets in now, once. */
  String path() {
    return DOOR + ticket.reveal();
  }

  /**
   * Lets in whoever shows the address that is good now, and only them. It is used up once they are
   * in: if that fails, it is as good as before.
   *
   * @return what {@code entering} came to, or nothing for whoever shows another address
   */
  synchronized <T> Optional<T> admit(String shown, Supplier<T> entering) {
    Secret presented = Secret.presented(shown);
    if (presented == null || !presented.equals(ticket)) {
      return Optional.empty();
    }
    T in = entering.get();
    ticket = Secret.fresh(TICKET);
    told.accept(path());
    return Optional.of(in);
  }

  /** The name of the one as whom one looks in this role. */
  static Optional<String> of(Role role) {
    return PEOPLE.stream().filter(each -> each.role() == role).map(Person::name).findFirst();
  }

  /** Whether somebody was invented for the demo. */
  static boolean isInvented(Person person) {
    return PEOPLE.stream().anyMatch(each -> each.name().equals(person.name()));
  }

  /** Why a request is not answered, if it is not sent from this machine to this machine. */
  Optional<Refusal> refused(Request request) {
    if (request.header(Proxies.FORWARDED).isPresent()) {
      return Optional.of(
          Refusal.caller(
              403, "forwarded", "a demo is for the machine that it runs on, without a proxy"));
    }
    String host = request.header("host").orElse("");
    return HostNames.isThisMachine(host)
        ? Optional.empty()
        : Optional.of(
            Refusal.caller(
                421,
                "wrong-host",
                "a demo answers to 127.0.0.1 and localhost only, not to '%s'".formatted(host)));
  }

  /** Says how much of the past is in, from 0 to 1. */
  void loaded(double part) {
    loaded = (int) Math.floor(Math.min(1, Math.max(0, part)) * WHOLE);
  }

  /** What its pages show beside their own. */
  Guide guide(Person person) {
    return new Guide(
        person.role().word(),
        Arrays.stream(Role.values()).map(Role::word).toList(),
        loaded < WHOLE ? OptionalInt.of(loaded) : OptionalInt.empty(),
        tour(person.role()),
        seen.getOrDefault(person.name(), Set.of()));
  }

  private static List<Place> tour(Role role) {
    return switch (role) {
      case STEWARD -> List.of(Place.TODAY, Place.SOURCES, Place.PLAYBOOK, Place.SYSTEM);
      case LEAD -> List.of(Place.TODAY, Place.CUSTOMERS, Place.SEGMENTS, Place.PLAYBOOK);
      case FRONT_LINE -> List.of(Place.TODAY, Place.MOMENTS, Place.GRACE);
    };
  }

  /** Shows somebody no more what is said at a place. */
  void saw(Person person, Place place) {
    seen.merge(person.name(), EnumSet.of(place), Demo::both);
  }

  private static Set<Place> both(Set<Place> one, Set<Place> other) {
    Set<Place> both = EnumSet.copyOf(one);
    both.addAll(other);
    return both;
  }

  /** Ends somebody's tour for good. */
  void sawAll(Person person) {
    seen.put(person.name(), EnumSet.allOf(Place.class));
  }
}
