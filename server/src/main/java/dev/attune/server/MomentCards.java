package dev.attune.server;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Content;
import dev.attune.customer.Evidence;
import dev.attune.customer.Kind;
import dev.attune.customer.Signal;
import dev.attune.engine.Engine;
import dev.attune.engine.MomentView;
import dev.attune.pages.Detail;
import dev.attune.pages.MomentCard;
import dev.attune.pages.Quote;
import dev.attune.pages.Somebody;
import dev.attune.pages.Why;
import dev.attune.pages.Words;
import dev.attune.playbook.BuiltIn;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Team;
import dev.attune.playbook.Urgency;
import dev.attune.step.Observing;
import dev.attune.wire.StoredSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Moments as people meet them. */
final class MomentCards {
  /** How far back somebody's last words are looked for in a list. */
  private static final int LOOK_BACK = 60;

  /** How long before a moment opened somebody may have spoken of what it is about. */
  private static final Duration RELATED = Duration.ofDays(7);

  private final Engine engine;
  private final Lore.Keeper lore;
  private final Faces faces;
  private final Framing framing;

  MomentCards(Engine engine, Lore.Keeper lore, Faces faces, Framing framing) {
    this.engine = engine;
    this.lore = lore;
    this.faces = faces;
    this.framing = framing;
  }

  /** With who it is and what they said last, which are asked for. */
  MomentCard whole(MomentView moment, Words words) {
    return card(moment, faces.of(moment.customer(), words), lastWords(moment, words), words);
  }

  /** As {@link #whole}, with what happened in as many signals as a page of its own tells. */
  MomentCard alone(MomentView moment, Words words) {
    Somebody who = faces.of(moment.customer(), words);
    return card(moment, who, lastWords(moment, words), Why.TOLD_ALONE, words);
  }

  /** With who it is, which is asked for. */
  MomentCard brief(MomentView moment, Words words) {
    return card(moment, faces.of(moment.customer(), words), Optional.empty(), words);
  }

  /** Older words are seldom about it. */
  private Optional<Quote> lastWords(MomentView moment, Words words) {
    Instant since = moment.openedAt().minus(RELATED);
    for (StoredSignal each :
        engine.timeline(moment.customer(), Optional.empty(), LOOK_BACK).items()) {
      if (each.occurredAt().isBefore(since)) {
        return Optional.empty();
      }
      if (each.kind() == Kind.FEEDBACK) {
        return SignalRows.quote(each.signal(), words);
      }
    }
    return Optional.empty();
  }

  MomentCard card(MomentView moment, Somebody who, Optional<Quote> quote, Words words) {
    return card(moment, who, quote, Why.TOLD, words);
  }

  private MomentCard card(
      MomentView moment, Somebody who, Optional<Quote> quote, int told, Words words) {
    Lore now = lore.now();
    Reach reach = new Reach(engine, now.playbook().care());
    Optional<MomentRule> rule = now.moment(moment.rule());
    boolean isDelight = rule.filter(each -> each.tone() == MomentRule.Tone.DELIGHT).isPresent();
    return new MomentCard(
        moment.id(),
        who,
        now.title(moment.rule()),
        about(moment, reach, words),
        isDelight ? MomentCard.Tone.DELIGHT : MomentCard.Tone.TROUBLE,
        now.urgency(moment.rule()) == Urgency.HIGH,
        MomentCard.State.valueOf(moment.state().name()),
        moment.openedAt(),
        moment.expires(),
        ending(moment, words),
        Optional.ofNullable(moment.takenBy())
            .map(name -> new MomentCard.Taker(name, framing.titleOf(name))),
        moment.foundLate(),
        new MomentCard.Heart(
            rule.flatMap(each -> each.words().feels()), rule.flatMap(each -> each.words().say())),
        reach.team(moment).map(Team::name),
        quote,
        why(moment, who, told, words));
  }

  /** For which of several it opened; a promise by what it is, and who made it. */
  private Optional<String> about(MomentView moment, Reach reach, Words words) {
    return reach
        .promise(moment)
        .map(each ->
            words.say("moment.promise", Labels.cut(each.title()), each.choice().by().name()))
        .or(() -> Optional.ofNullable(moment.key()).map(Labels::cut))
        .or(() -> noticed(moment));
  }

  /** What somebody wrote who saw that something else was happening, as it was written last. */
  private Optional<String> noticed(MomentView moment) {
    if (!moment.rule().equals(BuiltIn.SOMETHING_ELSE.word())) {
      return Optional.empty();
    }
    return engine.timeline(moment.customer(), Optional.empty(), LOOK_BACK).items().stream()
        .filter(each -> each.kind() == Kind.OBSERVED)
        .map(each -> each.signal().content())
        .flatMap(each -> each instanceof Content.Observed seen ? Stream.of(seen) : Stream.empty())
        .filter(seen -> moment.rule().equals(seen.properties().text(Observing.MOMENT)))
        .map(seen -> Labels.cut(seen.text()))
        .findFirst();
  }

  private static Optional<String> ending(MomentView moment, Words words) {
    if (moment.state() == MomentView.State.OPEN || moment.closedAt() == null) {
      return Optional.empty();
    }
    Change.Ending ending = moment.ending();
    String key = ending == null ? "withdrawn" : Shapes.word(ending);
    return Optional.of(words.say("ending." + key, words.ago(moment.closedAt())));
  }

  /** The playbook's rules say it themselves; those that are built in, we do. */
  private static String sentence(String rule, Lore now, Words words) {
    String sentence = now.sentence(Sentence.About.MOMENT, rule, words);
    boolean isBuiltIn = Stream.of(BuiltIn.values()).anyMatch(each -> each.word().equals(rule));
    return sentence.isEmpty() && isBuiltIn ? words.say("moment.why-" + rule) : sentence;
  }

  private Why why(MomentView moment, Somebody who, int told, Words words) {
    Lore now = lore.now();
    Evidence evidence = moment.evidence();
    List<Detail> values = new ArrayList<>();
    evidence
        .values()
        .forEach((name, value) -> {
          if (!name.startsWith("signal.")) { // those are told with the signal
            values.add(new Detail(now.reading(name, words), Labels.value(words, value)));
          }
        });
    return new Why(
        sentence(moment.rule(), now, words),
        values,
        restsOn(moment, who, told, words),
        evidence.more());
  }

  /** What was counted; where nothing was, the very signal that opened it, if one did. */
  private List<Why.Proof> restsOn(MomentView moment, Somebody who, int most, Words words) {
    Telling.Told told = lore.now().telling(moment.rule());
    List<Signal.Address> counted = moment.evidence().signals();
    if (!counted.isEmpty() || !(moment.cause() instanceof Cause.BySignal by)) {
      return SignalRows.proofs(counted, who.href(), most, told, engine, words);
    }
    return engine.signalsAt(by.address()).stream()
        .filter(each -> each.id().equals(by.signal()))
        .map(each -> SignalRows.happened(each, words, told))
        .map(happened -> SignalRows.proof(by.address(), who.href(), Optional.of(happened)))
        .toList();
  }
}
