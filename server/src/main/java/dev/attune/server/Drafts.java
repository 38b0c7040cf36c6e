package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.Engine;
import dev.attune.engine.Version;
import dev.attune.playbook.PlaybookReader;
import dev.attune.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What each person has in the making: a playbook's text and the version it began as, kept on the
 * server from the first change until it is adopted or thrown away. Thread-safe; of two changes at
 * once of one person the later stands.
 */
final class Drafts {
  private static final String SETTING = "draft/";
  private static final String THROWN_AWAY = "draft-thrown-away/";

  private final Engine engine;
  private final InstantSource clock;

  /**
   * A text in the making.
   *
   * @param basedOn the version it began as; 0 where none was adopted yet
   */
  record Draft(int basedOn, String text, Instant savedAt) {}

  Drafts(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** What somebody has in the making, if they have. */
  Optional<Draft> find(String who) {
    return engine.setting(SETTING + who).map(Drafts::read);
  }

  /** What somebody changes: their draft, or else the version that holds. */
  Draft of(String who) {
    return find(who)
        .orElseGet(() ->
            held()
                .map(version -> new Draft(version.number(), version.text(), version.at()))
                .orElseGet(() -> new Draft(0, "playbook: Ours\n", clock.instant())));
  }

  /** The version that holds. */
  Optional<Version> held() {
    return engine.versions().stream().findFirst();
  }

  /** The text of the version that holds; empty before there is one. */
  String heldText() {
    return held().map(Version::text).orElse("");
  }

  /**
   * Keeps a text; comes back once that is safe.
   *
   * @throws Refusal if it is longer than a playbook may be
   */
  void keep(String who, int basedOn, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > PlaybookReader.LONGEST) {
      throw Refusal.tooLarge("a playbook has at most %d bytes".formatted(PlaybookReader.LONGEST));
    }
    Data draft = Data.of("basedOn", basedOn, "text", text, "savedAt", clock.instant().toString());
    engine.putSetting(SETTING + who, Optional.of(Json.write(draft)));
  }

  /** Forgets what somebody has in the making; the last one can be brought back. */
  void throwAway(String who) {
    engine
        .setting(SETTING + who)
        .ifPresent(draft -> engine.putSetting(THROWN_AWAY + who, Optional.of(draft)));
    adopted(who);
  }

  /** Brings back what was thrown away last; whether there was anything. */
  boolean bringBack(String who) {
    Optional<byte[]> draft = engine.setting(THROWN_AWAY + who);
    draft.ifPresent(bytes -> engine.putSetting(SETTING + who, Optional.of(bytes)));
    engine.putSetting(THROWN_AWAY + who, Optional.empty());
    return draft.isPresent();
  }

  /** Whether {@link #bringBack} would bring something back. */
  boolean canBringBack(String who) {
    return find(who).isEmpty() && engine.setting(THROWN_AWAY + who).isPresent();
  }

  /** The draft has become a version. */
  void adopted(String who) {
    engine.putSetting(SETTING + who, Optional.empty());
  }

  private static Draft read(byte[] bytes) {
    Data data = Json.read(bytes);
    return new Draft(
        data.get("basedOn") instanceof Number number ? number.intValue() : 0,
        Stored.text(data, "text"),
        Instant.parse(Stored.text(data, "savedAt")));
  }
}
