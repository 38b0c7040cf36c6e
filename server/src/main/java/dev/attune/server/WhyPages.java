package dev.attune.server;

import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.pages.Detail;
import dev.attune.pages.Frame;
import dev.attune.pages.Pages;
import dev.attune.pages.Place;
import dev.attune.pages.Somebody;
import dev.attune.pages.Why;
import dev.attune.pages.WhyPage;
import dev.attune.pages.Words;
import dev.attune.playbook.Condition;
import dev.attune.playbook.Sentence;
import dev.attune.playbook.Truth;
import dev.attune.step.Explanation;
import java.util.List;
import java.util.Optional;

/** Why somebody is, or is not, in a segment or a moment: down to the signals. */
final class WhyPages {
  private final Engine engine;
  private final Framing framing;
  private final Lore.Keeper lore;

  WhyPages(Engine engine, Framing framing, Lore.Keeper lore) {
    this.engine = engine;
    this.framing = framing;
    this.lore = lore;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/customers/{id}/why/{rule}", Access.bearer(Scope.READ).andFrontLine(), this::why));
  }

  private Answer why(Request request) {
    CustomerView view = CustomerPages.known(engine, request);
    String rule = request.name("rule");
    Explanation explanation =
        engine
            .why(view.id(), rule)
            .orElseThrow(() ->
                Refusal.absent(
                    "no-such-rule", "the playbook has no segment or moment '%s'".formatted(rule)));
    Frame frame = framing.of(request);
    WhyPage page = page(view, explanation, frame.words());
    return Framing.answer(
        request,
        Pages.why(frame.at(Place.CUSTOMERS, page.who().name() + ", " + page.rule()), page));
  }

  private WhyPage page(CustomerView view, Explanation explanation, Words words) {
    Lore now = lore.now();
    String rule = explanation.rule();
    boolean isMoment = now.moment(rule).isPresent();
    Somebody who = Faces.of(view, words);
    return new WhyPage(
        who,
        isMoment,
        "“" + (isMoment ? now.title(rule) : Labels.plain(rule)) + "”",
        (isMoment ? "/moments?kind=" : "/segments/") + Paths.encoded(rule),
        now.sentence(isMoment ? Sentence.About.MOMENT : Sentence.About.SEGMENT, rule, words),
        explanation.holds(),
        explanation.findings().stream().map(each -> check(each, now, words)).toList(),
        explanation.facts().stream().map(each -> counted(each, rule, who, words)).toList(),
        Optional.ofNullable(explanation.mayChange()));
  }

  private static WhyPage.Check check(Condition.Finding finding, Lore lore, Words words) {
    List<Detail> values =
        finding.readings().stream()
            .map(each ->
                new Detail(lore.reading(each.name(), words), Labels.value(words, each.value())))
            .toList();
    return new WhyPage.Check(
        lore.sentence(finding, words), finding.text(), held(finding.truth()), values);
  }

  private static WhyPage.Held held(Truth truth) {
    return switch (truth) {
      case TRUE -> WhyPage.Held.YES;
      case FALSE -> WhyPage.Held.NO;
      case UNKNOWN -> WhyPage.Held.UNKNOWN;
    };
  }

  private WhyPage.Counted counted(
      Explanation.FactReading fact, String rule, Somebody who, Words words) {
    Lore now = lore.now();
    return new WhyPage.Counted(
        now.fact(fact.name(), words),
        Labels.value(words, fact.value()),
        SignalRows.proofs(
            fact.signals(),
            who.href(),
            Why.TOLD_ALONE,
            now.telling(rule).of(now.playbook(), fact.name()),
            engine,
            words),
        fact.more());
  }
}
