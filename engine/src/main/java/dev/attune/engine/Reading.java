package dev.attune.engine;

import dev.attune.customer.Change;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.NameTag;
import dev.attune.customer.Named;
import dev.attune.customer.Signal;
import dev.attune.playbook.MomentRule;
import dev.attune.step.Explanation;
import dev.attune.step.Sitting;
import dev.attune.wire.StoredSignal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers from one state of the store. Made for one question, on any thread; close it soon.
 *
 * <p>Customers are opened, not changed: what time made true since they were written is decided for
 * the answer, and who waits to be folded anew is folded for the answer.
 */
final class Reading implements AutoCloseable {
  private static final int MOMENTS_OF_CUSTOMER = 100;
  private static final int MOMENTS = 500;

  private final Store.Snapshot source;
  private final Steps steps;
  private final Timelines timelines;
  private final Links links;
  private final Present present;

  Reading(Store store, Steps steps) {
    source = store.snapshot();
    this.steps = steps;
    timelines = new Timelines(source);
    links = new Links(new StoredLinks(source, timelines));
    present = new Present(source, () -> steps, timelines);
  }

  Optional<CustomerView> customer(Id any, Instant now) {
    Identity who = links.customer(any);
    Sitting sitting = present.of(who, now);
    if (sitting == null) {
      return Optional.empty();
    }
    Id id = who.canonical();
    return Optional.of(
        new CustomerView(
            id,
            who,
            links.links(any),
            now,
            sitting.traits(),
            sitting.facts(now),
            sitting.goals(now),
            sitting.segments(),
            momentsOf(id),
            steps.current().completeFrom(timelines.bases().of(who), now),
            sitting.isSetAside(),
            sitting.objects(),
            steps.current().version()));
  }

  Optional<Data> traits(Id any, Instant now) {
    return Optional.ofNullable(present.of(links.customer(any), now)).map(Sitting::traits);
  }

  Optional<Explanation> why(Id any, String rule, Instant now) {
    Identity who = links.customer(any);
    Sitting sitting = present.of(who, now);
    if (sitting == null) {
      return Optional.empty();
    }
    return sitting.explain(rule, now, deciding(who, rule));
  }

  /** For a moment that signals open: the newest signal, or null. */
  private @Nullable Signal deciding(Identity who, String rule) {
    boolean bySignal =
        steps.current().playbook().rules().stream()
            .anyMatch(moment ->
                moment.name().equals(rule) && moment.trigger() instanceof MomentRule.Trigger.When);
    if (!bySignal) {
      return null;
    }
    try (Merge newest = timelines.newestOf(who, null)) {
      StoredSignal signal = newest.next();
      return signal == null ? null : signal.signal();
    }
  }

  Page<StoredSignal> timeline(Id any, Optional<String> cursor, int limit) {
    List<StoredSignal> signals = new ArrayList<>();
    Place until = cursor.map(Paging::place).orElse(null);
    try (Merge newest = timelines.newestOf(links.customer(any), until)) {
      for (StoredSignal next = newest.next(); next != null; next = newest.next()) {
        if (signals.size() == limit) {
          return new Page<>(signals, Optional.of(Paging.of(Timelines.place(signals.getLast()))));
        }
        signals.add(next);
      }
    }
    return new Page<>(signals, Optional.empty());
  }

  List<StoredSignal> signalsAt(Signal.Address address) {
    return timelines.at(address);
  }

  Page<Id> customers(Optional<String> cursor, int limit) {
    byte[] from = Paging.from(cursor, new byte[0]);
    return Paging.page(
        source.scan(Family.CUSTOMERS, from, new byte[] {(byte) 0xFF}),
        limit,
        (key, value) -> Optional.of(Keys.readId(key)));
  }

  /**
   * How the customer for whom {@code any} is an address is called; who waits to be folded for the
   * first time has a name tag that is blank.
   */
  Optional<Named> named(Id any) {
    Identity who = links.customer(any);
    byte[] key = Keys.id(who.canonical());
    byte[] record = source.get(Family.CUSTOMERS, key);
    if (record == null) {
      return source.get(Family.PENDING, key) == null
          ? Optional.empty()
          : Optional.of(Names.named(who, NameTag.BLANK));
    }
    return Optional.of(Names.named(who, Names.tag(CustomerRecord.decode(record))));
  }

  /** How customers are called, in the order of their ids. */
  Page<Named> named(Optional<String> cursor, int limit) {
    Page<Map.Entry<Id, byte[]>> page =
        Paging.page(
            source.scan(
                Family.CUSTOMERS, Paging.from(cursor, new byte[0]), new byte[] {(byte) 0xFF}),
            limit,
            (key, value) -> Optional.of(Map.entry(Keys.readId(key), value)));
    if (page.items().isEmpty()) {
      return new Page<>(List.of(), page.next());
    }
    List<Named> named = new ArrayList<>();
    try (Loners loners =
        new Loners(source, page.items().getFirst().getKey(), page.items().getLast().getKey())) {
      page.items()
          .forEach(row -> {
            Id id = row.getKey();
            Identity who = loners.isAlone(id) ? Identity.alone(id) : links.customer(id);
            named.add(Names.named(who, Names.tag(CustomerRecord.decode(row.getValue()))));
          });
    }
    return new Page<>(named, page.next());
  }

  Page<Id> setAside(Optional<String> cursor, int limit) {
    byte[] from = Paging.from(cursor, new byte[0]);
    return Paging.page(
        source.scan(Family.CUSTOMERS, from, new byte[] {(byte) 0xFF}),
        limit,
        (key, value) ->
            CustomerRecord.decode(value).setAside()
                ? Optional.of(Keys.readId(key))
                : Optional.empty());
  }

