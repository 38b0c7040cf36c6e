package dev.attune.server;

import dev.attune.delivery.ActSender;
import dev.attune.delivery.AddressGuard;
import dev.attune.delivery.Courier;
import dev.attune.delivery.Feed;
import dev.attune.delivery.Mailer;
import dev.attune.delivery.Notices;
import dev.attune.delivery.PreferenceBook;
import dev.attune.delivery.Recipients;
import dev.attune.delivery.Shelf;
import dev.attune.delivery.Standing;
import dev.attune.delivery.Vapid;
import dev.attune.delivery.Webhook;
import dev.attune.delivery.Webhooks;
import dev.attune.engine.Engine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * All that leaves this machine by itself, over one data directory. Nothing is sent before {@link
 * #start}: a command that only opens the directory sends nothing.
 */
final class Delivery implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Delivery.class.getName());

  private final Engine engine;
  private final Courier courier;
  private final PreferenceBook preferences;
  private final Vapid vapid;
  private final Notices notices;
  private final Webhooks webhooks;
  private final ActSender acts;

  /**
   * Over an engine.
   *
   * @param people whom moments reach
   * @param url where the server listens, for links where no other address is named
   */
  Delivery(
      Engine engine,
      Outgoing outgoing,
      Recipients people,
      Supplier<String> url,
      InstantSource clock) {
    this.engine = engine;
    Shelf shelf = new SettingShelf(engine);
    Feed feed = new EffectFeed(engine);
    courier = new Courier(new AddressGuard(outgoing.inside()));
    preferences = new PreferenceBook(shelf);
    vapid = new Vapid(shelf, outgoing.contact());
    notices =
        new Notices(
            new Notices.Means(
                shelf,
                feed,
                new EngineMoments(engine, preferences::saysFirstName),
                people,
                preferences,
                courier,
                vapid,
                outgoing.mail().map(server -> new Mailer(server, clock)),
                () -> outgoing.baseUrl().orElseGet(url),
                clock));
    webhooks = new Webhooks(shelf, feed, courier, clock, this::tellOff);
    acts = new ActSender(new GestureActs(engine, clock), webhooks, clock);
  }

  private void tellOff(Webhook webhook, Standing.Off why) {
    LOG.log(
        System.Logger.Level.WARNING,
        "webhook {0} is switched off: {1}",
        webhook.name(),
        why.reason());
    notices.tellOff(webhook, why);
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>(new WebhookApi(webhooks, engine).routes());
    routes.addAll(new NoticeApi(notices, preferences, vapid).routes());
    return routes;
  }

  Webhooks webhooks() {
    return webhooks;
  }

  PreferenceBook preferences() {
    return preferences;
  }

  void start() {
    webhooks.start();
    notices.start();
    acts.start();
  }

  void measure(PrometheusText text) {
    text.webhooks(webhooks.health());
    text.notices(notices);
    text.acts(acts);
  }

  @Override
  public void close() {
    acts.close();
    webhooks.close();
    notices.close();
    courier.close();
  }
}
