package dev.attune.server;

import dev.attune.delivery.ActSender;
import dev.attune.delivery.Notices;
import dev.attune.delivery.Webhooks;
import dev.attune.engine.Metrics;
import dev.attune.engine.Progress;
import dev.attune.playbook.Team.Channel;
import dev.attune.search.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Numbers as Prometheus reads them; names and labels never hold what a customer wrote. */
final class PrometheusText {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(4_096);

  void engine(Metrics metrics, Progress progress) {
    counter("attune_journal_entries_total", "Entries appended to the journal", metrics.entries());
    counter("attune_journal_syncs_total", "Syncs of the journal to disk", metrics.syncs());
    counter("attune_signals_folded_total", "Signals folded", metrics.signals());
    counter("attune_signals_duplicate_total", "Signals that had come before", metrics.duplicates());
    counter("attune_refolds_total", "Customers folded anew", metrics.refolds());
    counter("attune_timers_fired_total", "Customers woken by time", metrics.fired());
    counter("attune_effects_total", "Effects recorded", metrics.effects());
    counter("attune_effects_withdrawn_total", "Effects withdrawn", metrics.withdrawn());
    counter("attune_rejects_total", "Messages kept in the reject lane", metrics.rejects());
    counter("attune_fold_troubles_total", "Customers that could not be folded", metrics.troubles());
    gauge("attune_disk_free_bytes", "Room on the disk", (double) metrics.diskFree());
    gauge(
        "attune_fold_lag_signals",
        "Signals that wait to be folded",
        (double) progress.lagSignals());
    gauge(
        "attune_fold_lag_seconds",
        "How long the oldest waits",
        progress.lag().toMillis() / 1_000.0);
    gauge("attune_customers", "Customers", (double) progress.customers());
    gauge(
        "attune_customers_pending",
        "Customers whose imported past waits",
        (double) progress.pending());
  }

  void search(Status status) {
    gauge("attune_search_complete", "Whether every customer is found", status.isComplete() ? 1 : 0);
    gauge("attune_search_customers", "Customers in the index", (double) status.done());
    gauge(
        "attune_search_trouble",
        "Whether the index stands still and tries again",
        status.trouble().isEmpty() ? 0 : 1);
  }

  void stoppedEvents(int count) {
    gauge("attune_events_stopped", "Events that rules read and nobody sends any more", count);
  }

  void openMoments(Map<String, Long> open) {
    head("attune_moments_open", "Open moments by kind", "gauge");
    open.forEach((rule, count) ->
        text.append("attune_moments_open{kind=\"")
            .append(escaped(rule))
            .append("\"} ")
            .append(count)
            .append('\n'));
  }

  void server(Counters counters, long withoutKey) {
    counter(
        "attune_intake_acknowledged_total",
        "Messages safely in the journal",
        counters.acknowledged());
    counter("attune_intake_without_key_total", "Requests without a valid key", withoutKey);
    head("attune_http_answers_total", "Answers by status", "counter");
    for (String hundreds : new String[] {"2", "3", "4", "5"}) {
      text.append(
          "attune_http_answers_total{status=\"%sxx\"} %d\n"
              .formatted(hundreds, counters.answered(hundreds)));
    }
    Runtime runtime = Runtime.getRuntime();
    gauge(
        "attune_memory_used_bytes",
        "Heap in use",
        (double) (runtime.totalMemory() - runtime.freeMemory()));
  }

  void webhooks(List<Webhooks.Health> all) {
    webhooks(
        "attune_webhook_taken_total", "Messages taken", "counter", all, Webhooks.Health::taken);
    webhooks(
        "attune_webhook_failed_total", "Tries not taken", "counter", all, Webhooks.Health::failed);
    webhooks(
        "attune_webhook_waiting", "Messages to be sent", "gauge", all, Webhooks.Health::waiting);
    webhooks(
        "attune_webhook_behind", "Effects not read yet", "gauge", all, Webhooks.Health::behind);
    webhooks("attune_webhook_dead", "Dead letters", "gauge", all, Webhooks.Health::dead);
    webhooks(
        "attune_webhook_off",
        "Whether nothing is sent",
        "gauge",
        all,
        each -> each.standing().off().isPresent() ? 1 : 0);
  }

  void notices(Notices notices) {
    head("attune_notices_told_total", "Notices taken", "counter");
    for (Channel channel : Channel.values()) {
      line("attune_notices_told_total", "channel", word(channel), notices.told(channel));
    }
    head("attune_notices_failed_total", "Tries not taken", "counter");
    for (Channel channel : Channel.values()) {
      line("attune_notices_failed_total", "channel", word(channel), notices.failed(channel));
    }
    head("attune_notices_waiting", "Open moments that nobody was offered yet", "gauge");
    notices.waiting().forEach((team, count) -> line("attune_notices_waiting", "team", team, count));
  }

  void acts(ActSender acts) {
    counter("attune_acts_delivered_total", "Acts taken by their webhooks", acts.delivered());
    counter("attune_acts_again_total", "Tries not taken, others follow", acts.again());
    counter("attune_acts_failed_total", "Acts failed for good", acts.failed());
  }

  private static String word(Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }

  private void line(String name, String label, String value, long number) {
    text.append(name)
        .append('{')
        .append(label)
        .append("=\"")
        .append(escaped(value))
        .append("\"} ")
        .append(number)
        .append('\n');
  }

  private void webhooks(
      String name,
      String help,
      String type,
      List<Webhooks.Health> all,
      ToLongFunction<Webhooks.Health> value) {
    head(name, help, type);
    for (Webhooks.Health each : all) {
      line(name, "webhook", each.webhook().name(), value.applyAsLong(each));
    }
  }

  private void counter(String name, String help, long value) {
    head(name, help, "counter");
    text.append(name).append(' ').append(value).append('\n');
  }

  private void gauge(String name, String help, double value) {
    head(name, help, "gauge");
    text.append(name).append(' ').append(value).append('\n');
  }

  private void head(String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
