package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.people.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may send signals. Reading is one look into an immutable map; writing takes this object's
 * lock, stores first, and shows the change after.
 */
final class Sources {
  static final String NAME_RULE =
      "a source's name is 1 to 64 of a-z, 0-9, '-', '_' and '.', and begins with a letter or digit;"
          + " 'staff' is taken";

  /** For senders that can set no Authorization. */
  static final String KEY_HEADER = "Attune-Write-Key";

  private static final String SETTING = "sources";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final SettingStore store;
  private final InstantSource clock;
  private final Strangers strangers;
  private volatile List<Source> all;
  private volatile Map<String, Source> byHash;

  /** A source and its key, which nobody will see again. */
  record Made(Source source, Secret key) {}

  Sources(SettingStore store, InstantSource clock, Strangers strangers) {
    this.store = store;
    this.clock = clock;
    this.strangers = strangers;
    this.all = Stored.list(store.read(SETTING)).stream().map(Source::of).toList();
    this.byHash = live(all);
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals(Staff.SOURCE);
  }

  List<Source> all() {
    return all;
  }

  Strangers strangers() {
    return strangers;
  }

  /**
   * The source whose key came with the request: as Basic user name, in the body, as Bearer, or in a
   * header of its own.
   *
   * @param inBody {@code writeKey} of the body, where it has one
   * @throws Refusal if no key is valid; the sender's address is counted
   */
  Source admit(Request request, Optional<String> inBody) {
    Source source = find(Secret.presented(basicUser(request)));
    if (source == null) {
      source = find(Secret.presented(inBody.orElse(null)));
    }
    if (source == null) {
      source = find(request.bearer());
    }
    if (source == null) {
      source = find(Secret.presented(request.header(KEY_HEADER).orElse(null)));
    }
    if (source == null) {
      strangers.count(request.address());
      throw Refusal.caller(
          401,
          "no-write-key",
          "send a source's write key as Basic user name, as Bearer, as header %s or, but for CloudEvents, as writeKey in the body"
              .formatted(KEY_HEADER));
    }
    return source;
  }

  /**
   * Makes a source, or gives a revoked one a new key.
   *
   * @param mapping of its CloudEvents; without one, that of the revoked one stays
   * @throws Refusal if the name is in use or none
   */
  synchronized Made add(String name, Source.Kind kind, Optional<EventMapper> mapping) {
    if (!isName(name)) {
      throw Refusal.caller(422, "bad-name", NAME_RULE);
    }
    Optional<Source> same = named(name);
    if (same.isPresent() && (!same.get().isRevoked() || same.get().kind() != kind)) {
      throw Refusal.caller(
          409,
          "name-in-use",
          "there is a source named %s; revoke it, then add it again for a new key".formatted(name));
    }
    Secret key = kind.freshKey();
    Source made =
        new Source(
            name,
            kind,
            key.hash(),
            now(),
            Optional.empty(),
            mapping.or(() -> same.flatMap(Source::mapping)));
    List<Source> next = new ArrayList<>(all);
    next.removeIf(each -> each.name().equals(name));
    next.add(made);
    keep(next);
    return new Made(made, key);
  }

  /**
   * Refuses a source's key from now on. What it sent stays.
   *
   * @throws Refusal if there is none of that name
   */
  synchronized Source revoke(String name) {
    Source revoked = demand(name).revoked(now());
    keep(all.stream().map(each -> each.name().equals(name) ? revoked : each).toList());
    return revoked;
  }

  /**
   * Says what a source's CloudEvents mean from now on; without a mapping, as the usual one does.
   *
   * @throws Refusal if there is none of that name
   */
  synchronized Source map(String name, Optional<EventMapper> mapping) {
    Source source = demand(name).with(mapping);
    keep(all.stream().map(each -> each.name().equals(name) ? source : each).toList());
    return source;
  }

  /**
   * The source of that name.
   *
   * @throws Refusal if there is none
   */
  Source demand(String name) {
    return named(name)
        .orElseThrow(() -> Refusal.absent("no-such-source", "there is no source named " + name));
  }

  Optional<Source> named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private void keep(List<Source> next) {
    List<Data> records = next.stream().map(each -> each.data(true)).toList();
    store.write(SETTING, Stored.document(records));
    all = List.copyOf(next);
    byHash = live(next);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private @Nullable Source find(@Nullable Secret key) {
    return key == null ? null : byHash.get(key.hash());
  }

  private static Map<String, Source> live(List<Source> sources) {
    Map<String, Source> live = new HashMap<>();
    for (Source source : sources) {
      if (!source.isRevoked()) {
        live.put(source.hash(), source);
      }
    }
    return Map.copyOf(live);
  }

  private static @Nullable String basicUser(Request request) {
    Optional<String> encoded = request.credentials("basic ");
    if (encoded.isEmpty()) {
      return null;
    }
    try {
      String pair = new String(Base64.getDecoder().decode(encoded.get()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? pair : pair.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
