package dev.attune.server;

import dev.attune.customer.Id;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.search.BadQuery;
import dev.attune.search.How;
import dev.attune.search.Match;
import dev.attune.search.Results;
import dev.attune.search.Search;
import dev.attune.search.Status;
import dev.attune.search.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom people mean by what they type, as far as they may see them. Who reads everything finds by
 * any part of a name; the front line finds whom they can name exactly, by id, e-mail or phone, of
 * their own brand, and each whom they find so is in the audit.
 */
final class Finding {
  /** Whoever shares an id, an e-mail or a phone with more is told apart by something else. */
  private static final int EXACT = 20;

  private final Engine engine;
  private final Search search;
  private final Auditing auditing;

  Finding(Engine engine, Search search, Auditing auditing) {
    this.engine = engine;
    this.search = search;
    this.auditing = auditing;
  }

  /** What is asked. */
  Search search() {
    return search;
  }

  /**
   * Who fits.
   *
   * @param customers the best first
   * @param next where those begin that follow, if there are any
   * @param isReadable whether anybody can be looked for by what was typed
   * @param status whether everybody could be found
   */
  record Whom(
      List<CustomerView> customers, Optional<Integer> next, boolean isReadable, Status status) {
    Whom {
      customers = List.copyOf(customers);
    }
  }

  /** Finds at most {@code limit} people, those before {@code offset} left out. */
  Whom find(Request request, String typed, int offset, int limit) {
    Wanted wanted;
    try {
      wanted = Wanted.of(typed);
    } catch (BadQuery e) {
      return new Whom(List.of(), Optional.empty(), false, search.status());
    }
    Sight sight = Sight.of(request, engine);
    return sight.isBounded()
        ? exactly(request, wanted, sight)
        : all(wanted, Math.min(offset, Search.MOST - limit), limit);
  }

  private Whom all(Wanted wanted, int offset, int limit) {
    Results results = search.find(wanted, Optional.empty(), offset, limit);
    List<CustomerView> found = new ArrayList<>();
    results.matches().forEach(match -> engine.customer(match.who().id()).ifPresent(found::add));
    int end = offset + limit;
    boolean more = results.more() && end + limit <= Search.MOST;
    return new Whom(found, more ? Optional.of(end) : Optional.empty(), true, results.status());
  }

  private Whom exactly(Request request, Wanted wanted, Sight sight) {
    Results results = search.find(wanted, Optional.empty(), 0, EXACT);
    List<CustomerView> found =
        results.matches().stream()
            .filter(Finding::isExact)
            .flatMap(match -> engine.customer(match.who().id()).stream())
            .filter(view -> sight.sees(view.traits()))
            .toList();
    found.forEach(view -> auditing.found(request, view.id()));
    return new Whom(found, Optional.empty(), true, results.status());
  }

  /**
   * The customer of an id, if whoever asks sees them; in the audit where their sight is bounded.
   */
  Optional<CustomerView> known(Request request, Id id) {
    Sight sight = Sight.of(request, engine);
    Optional<CustomerView> known = engine.customer(id).filter(view -> sight.sees(view.traits()));
    known.filter(view -> sight.isBounded()).ifPresent(view -> auditing.found(request, view.id()));
    return known;
  }

  private static boolean isExact(Match match) {
    return match.found().stream().anyMatch(found -> found.how() == How.KNOWN);
  }
}
