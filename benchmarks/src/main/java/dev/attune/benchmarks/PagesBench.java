package dev.attune.benchmarks;

import dev.attune.simulator.Meridian;
import dev.attune.simulator.Message;
import dev.attune.simulator.Simulation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the server takes for each page over the simulator's lives, packed as browsers want them;
 * and how soon many open pages show what a signal has opened.
 */
final class PagesBench implements Bench {
  private static final double BAR = 50;
  private static final int PIECE = 20_000;
  private static final long WARM = TimeUnit.MILLISECONDS.toNanos(700);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");
  private static final Pattern CUSTOMER = Pattern.compile("\"customer\":\"([^\"]+)\"");

  /** What somebody has in mind who looks for a customer. */
  private static final List<String> SOUGHT =
      List.of("anna", "mora", "lind", "o'ha", "marg", "weber", "jo", "ahm", "san", "petrova");

  @Override
  public String name() {
    return "pages";
  }

  @Override
  public String measures() {
    return "milliseconds of each page; from a signal to 200 open pages that show what it opened";
  }

  @Override
  public void run(Report report) throws Exception {
    int customers = report.isFull() ? 1_000_000 : 30_000;
    int days = report.isFull() ? 5 : 60;
    try (Served served = Served.with(Meridian.playbook())) {
      long begin = System.nanoTime();
      long signals = live(served, customers, days);
      served.drain();
      report.say(
          "%,d customers, %d days, %,d signals came in %.0f s",
          customers, days, signals, (System.nanoTime() - begin) / 1e9);
      while (served.isIndexBeingMade() || served.engine().progress().pending() > 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      report.say("all folded and indexed after %.0f s", (System.nanoTime() - begin) / 1e9);
      try (Connection reader = served.reader()) {
        pages(report, reader);
      }
      new OpenPages(served, report).run();
    }
  }

  /** The last days of many customers, as an import. */
  private static long live(Served served, int customers, int days) throws Exception {
    try (Connection sender = served.reader()) {
      return live(sender, customers, days);
    }
  }

  private static long live(Connection sender, int customers, int days) throws Exception {
    Instant to = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    Iterator<Message> messages =
        Simulation.of(1, customers, to.minus(Duration.ofDays(days)), to).messages().iterator();
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    long count = 0;
    while (messages.hasNext()) {
      piece.writeBytes(messages.next().json());
      piece.write('\n');
      if (++count % PIECE == 0 || !messages.hasNext()) {
        byte[] body = piece.toByteArray();
        piece.reset();
        Connection.Answer answer = sender.post("/api/import?source=bench", body);
        while (answer.hasNoRoom()) {
          TimeUnit.MILLISECONDS.sleep(100);
          answer = sender.post("/api/import?source=bench", body);
        }
        if (!answer.isOk()) {
          throw new IOException("the import answered " + answer);
        }
      }
    }
    return count;
  }

  private static void pages(Report report, Connection reader) throws IOException {
    int rounds = report.isFull() ? 400 : 150;
    Map<String, List<String>> pages = addresses(reader);
    List<Double> bound = new ArrayList<>();
    double worst = 0;
    for (Map.Entry<String, List<String>> each : pages.entrySet()) {
      double[] sorted = time(reader, each.getValue(), rounds);
      report.say(
          "%-18s median %6.2f ms, p99 %7.2f ms, longest %7.2f ms, %d times",
          each.getKey(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1), sorted.length);
      worst = Math.max(worst, at(sorted, 0.99));
      if (List.of("customer", "today", "moments", "search").contains(each.getKey())) {
        Arrays.stream(sorted).forEach(bound::add);
      }
    }
    double[] all = bound.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    report.claimAtMost("pages-p99", at(all, 0.99), "ms", BAR);
    report.claimAtMost("pages-every-p99", worst, "ms", BAR);
  }

  /** Every page of the product, over people who are there; of each kind as many as there are. */
  private static Map<String, List<String>> addresses(Connection reader) throws IOException {
    String open = reader.get("/api/moments?limit=100").body();
    List<String> moments = all(ID, open).stream().map(id -> "/moments/" + id).toList();
    List<String> people =
        all(CUSTOMER, open).stream().distinct().map(id -> "/customers/" + encoded(id)).toList();
    Map<String, List<String>> pages = new LinkedHashMap<>();
    pages.put("today", List.of("/today"));
    pages.put("moments", List.of("/moments", "/moments?kind=unhappy-words", "/moments?age=24h"));
    pages.put("moment", moments);
    pages.put("customers", List.of("/customers"));
    pages.put("search", SOUGHT.stream().map(each -> "/customers?q=" + encoded(each)).toList());
    pages.put("customer", people);
    pages.put("customer, words", people.stream().map(each -> each + "?show=words").toList());
    pages.put("why", people.stream().map(each -> each + "/why/regulars").toList());
    pages.put("grace", List.of("/grace"));
    pages.put("grace, customer", people.stream().map(each -> "/grace" + each).toList());
    pages.put("segments", List.of("/segments"));
    pages.put("segment", List.of("/segments/regulars", "/segments/unhappy"));
    pages.put("playbook", List.of("/playbook"));
    pages.put("playbook, draft", List.of("/playbook/edit"));
    pages.put("playbook, library", List.of("/playbook/library"));
    pages.put("playbook, text", List.of("/playbook/text"));
    pages.put("playbook, form", List.of("/playbook/edit/moments/third-contact"));
    pages.put("playbook, history", List.of("/playbook/history"));
    pages.put("sources", List.of("/sources"));
    pages.put("source", List.of("/sources/bench"));
    pages.put("system", List.of("/system"));
    return pages;
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** Sorted; of a page that takes long fewer than {@code rounds}. */
  private static double[] time(Connection reader, List<String> addresses, int rounds)
      throws IOException {
    if (addresses.isEmpty()) {
      throw new IOException("nobody is in a moment, so there is no page to measure");
    }
    SplittableRandom random = new SplittableRandom(7);
    for (long end = System.nanoTime() + WARM; System.nanoTime() < end; ) {
      ask(reader, addresses.get(random.nextInt(addresses.size())));
    }
    double[] millis = new double[rounds];
    int measured = 0;
    for (long end = System.nanoTime() + LONGEST;
        measured < rounds && System.nanoTime() < end;
        measured++) {
      millis[measured] = ask(reader, addresses.get(random.nextInt(addresses.size())));
    }
    double[] sorted = Arrays.copyOf(millis, measured);
    Arrays.sort(sorted);
    return sorted;
  }

  /** In milliseconds. */
  private static double ask(Connection reader, String address) throws IOException {
    long begin = System.nanoTime();
    Connection.Answer answer = reader.page(address);
    double taken = (System.nanoTime() - begin) / 1e6;
    if (!answer.isOk()) {
      throw new IOException(address + " answered " + answer.status());
    }
    return taken;
  }

  static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))];
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
