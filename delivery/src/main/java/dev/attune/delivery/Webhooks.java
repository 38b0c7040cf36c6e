package dev.attune.delivery;

import dev.attune.customer.Data;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The other systems that Attune speaks to: {@code delivery/webhooks} on the shelf, and for each
 * that hears of effects a {@link Lane}.
 *
 * <p>Thread-safe: its lock guards what webhooks there are, and is not held while anything is sent.
 */
public final class Webhooks implements AutoCloseable {
  /** More than any company has, few enough for a thread each. */
  public static final int MOST = 100;

  private static final String KEY = "delivery/webhooks";
  private static final String ALL = "all";

  private final Shelf shelf;
  private final Feed feed;
  private final Courier courier;
  private final Sender sender;
  private final InstantSource clock;
  private final BiConsumer<Webhook, Standing.Off> whenOff;
  private final Map<String, Webhook> webhooks = new TreeMap<>();
  private final Map<String, Running> running = new TreeMap<>();
  private boolean isStarted;

  /** A lane, and what it counts. */
  private record Running(Lane lane, LaneWatch watch) {}

  /**
   * How a webhook does.
   *
   * @param waiting how many messages are still to be sent
   * @param failing how many of these were tried
   * @param retry what came of the last try of the one that is tried again first
   * @param taken how many were taken since the start, {@code failed} how many tries were not
   */
  public record Health(
      Webhook webhook,
      Standing standing,
      long behind,
      long waiting,
      long failing,
      long dead,
      long taken,
      long failed,
      Optional<Retry> retry) {}

  /**
   * A try that is to come.
   *
   * @param problem why it was not taken before
   */
  public record Retry(String problem, Instant at) {}

  /**
   * Reads what there is; nothing is sent before {@link #start}.
   *
   * @param whenOff told, once, when a webhook is switched off because it fails
   */
  public Webhooks(
      Shelf shelf,
      Feed feed,
      Courier courier,
      InstantSource clock,
      BiConsumer<Webhook, Standing.Off> whenOff) {
    this.shelf = shelf;
    this.feed = feed;
    this.courier = courier;
    this.sender = new Sender(courier, clock);
    this.clock = clock;
    this.whenOff = whenOff;
    shelf
        .read(KEY)
        .ifPresent(kept ->
            Kept.list(kept, ALL).stream()
                .map(Webhook::of)
                .forEach(each -> webhooks.put(each.name(), each)));
    webhooks.values().forEach(each -> run(each, feed.last()));
  }

  /** Begins to send. */
  public synchronized void start() {
    isStarted = true;
    running.values().forEach(each -> each.lane().start());
  }

  /** All of them, by name. */
  public synchronized List<Webhook> all() {
    return List.copyOf(webhooks.values());
  }

  /** The one of that name. */
  public synchronized Optional<Webhook> named(String name) {
    return Optional.ofNullable(webhooks.get(name));
  }

  /** Why nothing would ever be sent to a target, as far as that can be told from its address. */
  public Optional<String> refusal(Target target) {
    return courier
        .refusal(target)
        .map(why -> why + "; if it is yours, start Attune with --allow-address " + target.host());
  }

  /**
   * Makes one; its secret is in it, to be shown once.
   *
   * @param hears which effects it hears of, if any
   * @param fromOldest whether it hears of all that is still kept, or only of what comes
   * @throws BadAddress if name, address or number cannot be, or nothing would ever be sent there
   */
  public synchronized Webhook add(
      String name, String url, Optional<Interest> hears, boolean isRecording, boolean fromOldest) {
    if (webhooks.containsKey(name)) {
      throw new BadAddress("there is a webhook named " + name + "; remove it first");
    }
    if (webhooks.size() >= MOST) {
      throw new BadAddress("there are " + MOST + " webhooks already; remove one first");
    }
    Target target = Target.of(url);
    refusal(target)
        .ifPresent(why -> {
          throw new BadAddress(why);
        });
    Webhook.Key key = new Webhook.Key(SigningSecret.fresh(), Optional.empty());
    Webhook made = new Webhook(name, target, url.strip(), List.of(key), hears, isRecording, now());
    new LaneBook(name, shelf, 0).clear();
    Lane lane = run(made, fromOldest ? feed.oldest() - 1 : feed.last());
    lane.book().begin();
    keep(made);
    if (isStarted) {
      lane.start();
    }
    return made;
  }

  /**
   * Gives one a new secret; the one before it signs for 24 hours more. Nothing if there is none.
   */
  public synchronized Optional<Webhook> rotate(String name) {
    return named(name).map(webhook -> keep(webhook.rotated(SigningSecret.fresh(), now())));
  }

