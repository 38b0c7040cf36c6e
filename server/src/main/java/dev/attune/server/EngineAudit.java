package dev.attune.server;

import dev.attune.audit.AuditStore;
import dev.attune.audit.Pseudonyms;
import dev.attune.engine.Engine;
import dev.attune.engine.Entry;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the audit, and apart from it the customers' salts, with the engine's settings. What was
 * written is safe when the journal has it; nobody waits until it is folded.
 *
 * <pre>
 *   audit/FIRST          pieces of the chain, FIRST in 16 hexadecimal digits
 *   audit-salt/CUSTOMER  the salt of a customer's pseudonym
 * </pre>
 */
final class EngineAudit implements AuditStore, Pseudonyms.Salts {
  private static final String PIECES = "audit/";
  private static final String SALTS = "audit-salt/";

  private final Engine engine;
  private final long opened;

  /** Reads what was written before now, and what is written by itself. */
  EngineAudit(Engine engine) {
    this.engine = engine;
    this.opened = engine.progress().appended();
  }

  private static String key(long first) {
    return PIECES + "%016x".formatted(first);
  }

  @Override
  public void append(long first, byte[] lines) {
    put(key(first), Optional.of(lines));
  }

  private void put(String key, Optional<byte[]> value) {
    long unused = engine.appendAndWait(new Entry.Setting(key, value));
  }

  @Override
  public List<Long> pieces(long after, int limit) {
    return engine.settingKeys(PIECES, key(after), limit).stream()
        .map(key -> Long.parseLong(key.substring(PIECES.length()), 16))
        .toList();
  }

  @Override
  public Optional<byte[]> piece(long first) {
    return engine.setting(key(first));
  }

  @Override
  public void settle() {
    engine.await(engine.progress().appended());
  }

  @Override
  public Optional<byte[]> read(String customer) {
    engine.await(opened);
    return engine.setting(SALTS + customer);
  }

  @Override
  public void write(String customer, Optional<byte[]> salt) {
    put(SALTS + customer, salt);
  }
}
