package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Content;
import dev.attune.customer.Content.Corrected.Verdict;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Origin;
import dev.attune.customer.Signal;
import dev.attune.customer.SignalId;
import dev.attune.engine.LinksView.Part;
import dev.attune.engine.Noted.Move;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Random histories in random order of arrival, against {@link LinksOracle}. */
class LinksPropertyTest {
  private static final List<String> USERS = List.of("u1", "u2", "u3", "u4", "x", "y");
  private static final List<String> DEVICES = List.of("a", "b", "c", "x");
  private static final Set<Id> IDS = ids();

  /**
   * What a signal says, before it is one; empty ids are absent. Its place in the list makes its
   * message id.
   */
  private record Draft(int second, String user, String device, Origin origin, Content content) {
    Signal signal(int number) {
      String sender = user.isEmpty() && device.isEmpty() ? "u1" : user;
      return new Signal(
          new SignalId("shop", "m" + number),
          origin,
          sender.isEmpty() ? null : sender,
          device.isEmpty() ? null : device,
          Instant.ofEpochSecond(second),
          Data.EMPTY,
          content);
    }
  }

  @Property(tries = 3000)
  void saysWhatAllSignalsSayAfterEverySignal(
      @ForAll("histories") List<Signal> history, @ForAll("limits") LinksLimits limits) {
    MemoryLinksStore store = new MemoryLinksStore();
    Links links = new Links(store, limits);
    LinksOracle was = new LinksOracle(List.of(), IDS, limits);
    for (int i = 0; i < history.size(); i++) {
      Signal signal = history.get(i);
      store.keep(List.of(signal));
      Noted noted = links.note(signal);
      LinksOracle is = new LinksOracle(history.subList(0, i + 1), IDS, limits);
      assertThat(noted.moves()).isEqualTo(moves(was, is));
      assertThat(noted.customer()).isEqualTo(customerOf(is, signal));
      was = is;
    }
    for (Id id : IDS) {
      assertThat(links.customer(id)).isEqualTo(was.identity(id));
    }
    for (Signal signal : history) {
      assertThat(links.customerOf(signal)).isEqualTo(customerOf(was, signal));
    }
  }

  @Property(tries = 500)
  void saysTheSameWhereTimelinesAreAheadByACommit(
      @ForAll("histories") List<Signal> history,
      @ForAll("limits") LinksLimits limits,
      @ForAll @IntRange(min = 2, max = 40) int size) {
    MemoryLinksStore store = new MemoryLinksStore();
    Links links = new Links(store, limits);
    LinksOracle was = new LinksOracle(List.of(), IDS, limits);
    for (int from = 0; from < history.size(); from += size) {
      int until = Math.min(history.size(), from + size);
      store.keep(history.subList(from, until));
      SortedSet<Id> told = new TreeSet<>();
      for (Signal signal : history.subList(from, until)) {
        Noted noted = links.note(signal);
        told.addAll(noted.before());
        told.addAll(noted.after());
      }
      LinksOracle is = new LinksOracle(history.subList(0, until), IDS, limits);
      for (Id id : IDS) {
        assertThat(links.customer(id)).isEqualTo(is.identity(id));
      }
      for (Move move : moves(was, is)) {
        assertThat(told).contains(move.from(), move.to());
      }
      was = is;
    }
  }

  @Property(tries = 500)
  void ordersPlacesAsTheirSignals(@ForAll("histories") List<Signal> history) {
    List<Place> places = history.stream().sorted().map(Place::of).toList();
    assertThat(places).isSorted().doesNotHaveDuplicates();
  }

  @Property(tries = 500)
  void changesNothingWhenASignalIsNotedAgain(
      @ForAll("histories") List<Signal> history, @ForAll("limits") LinksLimits limits) {
    MemoryLinksStore store = new MemoryLinksStore();
    Links links = new Links(store, limits);
    store.keep(history);
    history.forEach(links::note);
    store.resetCounts();
    for (Signal signal : history) {
      assertThat(links.note(signal).moves()).isEmpty();
    }
    assertThat(store.writes()).isZero();
  }

  @Property(tries = 500)
  void givesEveryCustomerAnAddressOfItsOwn(@ForAll("histories") List<Signal> history) {
    MemoryLinksStore store = new MemoryLinksStore();
    Links links = new Links(store);
    store.keep(history);
    history.forEach(links::note);
    for (Id id : IDS) {
      Identity customer = links.customer(id);
      assertThat(links.customer(customer.canonical())).isEqualTo(customer);
    }
  }

