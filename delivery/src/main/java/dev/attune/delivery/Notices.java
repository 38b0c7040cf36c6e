package dev.attune.delivery;

import dev.attune.customer.Change;
import dev.attune.playbook.Team;
import dev.attune.playbook.Team.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells people of the moments of their team: each in the ways they chose, while the team is at
 * work, once, and never of what is over, taken or not settled, which is asked again just before
 * each sending.
 *
 * <p>A person is offered so many open moments at most ({@code attention}), the most urgent first
 * and then those with the least time left; each is offered to everybody on the team who has
 * attention left. The rest waits, and is offered as soon as something is over or taken. A process
 * that ends between sending and noting it sends once more, under the same id, which browsers and
 * mailboxes recognise.
 *
 * <p>One thread decides; sending is done by many.
 */
public final class Notices implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Notices.class.getName());
  private static final int MOST_OF_TEAM = 10_000;
  private static final int MOST_AT_A_TIME = 32;
  private static final int PIECE = 200;
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Duration HOUSE = Duration.ofDays(1);

  private final Feed feed;
  private final OpenMoments moments;
  private final Recipients recipients;
  private final PreferenceBook preferences;
  private final OfferBook offers;
  private final Vapid vapid;
  private final Herald herald;
  private final NoticeWords words;
  private final InstantSource clock;
  private final Board board = new Board(MOST_OF_TEAM);
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_AT_A_TIME);
  private final Map<Channel, LongAdder> told = counters();
  private final Map<Channel, LongAdder> failed = counters();
  private volatile Map<String, Long> waiting = Map.of();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch reading = new CountDownLatch(1);
  private boolean isStarted;

  /** Only the deciding thread touches these. */
  private long position = -1;

  private int version;
  private Instant swept = Instant.EPOCH;

  /**
   * What notices are made of.
   *
   * @param baseUrl where people reach the pages
   */
  public record Means(
      Shelf shelf,
      Feed feed,
      OpenMoments moments,
      Recipients recipients,
      PreferenceBook preferences,
      Courier courier,
      Vapid vapid,
      Optional<Mailer> mailer,
      Supplier<String> baseUrl,
      InstantSource clock) {}

  /** Tells nothing before {@link #start}. */
  public Notices(Means means) {
    feed = means.feed();
    moments = means.moments();
    recipients = means.recipients();
    preferences = means.preferences();
    clock = means.clock();
    offers = new OfferBook(means.shelf());
    vapid = means.vapid();
    herald = new Herald(means.courier(), vapid, means.mailer(), clock);
    words = new NoticeWords(means.baseUrl());
  }

  private static Map<Channel, LongAdder> counters() {
    Map<Channel, LongAdder> counters = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      counters.put(channel, new LongAdder());
    }
    return counters;
  }

  /** Begins to tell. */
  public void start() {
    isStarted = true;
    Thread thread = new Thread(this::run, "attune-notices");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      vapid.makeKey();
      while (closed.getCount() > 0) {
        safely();
        boolean unused = feed.await(Math.max(0, position), LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      keepLast();
      ended.countDown();
    }
  }

  private void keepLast() {
    try {
      offers.flush();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "who was told could not be kept; they hear again", e);
    }
  }

  /** The one place where everything is caught. */
  private void safely() throws InterruptedException {
    try {
      turn();
    } catch (RuntimeException e) {
      if (closed.getCount() > 0) {
        LOG.log(System.Logger.Level.WARNING, "people could not be told", e);
      }
      boolean unused = closed.await(1, TimeUnit.SECONDS);
    }
  }

  /** Reads what is new, forgets what is over, offers and sends. */
  void turn() {
    Instant now = clock.instant();
    if (position < 0 || board.isThin() || version != moments.version()) {
      position = feed.last();
      version = moments.version();
      board.clear();
      moments.each(board::add);
    }
    readOn();
    if (!now.isBefore(swept.plus(SWEEP))) {
      swept = now;
      sweep();
    }
    reading.countDown();
    board.teams().forEach(team -> offer(team, now));
    count();
    offers.flush();
  }

  /** What nobody was offered yet, for the leads to see. */
  private void count() {
    Set<String> offered = offers.moments();
    Map<String, Long> unseen = new TreeMap<>();
    for (Optional<String> team : board.teams()) {
      long count =
          board.of(team).stream()
              .filter(each -> each.takenBy().isEmpty() && !offered.contains(each.id()))
              .count();
      unseen.put(team.orElse(""), count);
    }
    waiting = unseen;
  }

  private void readOn() {
    List<Told> more = feed.after(position, PIECE);
    while (!more.isEmpty()) {
      for (Told each : more) {
        position = each.position();
        read(each);
      }
      more = feed.after(position, PIECE);
    }
  }

  private void read(Told each) {
    switch (each.change()) {
      case Change.Opened opened -> {
        if (each.isWithdrawn()) {
          over(each.effect());
        } else if (!each.foundLate()) {
          moments.find(each.effect()).ifPresent(board::add);
        }
      }
      case Change.Closed closing -> {
        if (each.isWithdrawn()) {
          moments.find(closing.moment()).ifPresent(board::add);
        } else {
          over(closing.moment());
        }
      }
      case Change.Renewed renewed -> {}
      case Change.Good good -> {}
      case Change.Entered entered -> {}
      case Change.Left left -> {}
      case Change.Attained attained -> {}
      case Change.Missed missed -> {}
      case Change.SetAside aside -> {}
      case Change.LeftOut left -> {}
      case Change.Stopped stopped -> {}
      case Change.Resumed resumed -> {}
      case Change.Gathered gathered -> {}
    }
  }

  private void over(String moment) {
    board.remove(moment);
    offers
        .people()
        .forEach(person -> offers.forget(person, offer -> offer.moment().equals(moment)));
  }

  /** Forgets offers that take no more of a person's attention; no effect tells who took what. */
  private void sweep() {
    Set<String> offered = offers.moments();
    Map<String, OpenMoment> open = new HashMap<>();
    for (String id : offered) {
      board.remove(id);
      moments.find(id).ifPresent(moment -> open.put(id, moment));
    }
    open.values().forEach(board::add);
    for (String person : offers.people()) {
      offers.forget(person, offer -> isOver(open.get(offer.moment()), person));
    }
  }

  private static boolean isOver(@Nullable OpenMoment moment, String person) {
    return moment == null || isOfAnother(moment, person);
  }

  private static boolean isOfAnother(OpenMoment moment, String person) {
    return moment.takenBy().filter(by -> !by.equals(person)).isPresent();
  }

  private void offer(Optional<String> team, Instant now) {
    Audience audience = new Audience(recipients, team, board.of(team));
    List<Recipient> people = audience.all();
    Map<Recipient, Integer> room = new HashMap<>();
    for (Recipient person : people) {
      int left = moments.attention() - offers.of(person.name()).size();
      if (left > 0) {
        room.put(person, left);
      }
    }
    if (!room.isEmpty() && isAtWork(team, now)) {
      for (OpenMoment moment : List.copyOf(board.of(team))) {
        if (room.isEmpty()) {
          break;
        }
        if (moment.isForNow(now) && moment.takenBy().isEmpty()) {
          offer(moment, audience.of(moment), room, now);
        }
      }
    }
    people.forEach(person -> tellOn(person, now));
  }

  private boolean isAtWork(Optional<String> team, Instant now) {
    NavigableSet<OpenMoment> all = board.of(team);
    return !all.isEmpty() && all.first().isAtWork(now);
  }

  private void offer(
      OpenMoment moment, List<Recipient> people, Map<Recipient, Integer> room, Instant now) {
    for (Recipient person : people) {
      Integer left = room.get(person);
      if (left != null && !offers.has(person.name(), moment.id())) {
        offers.add(person.name(), Offer.of(moment.id(), now));
        if (left == 1) {
          room.remove(person);
        } else {
          room.put(person, left - 1);
        }
      }
    }
  }

  /** Sends a person what they were offered and not told yet. */
  private void tellOn(Recipient person, Instant now) {
    for (Offer offer : offers.of(person.name())) {
      if (offer.isGivenUp() || offer.next().isAfter(now)) {
        continue;
      }
      Set<Channel> ofTeam =
          board.find(offer.moment()).flatMap(OpenMoment::team).map(Team::channels).orElse(Set.of());
      for (Way way : preferences.of(person.name()).ways(person, ofTeam)) {
        if (!offer.told().contains(way.id()) && !isShared(offer.moment(), way)) {
          send(person, offer.moment(), way);
        }
      }
    }
  }

  /** Whether somebody else who reads the same room was the reason to tell it. */
  private boolean isShared(String moment, Way way) {
    return way.channel() == Channel.CHAT && offers.isTold(moment, way.id());
  }

  private void send(Recipient person, String moment, Way way) {
    // A room is told once, whoever of the team named it.
    String errand =
        moment + " " + way.id() + (way.channel() == Channel.CHAT ? "" : " " + person.name());
    if (underWay.add(errand)) {
      sending.execute(() -> run(errand, person, moment, way));
    }
  }

  /** The one place of a sending thread where everything is caught. */
  private void run(String errand, Recipient person, String moment, Way way) {
    try {
      places.acquire();
      try {
        tell(person, moment, way);
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (closed.getCount() > 0) {
        LOG.log(System.Logger.Level.WARNING, "a notice could not be made", e);
      }
      offers.change(person.name(), moment, offer -> offer.failed(clock.instant()));
    } finally {
      underWay.remove(errand);
    }
  }

  /** Asks again whether it is to be told: much may have happened since it was decided. */
  private void tell(Recipient person, String id, Way way) {
    Instant now = clock.instant();
    Optional<OpenMoment> moment =
        moments.find(id).filter(open -> open.takenBy().isEmpty() && open.isForNow(now));
    if (closed.getCount() == 0
        || moment.isEmpty()
        || !offers.isToBeTold(person.name(), id, way.id(), now)
        || isShared(id, way)) {
      return;
    }
    Notice notice = words.of(moment.get(), preferences.saysFirstName(), person);
    Outcome outcome = herald.tell(way, notice);
    count(way, outcome);
    note(person, id, way, outcome);
  }

  private void count(Way way, Outcome outcome) {
    Map<Channel, LongAdder> counters = outcome instanceof Outcome.Taken ? told : failed;
    LongAdder counter = counters.get(way.channel());
    if (counter != null) {
      counter.increment();
    }
  }

  private void note(Recipient person, String moment, Way way, Outcome outcome) {
    if (way instanceof Way.ByPush(PushSubscription push) && isGone(outcome)) {
      preferences.change(person.name(), each -> each.without(push.id()));
    }
    offers.change(
        person.name(),
        moment,
        offer -> isFinal(outcome) ? offer.told(way.id()) : offer.failed(clock.instant()));
    if (!(outcome instanceof Outcome.Taken)) {
      LOG.log(
          System.Logger.Level.INFO,
          "a notice by {0} was not taken: {1}",
          way.channel(),
          outcome.sentence());
    }
  }

  /** A push service says so when nobody listens there any more. */
  private static boolean isGone(Outcome outcome) {
    return outcome instanceof Outcome.Declined declined
        && (declined.status() == 404 || declined.status() == 410);
  }

  private static boolean isFinal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken taken -> true;
      case Outcome.Declined declined -> !declined.isForNow();
      case Outcome.Forbidden forbidden -> true;
      case Outcome.Unreached unreached -> false;
    };
  }

  /** Tells those who look after Attune that a webhook was switched off; tried once. */
  public void tellOff(Webhook webhook, Standing.Off why) {
    Instant until = clock.instant().plus(HOUSE);
    for (Recipient steward : recipients.stewards()) {
      Notice notice = words.ofWebhook(webhook, why, steward, until);
      Set<Channel> all = Set.of(Channel.PUSH, Channel.EMAIL);
      for (Way way : preferences.of(steward.name()).ways(steward, all)) {
        sending.execute(() -> count(way, herald.tell(way, notice)));
      }
    }
  }

  /** The moments that a person is offered, in the order in which they were. */
  public List<String> offered(String person) {
    return offers.of(person).stream().map(Offer::moment).toList();
  }

  /** How many moments of each team nobody was offered yet; the empty name is everybody. */
  public Map<String, Long> waiting() {
    return Collections.unmodifiableMap(waiting);
  }

  /** Whether nothing is being sent; for tests. */
  boolean isQuiet() {
    return underWay.isEmpty();
  }

  /** Whether it has begun to hear what is new; for tests. */
  boolean isReading() {
    return reading.getCount() == 0;
  }

  /** How many notices were taken since the start. */
  public long told(Channel channel) {
    return told.getOrDefault(channel, new LongAdder()).sum();
  }

  /** How many tries were not. */
  public long failed(Channel channel) {
    return failed.getOrDefault(channel, new LongAdder()).sum();
  }

  @Override
  public void close() {
    closed.countDown();
    sending.shutdownNow();
    try {
      boolean unused = !isStarted || ended.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
