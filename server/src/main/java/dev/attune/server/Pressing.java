package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.engine.GestureView;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.playbook.BuiltIn;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Urgency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Open moments in the order in which they press: what whoever looks has promised and is at risk
 * first, then what is urgent, then what has the least time left. Of each kind those are looked at
 * that opened first; where the same time is given to all of a kind, these have the least left. Who
 * was helped already waits behind those who were not.
 */
final class Pressing {
  /** So many of each kind at once. */
  private static final int PIECE = 50;

  private static final int MOST_PAGES = 80;
  private static final int LATEST = 5;

  private final Engine engine;
  private final Lore lore;

  Pressing(Engine engine, Lore lore) {
    this.engine = engine;
    this.lore = lore;
  }

  /** At least {@code enough} of those that somebody sees, if there are so many, and few more. */
  List<MomentView> seenBy(Sight sight, int enough) {
    Comparator<MomentView> least =
        Comparator.comparing(MomentView::expires).thenComparing(MomentView::id);
    List<MomentView> own = new ArrayList<>(oldest(BuiltIn.PROMISE_AT_RISK.word(), sight, enough));
    own.removeIf(moment -> !sight.isOwnPromise(moment));
    own.sort(least);
    List<MomentView> pressing = new ArrayList<>();
    List<MomentView> helped = new ArrayList<>();
    take(own, enough, pressing, helped);
    for (List<String> kinds : byUrgency().values()) {
      if (pressing.size() >= enough) {
        break;
      }
      List<MomentView> alike = new ArrayList<>();
      kinds.forEach(kind -> alike.addAll(oldest(kind, sight, enough)));
      alike.removeAll(own);
      alike.sort(least);
      take(alike, enough, pressing, helped);
    }
    pressing.addAll(helped);
    return pressing;
  }

  /** Looks at no more of them than it takes: each is a look into what was given. */
  private void take(
      List<MomentView> from, int enough, List<MomentView> pressing, List<MomentView> helped) {
    for (MomentView moment : from) {
      if (pressing.size() >= enough) {
        return;
      }
      (helped(engine, moment).isPresent() ? helped : pressing).add(moment);
    }
  }

  /** The newest of what is promised or done in a moment. */
  static Optional<GestureView> helped(Engine engine, MomentView moment) {
    return engine.grace().ofMoment(moment.id(), Optional.empty(), LATEST).items().stream()
        .filter(each -> each.isOpen() || each.state() == GestureView.State.DELIVERED)
        .findFirst();
  }

  /** The same, but each customer once: who is helped is helped with all that is open for them. */
  List<MomentView> customersSeenBy(Sight sight, int enough) {
    Map<String, MomentView> first = new LinkedHashMap<>();
    seenBy(sight, enough * 4)
        .forEach(moment -> first.putIfAbsent(moment.customer().toString(), moment));
    return first.values().stream().limit(enough).toList();
  }

  private Map<Urgency, List<String>> byUrgency() {
    Map<Urgency, List<String>> kinds = new TreeMap<>(Comparator.reverseOrder());
    for (MomentRule rule : lore.playbook().rules()) {
      kinds
          .computeIfAbsent(lore.urgency(rule.name()), urgency -> new ArrayList<>())
          .add(rule.name());
    }
    return kinds;
  }

  private List<MomentView> oldest(String kind, Sight sight, int enough) {
    List<MomentView> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    for (int page = 0; page < MOST_PAGES && seen.size() < enough; page++) {
      Page<MomentView> some = engine.oldestOpen(kind, cursor, PIECE);
      some.items().stream().filter(sight::sees).forEach(seen::add);
      cursor = some.next();
      if (cursor.isEmpty()) {
        break;
      }
    }
    return seen;
  }
}