  Page<Member> members(String segment, Optional<String> cursor, int limit) {
    byte[] prefix = Members.prefix(segment);
    return Paging.page(
        source.scan(Family.MEMBERS, Paging.from(cursor, prefix), Keys.behind(prefix)),
        limit,
        (key, value) -> Optional.of(Members.read(key, value)));
  }

  Page<Transition> transitions(String segment, Optional<String> cursor, int limit) {
    byte[] prefix = Members.prefix(segment);
    return Paging.page(
        source.backward(Family.TRANSITIONS, prefix, Paging.until(cursor, Keys.behind(prefix))),
        limit,
        (key, value) -> Optional.of(Members.readTransition(key, value)));
  }

  Page<RecordedEffect> effects(Id any, Optional<String> cursor, int limit) {
    Id customer = links.customer(any).canonical();
    byte[] prefix = EffectRecord.prefix(customer);
    return Paging.page(
        source.backward(Family.EFFECTS, prefix, Paging.until(cursor, Keys.behind(prefix))),
        limit,
        (key, value) -> Optional.of(EffectRecord.decode(value).told(customer)));
  }

  Page<KeptReject> rejects(Optional<String> cursor, int limit) {
    return Paging.page(
        source.backward(
            Family.REJECTS, new byte[0], Paging.until(cursor, new byte[] {(byte) 0xFF})),
        limit,
        (key, value) -> Optional.of(RejectLane.read(key, value)));
  }

  Optional<KeptReject> reject(String id) {
    return RejectLane.key(id)
        .flatMap(key ->
            Optional.ofNullable(source.get(Family.REJECTS, key))
                .map(value -> RejectLane.read(key, value)));
  }

  Page<MomentView> moments(MomentQuery query) {
    boolean open = query.state().equals(Optional.of(MomentView.State.OPEN));
    byte[] prefix = open ? Desk.open(query.rule().orElse(null)) : Desk.all();
    byte[] from = query.openedFrom().map(at -> Desk.at(prefix, at)).orElse(prefix);
    byte[] until = query.openedUntil().map(at -> Desk.at(prefix, at)).orElse(Keys.behind(prefix));
    return Paging.page(
        source.backward(Family.DESK, from, Paging.until(query.cursor(), until)),
        Math.clamp(query.limit(), 1, MOMENTS),
        (key, value) ->
            row(Desk.moment(key)).filter(row -> matches(query, row)).flatMap(this::moment));
  }

  Page<MomentView> oldestOpen(String rule, Optional<String> cursor, int limit) {
    byte[] prefix = Desk.open(rule);
    return Paging.page(
        source.scan(Family.DESK, Paging.from(cursor, prefix), Keys.behind(prefix)),
        limit,
        (key, value) -> moment(Desk.moment(key)));
  }

  private boolean matches(MomentQuery query, MomentRow moment) {
    return query.state().map(state -> state == moment.state()).orElse(true)
        && query.rule().map(rule -> rule.equals(moment.rule())).orElse(true)
        && query
            .segment()
            .map(s -> source.get(Family.MEMBERS, Members.key(s, moment.customer())) != null)
            .orElse(true);
  }

  /** Moments of a customer by canonical id, newest first; not those of long ago. */
  List<MomentView> momentsOf(Id customer) {
    byte[] prefix = Desk.of(customer);
    return Paging.page(
            source.backward(Family.DESK, prefix, Keys.behind(prefix)),
            MOMENTS_OF_CUSTOMER,
            (key, value) -> moment(Desk.moment(key)))
        .items();
  }

  Optional<MomentView> moment(String id) {
    return id.matches("[0-9a-f]{32}") ? row(id).flatMap(this::moment) : Optional.empty();
  }

  private Optional<MomentRow> row(String id) {
    return Optional.ofNullable(source.get(Family.MOMENTS, MomentRow.key(id)))
        .map(value -> MomentRow.decode(id, value));
  }

  private Optional<MomentView> moment(MomentRow row) {
    String id = row.id();
    byte[] recorded =
        source.get(Family.EFFECTS, EffectRecord.key(row.customer(), row.openedAt(), id));
    if (recorded == null) {
      return Optional.empty();
    }
    EffectRecord record = EffectRecord.decode(recorded);
    if (!(record.effect().change() instanceof Change.Opened opened)) {
      throw new IllegalStateException("moment " + id + " was opened by " + record.effect());
    }
    return Optional.of(
        new MomentView(
            id,
            row.customer(),
            row.rule(),
            opened.key(),
            row.state(),
            record.effect().cause(),
            row.expires(),
            row.triggers(),
            row.takenBy(),
            row.closedAt(),
            row.ending(),
            row.withdrawn(),
            record.effect().evidence(),
            record.foundAt(),
            record.late(),
            record.late() ? null : record.settlesAt()));
  }

  List<String> settingKeys(String prefix, String after, int limit) {
    List<String> keys = new ArrayList<>();
    byte[] begin = prefix.getBytes(StandardCharsets.UTF_8);
    byte[] until = prefix.isEmpty() ? new byte[] {(byte) 0xFF} : Keys.behind(begin);
    try (Scan scan = source.scan(Family.SETTINGS, after.getBytes(StandardCharsets.UTF_8), until)) {
      while (keys.size() < limit && scan.next()) {
        byte[] found = scan.key();
        String key = Keys.text(found, 0, found.length);
        if (!key.equals(after)) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  /** Whose an id is, and how they are. */
  Links links() {
    return links;
  }

  /** Customers as they are at an instant. */
  Present present() {
    return present;
  }

  /** The steps of all versions. */
  Steps steps() {
    return steps;
  }

  /** What each id sent. */
  Timelines timelines() {
    return timelines;
  }

  /** Everything the store knows besides. */
  Source source() {
    return source;
  }

  @Override
  public void close() {
    source.close();
  }
}
