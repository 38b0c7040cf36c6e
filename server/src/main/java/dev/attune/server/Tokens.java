package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.people.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the API, and for what. Reading is one look into an immutable map; writing takes this
 * object's lock, stores first, and shows the change after.
 *
 * <p>One token is never stored: the one that commands on the same machine use, made anew at each
 * start.
 */
final class Tokens {
  /** The code of a refusal of whoever comes without a token. */
  static final String NONE = "no-token";

  private static final String SETTING = "tokens";
  private static final String PREFIX = "attune_token_";
  private static final int MOST_NAME = 100;

  private final SettingStore store;
  private final InstantSource clock;
  private final Secret own = Secret.fresh(PREFIX);
  private final Token ownToken;
  private volatile List<Token> all;
  private volatile Map<String, Token> byHash;

  /** A token's record and the token itself, which nobody will see again. */
  record Made(Token token, Secret secret) {}

  Tokens(SettingStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.ownToken = new Token("command", Set.of(Scope.ADMIN), own.hash(), now(), Optional.empty());
    this.all = Stored.list(store.read(SETTING)).stream().map(Token::of).toList();
    this.byHash = live(all);
  }

  /** For commands on this machine, until the process ends. */
  Secret own() {
    return own;
  }

  List<Token> all() {
    return all;
  }

  /**
   * The token that came with the request.
   *
   * @throws Refusal if there is none, or it does not allow {@code scope}
   */
  Token demand(Request request, Scope scope) {
    Token token =
        of(request)
            .orElseThrow(() ->
                Refusal.caller(401, NONE, "send a token: Authorization: Bearer attune_token_..."));
    if (!token.allows(scope)) {
      throw Refusal.caller(
          403, "missing-scope", "this needs the scope '%s'".formatted(scope.word()));
    }
    return token;
  }

  /** The token that came with a request, as it is now; nothing if it has ended or never was. */
  Optional<Token> of(Request request) {
    Secret secret = request.bearer();
    return secret == null ? Optional.empty() : Optional.ofNullable(byHash.get(secret.hash()));
  }

  /**
   * Makes a token.
   *
   * @throws Refusal if the name is in use or none, or there is no scope
   */
  synchronized Made add(String name, Set<Scope> scopes) {
    if (name.isBlank() || name.length() > MOST_NAME) {
      throw Refusal.caller(422, "bad-name", "a token's name has 1 to 100 characters");
    }
    if (scopes.isEmpty()) {
      throw Refusal.caller(422, "no-scope", "a token needs a scope: " + Scope.words());
    }
    if (find(name) != null) {
      throw Refusal.caller(409, "name-in-use", "there is a token named %s".formatted(name));
    }
    Secret secret = Secret.fresh(PREFIX);
    Token made = new Token(name, scopes, secret.hash(), now(), Optional.empty());
    List<Token> next = new ArrayList<>(all);
    next.add(made);
    keep(next);
    return new Made(made, secret);
  }

  /**
   * Refuses a token from now on.
   *
   * @throws Refusal if there is no live one of that name
   */
  synchronized Token revoke(String name) {
    Token token = find(name);
    if (token == null) {
      throw Refusal.absent("no-such-token", "there is no live token named " + name);
    }
    Token revoked = token.revoked(now());
    keep(all.stream().map(each -> each.equals(token) ? revoked : each).toList());
    return revoked;
  }

  private @Nullable Token find(String name) {
    return all.stream()
        .filter(each -> each.name().equals(name) && !each.isRevoked())
        .findFirst()
        .orElse(null);
  }

  private void keep(List<Token> next) {
    List<Data> records = next.stream().map(each -> each.data(true)).toList();
    store.write(SETTING, Stored.document(records));
    all = List.copyOf(next);
    byHash = live(next);
  }

  private Map<String, Token> live(List<Token> tokens) {
    Map<String, Token> live = new HashMap<>();
    live.put(own.hash(), ownToken);
    for (Token token : tokens) {
      if (!token.isRevoked()) {
        live.put(token.hash(), token);
      }
    }
    return Map.copyOf(live);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
