package dev.attune.engine;

import java.util.Locale;

/** The column families of the store: each is one sorted table. */
enum Family {
  /** What each id sent: see {@link Timelines}. */
  TIMELINES,
  /** What signals meant that are removed: see {@link Bases}. */
  BASES,
  /** Who is who: see {@link StoredLinks}. */
  LINKS,
  /** What the step remembers of each customer: see {@link CustomerRecord}. */
  CUSTOMERS,
  /** Long customers as they stood at some instants: see {@link Points}. */
  POINTS,
  /** When a customer is to be woken: see {@link Timers}. */
  TIMERS,
  /** What was decided: see {@link EffectRecord}. */
  EFFECTS,
  /** In which order it was recorded: see {@link Outbox}. */
  OUTBOX,
  /** Moments by id: see {@link MomentRow}. */
  MOMENTS,
  /** Moments in the orders in which people look at them: see {@link Desk}. */
  DESK,
  /** Who is in which segment: see {@link Members}. */
  MEMBERS,
  /** Who entered and left: see {@link Members}. */
  TRANSITIONS,
  /** Which signals came in the last days: see {@link Seen}. */
  SEEN,
  /** Events, properties and traits really seen: see {@link CatalogueBook}. */
  CATALOGUE,
  /** Refused messages: see {@link RejectLane}. */
  REJECTS,
  /** What was done for customers: see {@link Gestures}. */
  GESTURES,
  /** What was given, by days and years, and what is lent: see {@link Sums}. */
  GIVEN,
  /** Acts to be carried out outside: see {@link Acts}. */
  ACTS,
  /** What time alone does about gestures: see {@link Due}. */
  DUE,
  /** Administration: the key in UTF-8, the value as given. */
  SETTINGS,
  /** Customers to be folded when an import pauses: the id as {@link Keys#id}, no value. */
  PENDING,
  /** Who came, went, or is called otherwise: see {@link NameBook}. */
  NAMES,
  /** Position, sequence, versions and counts: see {@link Meta}. */
  META;

  /** Its place among the families of the store; 0 is RocksDB's own, which stays empty. */
  @SuppressWarnings("EnumOrdinal") // Never written: families are opened by name.
  int number() {
    return ordinal() + 1;
  }

  /** The name in RocksDB. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
