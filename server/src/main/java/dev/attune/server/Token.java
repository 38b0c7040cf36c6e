package dev.attune.server;

import dev.attune.customer.Data;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What lets a person or program use the API.
 *
 * @param name who uses it, for people; tokens do not share names
 * @param hash of the token itself
 */
record Token(
    String name, Set<Scope> scopes, String hash, Instant createdAt, Optional<Instant> revokedAt) {
  Token {
    scopes = scopes.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(scopes));
  }

  boolean allows(Scope scope) {
    return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
  }

  boolean isRevoked() {
    return revokedAt.isPresent();
  }

  Token revoked(Instant at) {
    return new Token(name, scopes, hash, createdAt, Optional.of(revokedAt.orElse(at)));
  }

  /** As it is kept; without the hash it is also what the API shows. */
  Data data(boolean withHash) {
    Data.Builder data =
        new Data.Builder()
            .put("name", name)
            .put("scopes", scopes.stream().sorted().map(Scope::word).toList())
            .put("createdAt", createdAt.toString());
    revokedAt.ifPresent(at -> data.put("revokedAt", at.toString()));
    if (withHash) {
      data.put("hash", hash);
    }
    return data.build();
  }

  static Token of(Data data) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    if (data.get("scopes") instanceof List<?> words) {
      words.forEach(word -> Scope.of(word.toString()).ifPresent(scopes::add));
    }
    return new Token(
        Stored.text(data, "name"),
        scopes,
        Stored.text(data, "hash"),
        Instant.parse(Stored.text(data, "createdAt")),
        Optional.ofNullable(data.text("revokedAt")).map(Instant::parse));
  }
}