  @Property(tries = 500)
  void tellsEveryPairThatJoins(@ForAll("histories") List<Signal> history) {
    MemoryLinksStore store = new MemoryLinksStore();
    Links links = new Links(store);
    store.keep(history);
    history.forEach(links::note);
    for (Id id : IDS) {
      Identity customer = links.customer(id);
      SortedSet<Id> reached = new TreeSet<>(Set.of(customer.canonical()));
      List<Link> joining = links.links(id).stream().filter(Link::joins).toList();
      for (int round = 0; round < IDS.size(); round++) {
        for (Link link : joining) {
          if (reached.contains(link.first()) || reached.contains(link.second())) {
            reached.add(link.first());
            reached.add(link.second());
          }
        }
      }
      assertThat(reached)
          .containsAll(customer.members().stream().map(Identity.Member::id).toList());
    }
  }

  private static Id customerOf(LinksOracle oracle, Signal signal) {
    Id sender = signal.sender();
    return sender.isUser()
        ? oracle.parts(sender).getFirst().customer()
        : oracle.customerAt(sender, Place.of(signal));
  }

  private static List<Move> moves(LinksOracle was, LinksOracle is) {
    List<Move> moves = new ArrayList<>();
    for (Id id : IDS) {
      List<Part> before = was.parts(id);
      List<Part> after = is.parts(id);
      Set<Place> edges = new TreeSet<>();
      Stream.concat(before.stream(), after.stream())
          .map(part -> part.interval().from())
          .filter(edge -> edge != null)
          .forEach(edges::add);
      Place from = null;
      for (Place edge : edges) {
        add(moves, id, new Interval(from, edge), before, after);
        from = edge;
      }
      add(moves, id, new Interval(from, null), before, after);
    }
    return moves;
  }

  private static void add(
      List<Move> moves, Id id, Interval piece, List<Part> before, List<Part> after) {
    Id from = at(before, piece.from());
    Id to = at(after, piece.from());
    if (!from.equals(to)) {
      moves.add(new Move(id, piece, from, to));
    }
  }

  private static Id at(List<Part> parts, @Nullable Place place) {
    return parts.reversed().stream()
        .filter(part ->
            part.interval().from() == null
                || (place != null && part.interval().from().compareTo(place) <= 0))
        .findFirst()
        .orElseThrow()
        .customer();
  }

  @Provide
  Arbitrary<LinksLimits> limits() {
    return Arbitraries.of(
        LinksLimits.USUAL,
        new LinksLimits(2, 4096, 1000),
        new LinksLimits(50, 3, 1000),
        new LinksLimits(50, 4096, 2),
        new LinksLimits(3, 5, 3));
  }

  @Provide
  Arbitrary<List<Signal>> histories() {
    return drafts()
        .list()
        .ofMinSize(1)
        .ofMaxSize(30)
        .map(drafts ->
            IntStream.range(0, drafts.size()).mapToObj(i -> drafts.get(i).signal(i)).toList());
  }

  private static Arbitrary<Draft> drafts() {
    Arbitrary<Integer> seconds = Arbitraries.integers().between(-2, 12);
    Arbitrary<String> users = Arbitraries.of("u1", "u2", "u3", "u4", "");
    Arbitrary<String> devices = Arbitraries.of("a", "b", "c", "x", "");
    Arbitrary<Origin> origins = Arbitraries.of(Origin.SERVER, Origin.BROWSER, Origin.STAFF);
    return Combinators.combine(seconds, users, devices, origins, contents()).as(Draft::new);
  }

  private static Arbitrary<Content> contents() {
    Arbitrary<Id> ids = Arbitraries.of(IDS);
    Arbitrary<Content> corrected =
        Combinators.combine(ids, ids, Arbitraries.of(Verdict.values()))
            .filter((first, second, verdict) -> !first.equals(second))
            .as((first, second, verdict) -> new Content.Corrected(first, second, verdict, "Ada"));
    Arbitrary<Content> alias = Arbitraries.of("x", "y", "u1", "u3", "a").map(Content.Alias::new);
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.just(new Content.Track("Ride", Data.EMPTY))),
        Tuple.of(1, Arbitraries.just(new Content.Identify(Data.EMPTY))),
        Tuple.of(2, alias),
        Tuple.of(3, corrected));
  }

  private static Set<Id> ids() {
    SortedSet<Id> ids = new TreeSet<>();
    Stream.concat(USERS.stream(), Stream.of("a")).forEach(user -> ids.add(Id.user(user)));
    Stream.concat(DEVICES.stream(), Stream.of("y", "u1", "u3"))
        .forEach(device -> ids.add(Id.anonymous(device)));
    return ids;
  }
}
