package dev.attune.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.care.Allowance;
import dev.attune.customer.Id;
import dev.attune.engine.Choice.What;
import dev.attune.playbook.Role;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** People who give, over a {@link Shop}: for tests. */
final class Counter implements AutoCloseable {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  static final String PLAYBOOK =
      """
      playbook: Shop
      zone: Europe/Berlin
      facts:
        calls14: { count: Support Contacted, within: 14d }
        lastTotal: { latest: Order Completed, of: properties.total }
      moments:
        third-contact:
          when: signal.event == 'Support Contacted' && facts.calls14 >= 3
          options: [sorry, refund, voucher, cake, call-back]
      options:
        sorry:     { title: Say sorry, cost: 0, at-most: 2 per 30d }
        refund:    { title: Refund the last order, cost: facts.lastTotal, does: { webhook: refunds }, undo: 60s }
        voucher:   { title: A voucher, cost: 20, does: { webhook: vouchers } }
        cake:      { title: A cake, cost: 15, does: { task: Bake a cake }, deliver-within: 2h }
        call-back: { title: Call back, cost: 0, when: "signal.properties.topic == 'delivery'" }
      teams:
        care: { zone: Europe/Berlin, default: true }
      trust:
        currency: EUR
        front-line: { per-gesture: 50, per-day: 100, per-customer-per-year: 60 }
        lead: { per-gesture: 500, per-day: 2000 }
        team-per-day: 150
      """;

  final Shop shop;
  private int made;

  private Counter(Shop shop) {
    this.shop = shop;
  }

  static Counter open(Path directory) {
    Shop shop = new Shop(directory);
    shop.engine().adopt(PLAYBOOK, "kim");
    return new Counter(shop);
  }

  Grace grace() {
    return shop.engine().grace();
  }

  /** Somebody of the front line. */
  Chooser ana() {
    return person("ana", Role.FRONT_LINE, BERLIN);
  }

  Chooser person(String name, Role role, ZoneId zone) {
    Optional<String> team = Optional.of("care");
    List<Allowance.Dated> course = grace().course(Optional.of(role), team, shop.now());
    return new Chooser(name, Optional.of(role), team, zone, Allowance.at(shop.now(), course, zone));
  }

  /** A moment of a customer, who has called three times. */
  String moment(String user, String topic) {
    for (int i = 0; i < 3; i++) {
      shop.track(user, "Support Contacted", "topic", topic);
    }
    return shop.customer(user).moments().getFirst().id();
  }

  GestureView choose(String user, String option) {
    return choose(ana(), user, option, Optional.empty());
  }

  GestureView choose(Chooser by, String user, String option, Optional<String> moment) {
    return choose(choice(by, user, new What.Listed(option), moment));
  }

  GestureView choose(Choice choice) {
    GestureView became = grace().choose(List.of(choice)).getFirst();
    assertThat(became.id()).isEqualTo(choice.id());
    return became;
  }

  Choice choice(Chooser by, String user, What what, Optional<String> moment) {
    return new Choice(
        "gesture-" + ++made, Id.user(user), what, moment, by, shop.now(), Optional.empty());
  }

  static What something(String words, int amount) {
    return new What.Else(words, BigDecimal.valueOf(amount));
  }

  /** The states a gesture went into, as its customer heard of them, oldest first. */
  List<String> heard(String user, String gesture) {
    return shop.engine().timeline(Id.user(user), Optional.empty(), 100).items().reversed().stream()
        .map(stored -> stored.signal().content().properties())
        .filter(properties -> gesture.equals(properties.text("gesture")))
        .map(properties -> String.valueOf(properties.text("state")))
        .toList();
  }

  @Override
  public void close() {
    shop.close();
  }
}
