package dev.attune.server;

import dev.attune.customer.Data;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may send signals, and who may use the API. */
final class AdminApi {
  private static final Access ADMIN = Access.bearer(Scope.ADMIN);
  private static final int STRANGERS_SHOWN = 20;
  private static final int MOST_OF_MAPPING = 60 * 1024;
  private static final String YAML = "application/yaml";

  private final Sources sources;
  private final Tokens tokens;

  AdminApi(Sources sources, Tokens tokens) {
    this.sources = sources;
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/sources", ADMIN, this::sources),
        Route.post("/api/sources", ADMIN, this::addSource),
        Route.post("/api/sources/{name}/revoke", ADMIN, this::revokeSource),
        Route.get("/api/sources/{name}/mapping", ADMIN, this::mapping),
        new Route("PUT", "/api/sources/{name}/mapping", ADMIN, this::map),
        Route.get("/api/tokens", ADMIN, this::tokens),
        Route.post("/api/tokens", ADMIN, this::addToken),
        Route.post("/api/tokens/{name}/revoke", ADMIN, this::revokeToken));
  }

  private Answer sources(Request request) {
    List<Data> strangers =
        sources.strangers().most(STRANGERS_SHOWN).stream()
            .map(each -> Data.of("address", each.address(), "requests", each.requests()))
            .toList();
    return Answer.ok(
        Data.of(
            "sources", sources.all().stream().map(each -> each.data(false)).toList(),
            "withoutKey",
                Data.of("requests", sources.strangers().total(), "addresses", strangers)));
  }

  private Answer addSource(Request request) {
    Data body = Paging.object(request);
    String kind = body.text("kind");
    Source.Kind known =
        Source.Kind.of(kind == null ? "server" : kind)
            .orElseThrow(
                () -> Refusal.caller(422, "bad-kind", "\"kind\" must be server or browser"));
    Optional<EventMapper> mapping = Optional.ofNullable(body.text("mapping")).map(AdminApi::mapper);
    Sources.Made made = sources.add(demand(body, "name"), known, mapping);
    return Answer.json(201, with(made.source().data(false), "writeKey", made.key().reveal()));
  }

  private Answer mapping(Request request) {
    String text = sources.demand(request.name("name")).mapper().text();
    return Answer.text(200, YAML, text);
  }

  /** An empty body takes the mapping away. */
  private Answer map(Request request) {
    String text = new String(request.entity().read(MOST_OF_MAPPING), StandardCharsets.UTF_8);
    Optional<EventMapper> mapping = text.isBlank() ? Optional.empty() : Optional.of(mapper(text));
    return Answer.ok(sources.map(request.name("name"), mapping).data(false));
  }

  private static EventMapper mapper(String text) {
    if (text.length() > MOST_OF_MAPPING) {
      throw Refusal.tooLarge("a mapping has at most %,d characters".formatted(MOST_OF_MAPPING));
    }
    try {
      return EventMapper.of(text);
    } catch (YamlMap.Wrong e) {
      throw Refusal.caller(422, "bad-mapping", String.valueOf(e.getMessage()));
    }
  }

  private Answer revokeSource(Request request) {
    return Answer.ok(sources.revoke(request.name("name")).data(false));
  }

  private Answer tokens(Request request) {
    return Answer.ok(
        Data.of("tokens", tokens.all().stream().map(each -> each.data(false)).toList()));
  }

  private Answer addToken(Request request) {
    Data body = Paging.object(request);
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    if (body.get("scopes") instanceof List<?> words) {
      for (Object word : words) {
        scopes.add(
            Scope.of(String.valueOf(word))
                .orElseThrow(() ->
                    Refusal.caller(
                        422,
                        "bad-scope",
                        "'%s' is no scope; scopes: %s".formatted(word, Scope.words()))));
      }
    }
    Tokens.Made made = tokens.add(demand(body, "name"), scopes);
    return Answer.json(201, with(made.token().data(false), "token", made.secret().reveal()));
  }

  private Answer revokeToken(Request request) {
    return Answer.ok(tokens.revoke(request.name("name")).data(false));
  }

  private static String demand(Data body, String member) {
    String text = body.text(member);
    if (text == null) {
      throw Refusal.unreadable("missing-member", "\"%s\" must be a text".formatted(member));
    }
    return text;
  }

  private static Data with(Data data, String name, String value) {
    Data.Builder more = new Data.Builder();
    data.forEach(more::put);
    return more.put(name, value).build();
  }
}
