package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.NameTag;
import dev.attune.search.BadQuery;
import dev.attune.search.Match;
import dev.attune.search.Results;
import dev.attune.search.Search;
import dev.attune.search.Status;
import dev.attune.search.Wanted;
import java.util.List;
import java.util.Optional;

/** Finding customers by what people type, and how far the index of their names is. */
final class SearchApi {
  private static final int MOST = 100;
  private static final int USUAL = 20;

  private final Search search;

  SearchApi(Search search) {
    this.search = search;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/customers", Access.bearer(Scope.READ), this::find),
        Route.get(
            "/api/search", Access.bearer(Scope.READ), request -> Answer.ok(shape(search.status()))),
        Route.post("/api/search/make-anew", Access.bearer(Scope.ADMIN), this::makeAnew));
  }

  private Answer find(Request request) {
    Wanted wanted = wanted(request.parameter("q").orElse(""));
    int limit = request.number("limit", USUAL, MOST);
    int offset = offset(request.parameter("cursor"), limit);
    Results results = search.find(wanted, request.parameter("brand"), offset, limit);
    Data.Builder data =
        new Data.Builder()
            .put("customers", results.matches().stream().map(SearchApi::shape).toList());
    int next = offset + limit;
    if (results.more() && next + limit <= Search.MOST) {
      data.put("next", Integer.toString(next));
    }
    return Answer.ok(data.put("index", shape(results.status())).build());
  }

  private static Wanted wanted(String text) {
    try {
      return Wanted.of(text);
    } catch (BadQuery e) {
      throw Refusal.unreadable("bad-query", "q: " + e.getMessage());
    }
  }

  private static int offset(Optional<String> cursor, int limit) {
    if (cursor.isEmpty()) {
      return 0;
    }
    if (!cursor.get().matches("[1-9][0-9]{0,3}")
        || Integer.parseInt(cursor.get()) + limit > Search.MOST) {
      throw Refusal.unreadable(
          "bad-cursor",
          "the cursor is none that was given out; only the best %d are found: type more"
              .formatted(Search.MOST));
    }
    return Integer.parseInt(cursor.get());
  }

  private Answer makeAnew(Request request) {
    search.makeAnew();
    return Answer.json(202, shape(search.status()));
  }

  private static Data shape(Match match) {
    NameTag tag = match.who().tag();
    Data.Builder data = new Data.Builder().put("id", match.who().id().toString());
    Shapes.put(data, "name", tag.best().orElse(null));
    Shapes.put(data, "organisation", tag.organisation());
    Shapes.put(data, "email", tag.email());
    Shapes.put(data, "phone", tag.phone());
    Shapes.put(data, "brand", tag.brand());
    return data.put("matched", match.found().stream().map(SearchApi::shape).toList()).build();
  }

  private static Data shape(Match.Found found) {
    return Data.of(
        "what", Shapes.word(found.field()),
        "text", found.text(),
        "how", Shapes.word(found.how()));
  }

  static Data shape(Status status) {
    Data.Builder data =
        new Data.Builder()
            .put("state", Shapes.word(status.state()))
            .put("customers", status.done())
            .put("of", status.of());
    if (!status.trouble().isEmpty()) {
      data.put("trouble", status.trouble());
    }
    return data.build();
  }
}
