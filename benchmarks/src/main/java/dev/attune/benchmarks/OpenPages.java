package dev.attune.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.attune.customer.Change;
import dev.attune.engine.RecordedEffect;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many people with Today open, each of whose pages asks as often as it says it does; and signals
 * that open a moment, timed from their 200 to the answer that shows it.
 */
final class OpenPages {
  private static final int PAGES = 200;
  private static final double BAR = 1_000;
  private static final Pattern ASKS =
      Pattern.compile("hx-get=\"(/today/news[^\"]*)\" hx-trigger=\"every (\\d+)ms\"");

  private final Served served;
  private final Report report;
  private final List<Seeing> pages = new ArrayList<>();
  private volatile boolean goesOn = true;

  /** What one open page saw: up to where it had heard, at which instant. */
  private static final class Seeing {
    private final List<long[]> seen = new ArrayList<>();

    synchronized void sees(long position) {
      seen.add(new long[] {position, System.nanoTime()});
    }

    /** When it first had heard as far as {@code position}; 0 if it has not. */
    synchronized long since(long position) {
      return seen.stream()
          .filter(each -> each[0] >= position)
          .mapToLong(each -> each[1])
          .findFirst()
          .orElse(0);
    }
  }

  OpenPages(Served served, Report report) {
    this.served = served;
    this.report = report;
  }

  void run() throws Exception {
    int probes = report.isFull() ? 60 : 12;
    List<Double> millis = new ArrayList<>();
    try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor();
        Connection source = served.source()) {
      List<Future<Void>> open = new ArrayList<>();
      for (int i = 0; i < PAGES; i++) {
        int number = i;
        Seeing seeing = new Seeing();
        pages.add(seeing);
        open.add(browsers.submit(() -> page(number, seeing)));
      }
      idle();
      for (int i = 0; i < probes; i++) {
        millis.addAll(probe(source, i));
      }
      goesOn = false;
      for (Future<Void> each : open) {
        each.get();
      }
    }
    state(probes, millis);
  }

  private void state(int probes, List<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    report.say(
        "from a signal's 200 to %d open pages that show it, %d times: median %.0f ms, p99 %.0f ms, longest %.0f ms",
        PAGES,
        probes,
        PagesBench.at(sorted, 0.5),
        PagesBench.at(sorted, 0.99),
        PagesBench.at(sorted, 1));
    report.claimAtMost("pages-live-p99", PagesBench.at(sorted, 0.99), "ms", BAR);
  }

  /** From the 200 of a signal to each page's having heard of what it opened. */
  private List<Double> probe(Connection source, int number) throws Exception {
    long before = served.engine().outlet().kept().last();
    anger(source, number);
    long accepted = System.nanoTime();
    long position = opened(before, "user:probe-" + number);
    List<Double> millis = new ArrayList<>();
    for (Seeing each : pages) {
      while (each.since(position) == 0) {
        if (System.nanoTime() - accepted > TimeUnit.SECONDS.toNanos(30)) {
          throw new IOException("a page does not show the moment of probe " + number);
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
      millis.add(Math.max(0, each.since(position) - accepted) / 1e6);
    }
    return millis;
  }

  /** The place in the outlet of the moment that somebody's words opened. */
  private long opened(long before, String customer) throws Exception {
    for (int i = 0; i < 30_000; i++) {
      for (RecordedEffect each : served.engine().outlet().after(before, 1_000)) {
        if (each.effect().change() instanceof Change.Opened
            && customer.equals(String.valueOf(each.customer()))) {
          return each.sequence();
        }
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    throw new IOException("no moment opened for " + customer);
  }

  /** What so many pages cost while nothing happens. */
  private void idle() throws InterruptedException {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
      return;
    }
    TimeUnit.SECONDS.sleep(3);
    long before = system.getProcessCpuTime();
    TimeUnit.SECONDS.sleep(8);
    double share = (system.getProcessCpuTime() - before) / 8e9 * 100;
    report.say(
        "%d open pages to which nothing happens take %.1f %% of a core, those who ask included",
        PAGES, share);
  }

  private static void anger(Connection source, int number) throws IOException {
    String body =
        "{\"userId\":\"probe-%d\",\"text\":\"Nobody tells me.\",\"properties\":{\"rating\":1}}"
            .formatted(number);
    Connection.Answer sent = source.post("/api/feedback", body.getBytes(StandardCharsets.UTF_8));
    if (!sent.isOk()) {
      throw new IOException("intake answered " + sent);
    }
  }

  /** An open page: it asks again and again, and once there is something new, for what follows. */
  private Void page(int number, Seeing seeing) throws IOException, InterruptedException {
    try (Connection browser = served.reader()) {
      Matcher asks = asks(browser.get("/today"));
      long every = Long.parseLong(asks.group(2));
      TimeUnit.MILLISECONDS.sleep(new SplittableRandom(number).nextLong(every));
      while (goesOn) {
        Connection.Answer news = browser.get(asks.group(1));
        if (news.isOk()) {
          asks = asks(news);
          seeing.sees(Long.parseLong(asks.group(1).replaceFirst(".*since=(\\d+).*", "$1")));
        }
        TimeUnit.MILLISECONDS.sleep(every);
      }
    }
    return null;
  }

  private static Matcher asks(Connection.Answer answer) throws IOException {
    Matcher asks = ASKS.matcher(answer.body().replace("&amp;", "&"));
    if (!asks.find()) {
      throw new IOException("the page does not say where to ask for news: " + answer.status());
    }
    return asks;
  }
}
