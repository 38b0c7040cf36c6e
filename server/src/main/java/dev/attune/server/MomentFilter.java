package dev.attune.server;

import dev.attune.engine.MomentQuery;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.pages.Filter;
import dev.attune.pages.Filter.Choice;
import dev.attune.pages.Words;
import dev.attune.playbook.Cost;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Option;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Segment;
import dev.attune.playbook.Team;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which moments a page lists: by kind, segment, team, age, cost and state, all in its address. What
 * no index answers is looked for in pieces, and only so far; the next page goes on from there.
 */
final class MomentFilter {
  private static final int MOST_LOOKED_AT = 1_000;
  private static final int PIECE = 50;
  private static final List<String> COSTS = List.of("free", "20", "100");
  private static final Map<String, Duration> AGES =
      Map.of("1h", Duration.ofHours(1), "24h", Duration.ofDays(1), "7d", Duration.ofDays(7));
  private static final String OLD = "old";
  private static final String ANY = "any";

  private final Request request;
  private final Lore lore;

  MomentFilter(Request request, Lore lore) {
    this.request = request;
    this.lore = lore;
  }

  /** The moments, some more than {@code enough} at most. */
  Page<MomentView> find(Sight sight, Instant now, int enough) {
    List<MomentView> found = new ArrayList<>();
    Optional<String> cursor = request.parameter("cursor");
    int looked = 0;
    do {
      Page<MomentView> page = sight.moments(query(now, cursor));
      page.items().stream().filter(moment -> fits(moment, sight)).forEach(found::add);
      looked += PIECE;
      cursor = page.next();
    } while (cursor.isPresent() && found.size() < enough && looked < MOST_LOOKED_AT);
    return new Page<>(found, cursor);
  }

  /** All of them, read as they are asked for. */
  Stream<MomentView> all(Sight sight, Instant now) {
    return ListPages.all(cursor -> sight.moments(query(now, cursor)))
        .filter(moment -> fits(moment, sight));
  }

  private MomentQuery query(Instant now, Optional<String> cursor) {
    String age = request.parameter("age").orElse("");
    return new MomentQuery(
        state(),
        request.parameter("kind"),
        request.parameter("segment"),
        Optional.ofNullable(AGES.get(age)).map(now::minus),
        age.equals(OLD) ? Optional.of(now.minus(Duration.ofDays(1))) : Optional.empty(),
        cursor,
        PIECE);
  }

  private Optional<MomentView.State> state() {
    String word = request.parameter("state").orElse("");
    return switch (word) {
      case ANY -> Optional.empty();
      case "closed" -> Optional.of(MomentView.State.CLOSED);
      case "withdrawn" -> Optional.of(MomentView.State.WITHDRAWN);
      default -> Optional.of(MomentView.State.OPEN);
    };
  }

  private boolean fits(MomentView moment, Sight sight) {
    return request
            .parameter("team")
            .map(team -> sight.team(moment).filter(team::equals).isPresent())
            .orElse(true)
        && request.parameter("cost").map(cost -> isHelp(moment.rule(), cost)).orElse(true);
  }

  /** Whether the moment offers an option that costs no more. */
  private boolean isHelp(String rule, String cost) {
    BigDecimal most =
        cost.equals("free") || !COSTS.contains(cost) ? BigDecimal.ZERO : new BigDecimal(cost);
    return lore.playbook().care().optionsOf(rule).stream()
        .map(Option::cost)
        .anyMatch(
            each -> each instanceof Cost.Fixed(BigDecimal amount) && amount.compareTo(most) <= 0);
  }

  /** What can be chosen, and what is. */
  List<Filter> filters(Words words) {
    Playbook playbook = lore.playbook();
    return List.of(
        filter("kind", playbook.rules(), MomentRule::name, rule -> lore.title(rule.name()), words),
        filter(
            "segment",
            playbook.segments(),
            Segment::name,
            segment -> Labels.plain(segment.name()),
            words),
        filter("team", playbook.care().teams(), Team::name, Team::name, words),
        filter(
            "age",
            List.of("1h", "24h", "7d", OLD),
            each -> each,
            each -> words.say("moments.age." + each),
            words),
        filter("cost", COSTS, each -> each, each -> words.say("moments.cost." + each), words),
        states(words));
  }

  private <T> Filter filter(
      String name, List<T> all, Function<T, String> value, Function<T, String> label, Words words) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", words.say("filter.all")));
    all.forEach(each -> choices.add(new Choice(value.apply(each), label.apply(each))));
    return new Filter(
        name, words.say("moments." + name), choices, request.parameter(name).orElse(""));
  }

  private Filter states(Words words) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", words.say("moments.state.open")));
    for (String each : List.of("closed", "withdrawn", ANY)) {
      choices.add(new Choice(each, words.say("moments.state." + each)));
    }
    return new Filter(
        "state", words.say("moments.state"), choices, request.parameter("state").orElse(""));
  }

  /** The address of this list below {@code path}, with a cursor or without one. */
  String address(String path, Optional<String> cursor) {
    StringBuilder address = new StringBuilder(path);
    char mark = '?';
    for (String name : List.of("kind", "segment", "team", "age", "cost", "state")) {
      Optional<String> value = request.parameter(name);
      if (value.isPresent()) {
        address.append(mark).append(name).append('=').append(Paths.encoded(value.get()));
        mark = '&';
      }
    }
    cursor.ifPresent(each -> address.append('?').append("cursor=").append(each));
    int second = address.indexOf("?", address.indexOf("?") + 1);
    if (second > 0) {
      address.setCharAt(second, '&');
    }
    return address.toString();
  }
}