  /** Forgets one, with all that waits for it; says whether there was one. */
  public synchronized boolean remove(String name) {
    if (webhooks.remove(name) == null) {
      return false;
    }
    keepAll();
    Running was = running.remove(name);
    if (was != null) {
      was.lane().abandon();
    }
    return true;
  }

  /** Sends to one again, from where it was; what was forgotten meanwhile is counted as missed. */
  public boolean switchOn(String name) {
    return change(name, Standing::on);
  }

  /** Sends nothing to one until it is switched on; what comes meanwhile waits. */
  public boolean switchOff(String name, String by) {
    return change(name, each -> each.off("switched off by " + by, now()));
  }

  private boolean change(String name, java.util.function.UnaryOperator<Standing> change) {
    Running lane = lane(name);
    if (lane == null) {
      return false;
    }
    lane.lane().book().edit().standing(change).keep(now());
    if (lane.lane().book().standing().isOn()) {
      lane.watch().on();
    }
    return true;
  }

  /** What was given up, newest first. */
  public List<DeadLetter> dead(String name) {
    Running lane = lane(name);
    return lane == null ? List.of() : lane.lane().book().dead();
  }

  /** What a letter says, as it was sent; nothing once the feed keeps it no longer. */
  public Optional<Data> message(DeadLetter letter) {
    return feed.at(letter.position()).map(Told::message);
  }

  /**
   * Tries what was given up again, as if for the first time.
   *
   * @param id which one; nothing for all of them
   * @return how many
   */
  public int resend(String name, Optional<String> id) {
    Running lane = lane(name);
    if (lane == null) {
      return 0;
    }
    List<DeadLetter> again =
        lane.lane().book().dead().stream()
            .filter(each -> id.map(each.id()::equals).orElse(true))
            .toList();
    LaneBook.Edit edit = lane.lane().book().edit();
    for (DeadLetter each : again) {
      boolean isWithdrawn = each.type().endsWith(Interest.WITHDRAWN);
      edit.exhume(each.position())
          .wait(
              new Waiting(
                  each.position(),
                  each.effect(),
                  each.type(),
                  isWithdrawn,
                  0,
                  now(),
                  now(),
                  each.problem()));
    }
    edit.keep(now());
    return again.size();
  }

  /** Sends one a message that says nothing, once, and tells what came of it. */
  public Optional<Outcome> test(String name) {
    Instant now = now();
    Data message = Data.of("type", "test", "timestamp", now.toString(), "data", Data.EMPTY);
    return named(name).map(webhook -> sender.send(webhook, "test_" + now.toEpochMilli(), message));
  }

  /** How each does. */
  public List<Health> health() {
    List<Health> all = new ArrayList<>();
    for (Webhook webhook : all()) {
      Running each = lane(webhook.name());
      if (each != null) {
        all.add(health(webhook, each));
      }
    }
    return all;
  }

  private Health health(Webhook webhook, Running each) {
    LaneBook book = each.lane().book();
    Standing standing = book.standing();
    return new Health(
        webhook,
        standing,
        webhook.hears().isPresent() ? Math.max(0, feed.last() - standing.position()) : 0,
        book.waiting(),
        book.tried(),
        book.dead().size(),
        each.watch().takenCount(),
        each.watch().failedCount(),
        book.retry().map(waiting -> new Retry(waiting.problem(), waiting.next())));
  }

  /** Whether nothing is sent to the one of that name. */
  boolean isOff(String name) {
    Running lane = lane(name);
    return lane == null || !lane.lane().book().standing().isOn();
  }

  private synchronized @Nullable Running lane(String name) {
    return running.get(name);
  }

  /** Makes the lane of one; it does not run yet. */
  private Lane run(Webhook webhook, long position) {
    String name = webhook.name();
    LaneWatch watch = new LaneWatch(whenOff);
    LaneBook book = new LaneBook(name, shelf, position);
    if (!book.standing().isOn()) {
      watch.off();
    }
    Lane lane =
        new Lane(
            () -> named(name).orElse(webhook),
            book,
            new Lane.Means(feed, sender, clock, new SecureRandom()),
            watch);
    running.put(name, new Running(lane, watch));
    return lane;
  }

  private Webhook keep(Webhook webhook) {
    webhooks.put(webhook.name(), webhook);
    keepAll();
    return webhook;
  }

  private void keepAll() {
    Map<String, Optional<Data>> change = new LinkedHashMap<>();
    List<Data> all = webhooks.values().stream().map(each -> each.data(true)).toList();
    change.put(KEY, Optional.of(Data.of(ALL, all)));
    shelf.write(change);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  Sender sender() {
    return sender;
  }

  /** Stops sending; what is under way will be sent again. */
  @Override
  public void close() {
    List<Running> lanes;
    synchronized (this) {
      lanes = isStarted ? List.copyOf(running.values()) : List.of();
    }
    lanes.forEach(each -> each.lane().close());
  }
}
