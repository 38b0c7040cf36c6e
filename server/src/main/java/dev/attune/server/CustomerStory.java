package dev.attune.server;

import dev.attune.customer.Cause;
import dev.attune.customer.Change;
import dev.attune.customer.Signal;
import dev.attune.engine.CustomerView;
import dev.attune.engine.RecordedEffect;
import dev.attune.pages.CustomerPage.GoalCard;
import dev.attune.pages.CustomerPage.PathLine;
import dev.attune.pages.Dots;
import dev.attune.pages.Words;
import dev.attune.playbook.Goal;
import dev.attune.step.GoalStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A customer's life in plain sentences: what they want, and what happened on the way. */
final class CustomerStory {
  private static final int MOST_LINES = 7;
  private static final int MOST_OF_A_KIND = 3;
  private static final int A_RUN = 2;

  private final CustomerView view;
  private final Recent recent;
  private final Lore lore;
  private final Words words;

  CustomerStory(CustomerView view, Recent recent, Lore lore, Words words) {
    this.view = view;
    this.recent = recent;
    this.lore = lore;
    this.words = words;
  }

  /** What they try to achieve; goals they never set out for are left out. */
  List<GoalCard> goals() {
    return view.goals().stream()
        .filter(goal -> goal.attained() + goal.missed() + goal.open() > 0)
        .map(this::goal)
        .toList();
  }

  private GoalCard goal(GoalStanding goal) {
    List<Dots.Try> tries =
        recent.tries(goal.goal()).reversed().stream()
            .map(each ->
                new Dots.Try(each.effect().at(), each.effect().change() instanceof Change.Attained))
            .toList();
    return new GoalCard(
        lore.goal(goal.goal()),
        lore.goalRule(goal.goal())
            .flatMap(Goal::motive)
            .map(each -> words.say("motive." + Shapes.word(each))),
        goal.attained(),
        goal.missed(),
        goal.open(),
        new Dots(tries));
  }

  /** Their path: how it began, then what stands out of late, in the order of time. */
  List<PathLine> path() {
    List<PathLine> path = new ArrayList<>();
    beginning().ifPresent(text -> path.add(new PathLine(Optional.empty(), text, Optional.empty())));
    List<PathLine> lately = new ArrayList<>();
    lately.addAll(said());
    lately.addAll(opened());
    lately.addAll(entered());
    lately.addAll(missed());
    lately.sort(Comparator.comparing(line -> line.at().orElse(Instant.EPOCH)));
    path.addAll(lately.subList(Math.max(0, lately.size() - MOST_LINES), lately.size()));
    return path;
  }

  private Optional<String> beginning() {
    return Faces.since(view.traits())
        .map(at -> words.say("path.with-us", words.month(at)))
        .or(() -> recent.first().map(at -> words.say("path.heard", words.ago(at))));
  }

  private List<PathLine> said() {
    List<PathLine> lines = new ArrayList<>();
    for (Signal each : recent.said()) {
      SignalRows.quote(each, words)
          .ifPresent(quote ->
              lines.add(
                  new PathLine(
                      Optional.of(quote.at()),
                      quote.about().isEmpty()
                          ? words.say("path.said")
                          : words.say("path.said-in", quote.about()),
                      Optional.of(quote.text()))));
    }
    return lines;
  }

  private List<PathLine> opened() {
    return recent.effects().stream()
        .filter(each -> each.effect().change() instanceof Change.Opened)
        .limit(MOST_OF_A_KIND)
        .map(each -> {
          Change.Opened opened = (Change.Opened) each.effect().change();
          String title = lore.title(opened.rule());
          return line(
              each,
              opened.key() == null
                  ? words.say("path.opened", title)
                  : words.say("path.opened-about", title, Labels.cut(opened.key())));
        })
        .toList();
  }

  /** Segments that they themselves came into or left, not those that a playbook began. */
  private List<PathLine> entered() {
    return recent.effects().stream()
        .filter(each -> !(each.effect().cause() instanceof Cause.ByAdoption))
        .flatMap(each ->
            switch (each.effect().change()) {
              case Change.Entered(String rule) ->
                  Optional.of(line(each, words.say("path.entered", name(rule)))).stream();
              case Change.Left(String rule) ->
                  Optional.of(line(each, words.say("path.left", name(rule)))).stream();
              default -> Optional.<PathLine>empty().stream();
            })
        .limit(MOST_OF_A_KIND)
        .toList();
  }

  private static String name(String rule) {
    return "“" + Labels.plain(rule) + "”";
  }

  /** Goals that of late did not work out more than once in a row. */
  private List<PathLine> missed() {
    List<PathLine> lines = new ArrayList<>();
    for (GoalStanding goal : view.goals()) {
      List<RecordedEffect> tries = recent.tries(goal.goal());
      int run = 0;
      while (run < tries.size() && tries.get(run).effect().change() instanceof Change.Missed) {
        run++;
      }
      if (run >= A_RUN) {
        lines.add(
            line(tries.getFirst(), words.say("path.missed-often", lore.goal(goal.goal()), run)));
      } else if (run > 0) {
        lines.add(line(tries.getFirst(), words.say("path.missed", lore.goal(goal.goal()))));
      }
    }
    return lines;
  }

  private static PathLine line(RecordedEffect effect, String text) {
    return new PathLine(Optional.of(effect.effect().at()), text, Optional.empty());
  }
}
