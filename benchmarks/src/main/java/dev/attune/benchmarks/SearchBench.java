package dev.attune.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long a search takes at each key that is pressed, over HTTP; how soon somebody is in the
 * index; and how much longer intake takes for it.
 */
final class SearchBench implements Bench {
  private static final int BATCH = 500;
  private static final int PEOPLE = 300;
  private static final int WARM_UP = 60;
  private static final int ROUNDS = 3;
  private static final double BAR = 50;

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String measures() {
    return "milliseconds of a search as it is typed; until a name is found; intake beside it";
  }

  @Override
  public void run(Report report) throws Exception {
    int customers = report.isFull() ? 1_000_000 : 100_000;
    intake(report);
    try (Served served = Served.start()) {
      long begin = System.nanoTime();
      try (Connection source = served.source()) {
        for (int i = 0; i < customers; i += BATCH) {
          send(source, Called.batch(i, Math.min(customers, i + BATCH)));
        }
      }
      served.drain();
      report.say("%,d customers came in %.1f s", customers, seconds(begin));
      awaitFound(served, customers - 1);
      report.say("the last of them was found after %.1f s", seconds(begin));
      begin = System.nanoTime();
      try (Connection reader = served.reader()) {
        makeAnew(served, reader);
        report.say("the index was made anew in %.1f s", seconds(begin));
        type(report, reader, customers);
      }
      fresh(report, served, customers);
    }
  }

  /** Types what people look for, key by key, and states how long each answer took. */
  private static void type(Report report, Connection reader, int customers) throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    List<Double> few = new ArrayList<>();
    List<Double> many = new ArrayList<>();
    for (int person = 0; person < PEOPLE + WARM_UP; person++) {
      String wanted = wanted(random, random.nextInt(customers));
      for (int keys = 1; keys <= wanted.length(); keys++) {
        double millis = ask(reader, wanted.substring(0, keys));
        if (person >= WARM_UP) {
          (keys <= 3 ? few : many).add(millis);
        }
      }
    }
    List<Double> all = new ArrayList<>(few);
    all.addAll(many);
    state(report, "one to three letters", few);
    state(report, "more", many);
    state(report, "all", all);
    report.claimAtMost("search-p99", at(all, 0.99), "ms", BAR);
  }

  private static String wanted(SplittableRandom random, int customer) {
    String first = Called.first(customer);
    String last = Called.last(customer);
    return switch (random.nextInt(8)) {
      case 0 -> first + " " + last;
      case 1 -> last + " " + first;
      case 2 -> slip(random, last) + " " + first;
      case 3 -> slip(random, slip(random, last));
      case 4 -> Called.email(customer);
      case 5 -> Called.phone(customer);
      case 6 -> "user-" + customer;
      default -> last;
    };
  }

  private static String slip(SplittableRandom random, String word) {
    StringBuilder slipped = new StringBuilder(word);
    int at = random.nextInt(word.length());
    return random.nextBoolean()
        ? slipped.deleteCharAt(at).toString()
        : slipped.insert(at, (char) ('a' + random.nextInt(26))).toString();
  }

  private static double ask(Connection reader, String typed) throws IOException {
    long begin = System.nanoTime();
    Connection.Answer answer = reader.get("/api/customers?q=" + encoded(typed));
    double millis = (System.nanoTime() - begin) / 1e6;
    if (!answer.isOk() && !typed.isBlank()) {
      throw new IOException("the search answered " + answer);
    }
    return millis;
  }

  private static void state(Report report, String what, List<Double> millis) {
    report.say(
        "%s: %,d searches, median %.2f ms, p99 %.1f ms, longest %.1f ms",
        what, millis.size(), at(millis, 0.5), at(millis, 0.99), at(millis, 1));
  }

  private static double at(List<Double> millis, double share) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))];
  }

  /** From sending a name to its being found by it. */
  private static void fresh(Report report, Served served, int customers) throws Exception {
    List<Double> millis = new ArrayList<>();
    try (Connection source = served.source()) {
      for (int i = 0; i < 50; i++) {
        long begin = System.nanoTime();
        send(source, Called.batch(customers + i, customers + i + 1));
        awaitFound(served, customers + i);
        millis.add((System.nanoTime() - begin) / 1e6);
      }
    }
    state(report, "from sending somebody to finding them by name", millis);
    report.claimAtMost("search-found-p99", at(millis, 0.99), "ms", 1_000);
  }

  private static void awaitFound(Served served, int customer) throws Exception {
    String name = encoded(Called.email(customer) + " " + Called.last(customer));
    String id = "\"user:user-" + customer + "\"";
    long begin = System.nanoTime();
    try (Connection reader = served.reader()) {
      while (!reader.get("/api/customers?limit=100&q=" + name).body().contains(id)) {
        if (seconds(begin) > 300) {
          throw new IOException("user-" + customer + " is not found");
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  private static void makeAnew(Served served, Connection reader) throws Exception {
    served.makeIndexAnew();
    while (served.isIndexBeingMade()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    if (!reader.get("/api/search").body().contains("complete")) {
      throw new IOException("the index is not complete");
    }
  }

  /** The same signals with the index beside, and without, in turns. */
  private static void intake(Report report) throws Exception {
    int size = report.isFull() ? 100_000 : 30_000;
    double[] names = new double[ROUNDS];
    double[] usual = new double[ROUNDS];
    measure(size, true);
    for (int round = 0; round < ROUNDS; round++) {
      double[] with = measure(size, true);
      double[] without = measure(size, false);
      names[round] = with[0] / without[0];
      usual[round] = with[1] / without[1];
    }
    report.say(
        "intake beside the index takes as long as without it, times: %,d new names %s; %,d usual signals %s",
        size, Arrays.toString(rounded(names)), 4 * size, Arrays.toString(rounded(usual)));
    report.claimAtMost("search-intake-names", Report.median(names), "times", 2);
    report.claimAtMost("search-intake-usual", Report.median(usual), "times", 1.1);
  }

  private static double[] rounded(double[] values) {
    return Arrays.stream(values).map(each -> Math.round(each * 100) / 100.0).toArray();
  }

  /** Seconds for customers who are new, and for signals of them that change no name. */
  private static double[] measure(int size, boolean withIndex) throws Exception {
    try (Served served = Served.start();
        Connection source = served.source()) {
      if (!withIndex) {
        served.endSearch();
      }
      long begin = System.nanoTime();
      for (int i = 0; i < size; i += BATCH) {
        send(source, Called.batch(i, Math.min(size, i + BATCH)));
      }
      served.drain();
      double names = seconds(begin);
      if (withIndex) {
        awaitFound(served, size - 1);
      }
      Signals signals = new Signals("beside", size, Signals.Mix.REAL);
      List<byte[]> batches = new ArrayList<>();
      for (int i = 0; i < 4 * size; i += BATCH) {
        batches.add(signals.batch(BATCH));
      }
      begin = System.nanoTime();
      for (byte[] batch : batches) {
        send(source, batch);
      }
      served.drain();
      return new double[] {names, seconds(begin)};
    }
  }

  private static void send(Connection source, byte[] body) throws Exception {
    Connection.Answer answer = source.post("/v1/batch", body);
    while (answer.hasNoRoom()) {
      TimeUnit.MILLISECONDS.sleep(50);
      answer = source.post("/v1/batch", body);
    }
    if (!answer.isOk()) {
      throw new IOException("intake answered " + answer);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
