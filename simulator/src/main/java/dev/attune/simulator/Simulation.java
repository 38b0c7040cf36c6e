package dev.attune.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Meridian's customers over a span of time: what its systems sent, and what is true.
 *
 * <p>Everything follows from seed, number of customers and span: the same give the same bytes, on
 * every machine. Streams are made on demand, as often as wanted, and hold some days, not a history:
 * a million customers can be streamed. Immutable; the streams are not for several threads.
 *
 * <pre>{@code
 * Simulation year = Simulation.of(1, 5_000, from, to);
 * year.messages().forEach(message -> send(message.sender(), message.json()));
 * Files.write(file, (Iterable<String>) year.truthLines()::iterator);
 * }</pre>
 */
public final class Simulation {
  /** The most customers there can be. */
  public static final int MOST_CUSTOMERS = 5_000_000;

  /** So many days of one customer's plan, in a block. */
  private static final int BLOCK = 8_000_000;

  private static final int SHORTEST_BLOCK = 10;
  private static final int LONGEST_BLOCK = 366;

  private final Span span;
  private final int customers;
  private final Delivery delivery;

  private Simulation(Span span, int customers, Delivery delivery) {
    this.span = span;
    this.customers = customers;
    this.delivery = delivery;
  }

  /**
   * A simulation with {@link Delivery#PERFECT perfect delivery}.
   *
   * @param customers how many, those included who only sign up in the course of it; 5,000 send
   *     about 400,000 signals a year
   * @param from the first instant; whole milliseconds
   * @param to the instant before which it ends
   * @throws IllegalArgumentException if {@code customers} is not 1 to {@value #MOST_CUSTOMERS}, or
   *     {@code to} is not after {@code from}
   */
  public static Simulation of(long seed, int customers, Instant from, Instant to) {
    if (customers < 1 || customers > MOST_CUSTOMERS) {
      throw new IllegalArgumentException(
          "customers: %d, expected 1 to %d".formatted(customers, MOST_CUSTOMERS));
    }
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("to %s is not after from %s".formatted(to, from));
    }
    return new Simulation(Span.of(seed, from, to), customers, Delivery.PERFECT);
  }

  /** The same, with messages arriving as told. */
  public Simulation delivered(Delivery as) {
    return new Simulation(span, customers, as);
  }

  /** The messages, in the order in which they arrive; with perfect delivery, of their occurring. */
  public Stream<Message> messages() {
    return messages(Math.clamp(BLOCK / customers, SHORTEST_BLOCK, LONGEST_BLOCK));
  }

  /**
   * The same messages, one customer's after another's: each customer's in time order. It holds one
   * customer's past, however many there are, and tells them faster; with perfect delivery only.
   */
  public Stream<Message> byCustomer() {
    return byCustomer(0, customers);
  }

  /**
   * A part of them: of the customers from number {@code from} to before {@code to}, so that several
   * threads can each tell some.
   *
   * @throws IndexOutOfBoundsException if these are not among the customers
   */
  public Stream<Message> byCustomer(int from, int to) {
    Objects.checkFromToIndex(from, to, customers);
    return stream(new Diary(span, from, to));
  }

  Stream<Message> messages(int blockDays) {
    Iterator<Message> sent = new History(span, customers, blockDays);
    boolean perfect = delivery.equals(Delivery.PERFECT);
    Iterator<Message> arriving = perfect ? sent : new Deliveries(span.seed(), sent, delivery);
    return stream(arriving);
  }

  private static Stream<Message> stream(Iterator<Message> messages) {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(messages, traits), false);
  }

  /** The truth about each customer. */
  public Stream<Truth> truth() {
    Planner planner = new Planner(span);
    return IntStream.range(0, customers).mapToObj(index -> planner.plan(index).truth().get());
  }

  /**
   * What goes on after the history, without end: from its last instant, in time order, at a pace.
   * Nothing waits: whoever sends a message does so when its {@code occurredAt} has come. A history
   * that ends some minutes before now gives rides that are already under way.
   *
   * <p>Some of it continues what the history left open: a second contact becomes a third, a
   * warranty that has just ended is claimed.
   */
  public Stream<Message> live(Pace pace) {
    return stream(new Live(span, customers, pace));
  }

  /**
   * All of the truth as lines of JSON, to be written beside the data: what makes the same again,
   * the shift, then everyone.
   */
  public Stream<String> truthLines() {
    return Stream.concat(Stream.of(json(), shift().json()), truth().map(Truth::json));
  }

  private String json() {
    JsonText json = new JsonText();
    json.open('{').member("seed", Long.toString(span.seed()));
    json.member("customers", customers);
    json.member("from", span.from()).member("to", span.to()).close('}');
    return new String(json.take(), StandardCharsets.UTF_8);
  }

  /** The change that is planted over many. */
  public Shift shift() {
    return span.shift();
  }
}
