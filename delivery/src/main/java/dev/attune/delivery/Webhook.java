package dev.attune.delivery;

import dev.attune.customer.Data;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Another system that Attune speaks to, by a name. Options of the playbook do what they do through
 * it; it also hears of effects where it asks to.
 *
 * @param keys with which messages to it are signed, the newest first
 * @param hears which effects it hears of; nothing if it only does what options ask of it
 * @param isRecording it hears everything at once, found late and not yet settled included and
 *     marked, since it only keeps a record; else it hears what may be acted upon
 */
public record Webhook(
    String name,
    Target target,
    String url,
    List<Key> keys,
    Optional<Interest> hears,
    boolean isRecording,
    Instant createdAt) {
  /** How long a secret still signs after another has taken its place. */
  public static final Duration BOTH_VALID = Duration.ofHours(24);

  /** What a name looks like; options of a playbook use the same. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private static final int MOST_KEYS = 3;

  /**
   * A secret, and until when it signs.
   *
   * @param until nothing for the newest
   */
  public record Key(SigningSecret secret, Optional<Instant> until) {
    boolean holds(Instant now) {
      return until.map(now::isBefore).orElse(true);
    }
  }

  public Webhook {
    keys = List.copyOf(keys);
    if (!NAME.matcher(name).matches()) {
      throw new BadAddress(
          "a webhook's name is 1 to 64 letters, digits, '-' and '_', and begins with a letter");
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("webhook " + name + " has no secret");
    }
  }

  /** The same with a new secret; the one before it is valid for {@link #BOTH_VALID} longer. */
  Webhook rotated(SigningSecret fresh, Instant now) {
    List<Key> next = new ArrayList<>();
    next.add(new Key(fresh, Optional.empty()));
    for (Key key : keys) {
      if (key.holds(now) && next.size() < MOST_KEYS) {
        next.add(new Key(key.secret(), Optional.of(key.until().orElse(now.plus(BOTH_VALID)))));
      }
    }
    return new Webhook(name, target, url, next, hears, isRecording, createdAt);
  }

  /** The signatures of one attempt, the newest secret's first. */
  String signatures(String id, Instant now, byte[] body) {
    return String.join(
        " ",
        keys.stream()
            .filter(key -> key.holds(now))
            .map(key -> key.secret().sign(id, now.getEpochSecond(), body))
            .toList());
  }

  /** As it is kept; without the secrets it is also what may be shown. */
  public Data data(boolean withSecrets) {
    Data.Builder data =
        new Data.Builder().put("name", name).put("url", url).put("recording", isRecording);
    data.put("createdAt", createdAt.toString());
    hears.ifPresent(interest ->
        data.put("hears", true)
            .put("kinds", sorted(interest.kinds()))
            .put("moments", sorted(interest.moments()))
            .put("segments", sorted(interest.segments()))
            .put("goals", sorted(interest.goals())));
    if (withSecrets) {
      data.put("keys", keys.stream().map(Webhook::key).toList());
    }
    return data.build();
  }

  private static Data key(Key key) {
    Data.Builder data = new Data.Builder().put("secret", key.secret().reveal());
    key.until().ifPresent(until -> data.put("until", until.toString()));
    return data.build();
  }

  private static List<String> sorted(java.util.Set<String> names) {
    return names.stream().sorted().toList();
  }

  static Webhook of(Data data) {
    String url = Kept.text(data, "url");
    return new Webhook(
        Kept.text(data, "name"),
        Target.of(url),
        url,
        Kept.list(data, "keys").stream()
            .map(key ->
                new Key(
                    SigningSecret.of(Kept.text(key, "secret")), Kept.optionalInstant(key, "until")))
            .toList(),
        Kept.flag(data, "hears") ? Optional.of(interest(data)) : Optional.empty(),
        Kept.flag(data, "recording"),
        Kept.instant(data, "createdAt"));
  }

  private static Interest interest(Data data) {
    return new Interest(
        Kept.texts(data, "kinds"),
        Kept.texts(data, "moments"),
        Kept.texts(data, "segments"),
        Kept.texts(data, "goals"));
  }
}
