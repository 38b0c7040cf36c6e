package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.customer.Signal;
import dev.attune.playbook.Playbook;
import dev.attune.step.Explanation;
import dev.attune.wire.StoredSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One data directory, open: signals go in, customers and moments come out.
 *
 * <p>What is appended is synced to disk before it is acknowledged (INV-005) and then folded by one
 * thread, whose work is committed together with the position it has reached; after any end of the
 * process the fold goes on from there. What time alone makes true is noticed by the same thread
 * within a second (INV-006).
 *
 * <p>Every method may be called by any thread, until {@link #close}; after it all throw an {@link
 * EngineException} with the code {@code closed}. Reads see one committed state each, do not block
 * the fold, and answer exactly: a customer who waits to be folded anew is folded for the answer.
 */
public final class Engine implements AutoCloseable {
  private Engine() {}

  /**
   * Opens a data directory, and makes it where there is none.
   *
   * @throws EngineException in one clear sentence, with the code {@code newer-format}, {@code
   *     foreign-directory}, {@code locked}, {@code damaged} or {@code unreadable}
   */
  public static Engine open(Path directory, EngineConfig config, InstantSource clock) {
    return notYet();
  }

  /**
   * Appends to the journal. The future is done, with the entry's position, once the entry is on
   * disk; it fails with {@link NoRoom} if it could not be written, and then may be appended again.
   *
   * @throws NoRoom at once, if too much waits already
   */
  public CompletableFuture<Long> append(Entry entry) {
    return notYet();
  }

  /** Appends and waits until it is on disk; see {@link #append}. */
  public long appendAndWait(Entry entry) {
    return notYet();
  }

  /** Waits until the entry at {@code position} is folded, so that reads see what it did. */
  public void await(long position) {
    notYet();
  }

  /** As {@link #await(long)}, but not longer than {@code most}; tells whether it is folded. */
  public boolean await(long position, Duration most) {
    return notYet();
  }

  /** The customer for whom {@code any} is an address, or nothing if no signal ever named it. */
  public Optional<CustomerView> customer(Id any) {
    return notYet();
  }

  /** The signals of the customer for whom {@code any} is an address, newest first. */
  public Page<StoredSignal> timeline(Id any, Optional<String> cursor, int limit) {
    return notYet();
  }

  /** One signal of a timeline, as evidence names it. */
  public List<StoredSignal> signalsAt(Signal.Address address) {
    return notYet();
  }

  /**
   * Why the customer is, or is not, in the segment {@code rule}, or why the reason of the moment
   * {@code rule} holds, or does not. Nothing if there is no such customer or rule.
   */
  public Optional<Explanation> why(Id any, String rule) {
    return notYet();
  }

  /** Canonical ids of all customers, in their order. */
  public Page<Id> customers(Optional<String> cursor, int limit) {
    return notYet();
  }

  /** Canonical ids of customers with too many signals for one person. */
  public Page<Id> setAside(Optional<String> cursor, int limit) {
    return notYet();
  }

  /** The segments of the playbook, in its order. */
  public List<SegmentView> segments() {
    return notYet();
  }

  /** Who is in a segment, by canonical id. */
  public Page<Member> members(String segment, Optional<String> cursor, int limit) {
    return notYet();
  }

  /** Who entered and left a segment, newest first. */
  public Page<Transition> transitions(String segment, Optional<String> cursor, int limit) {
    return notYet();
  }

  /** Moments, newest first. */
  public Page<MomentView> moments(MomentQuery query) {
    return notYet();
  }

  /** The moment with this id. */
  public Optional<MomentView> moment(String id) {
    return notYet();
  }

  /** How many moments are open, by rule, in the playbook's order. */
  public Map<String, Long> openMoments() {
    return notYet();
  }

  /** Refused messages, newest first. */
  public Page<KeptReject> rejects(Optional<String> cursor, int limit) {
    return notYet();
  }

  /** One refused message. */
  public Optional<KeptReject> reject(String id) {
    return notYet();
  }

  /** How many messages were refused, by source and reason. */
  public List<RejectCount> rejectCounts() {
    return notYet();
  }

  /** Events, their properties, and traits that were really seen. */
  public List<CatalogueEntry> catalogue() {
    return notYet();
  }

  /** The playbook that is live, or nothing before the first adoption. */
  public Optional<Playbook> playbook() {
    return notYet();
  }

  /** Every version ever adopted, newest first. */
  public List<Version> versions() {
    return notYet();
  }

  /**
   * Adopts a playbook: atomic, and live when this comes back. What is new in it folds from history
   * in the background, see {@link #progress}.
   *
   * @throws BadPlaybook if something is wrong with it; nothing changed then
   * @throws NoRoom if the journal has none
   */
  public Version adopt(String text, String who) {
    return notYet();
  }

  /** How far everything is. */
  public Progress progress() {
    return notYet();
  }

  /** A piece of administration. */
  public Optional<byte[]> setting(String key) {
    return notYet();
  }

  /** The keys under which administration is kept that begin with {@code prefix}, in order. */
  public List<String> settingKeys(String prefix) {
    return notYet();
  }

  /** Keeps a piece of administration, or takes it away; every read after it sees it. */
  public void putSetting(String key, Optional<byte[]> value) {
    notYet();
  }

  /** What was recorded after {@code sequence}, oldest first; only what is synced to disk. */
  public List<RecordedEffect> effects(long sequence, int limit) {
    return notYet();
  }

  /** Counters. */
  public Metrics metrics() {
    return notYet();
  }

  /**
   * Ends the fold after its present batch, syncs, and closes. What waits is folded when opened
   * again.
   */
  @Override
  public void close() {
    notYet();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // Goes away with its callers.
  private static <T> T notYet() {
    throw new EngineException(EngineException.Kind.OURS, "not-yet", "not there yet");
  }
}
