package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.delivery.OpenMoment;
import dev.attune.delivery.OpenMoments;
import dev.attune.engine.Engine;
import dev.attune.engine.MomentQuery;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.playbook.Care;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.Playbook;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The engine's open moments, as delivery tells people of them. */
final class EngineMoments implements OpenMoments {
  private static final int PIECE = 500;

  private final Engine engine;
  private final BooleanSupplier saysFirstName;

  EngineMoments(Engine engine, BooleanSupplier saysFirstName) {
    this.engine = engine;
    this.saysFirstName = saysFirstName;
  }

  @Override
  public void each(Consumer<OpenMoment> consumer) {
    Optional<Playbook> playbook = engine.playbook();
    Optional<String> cursor = Optional.empty();
    do {
      MomentQuery open = MomentQuery.open(PIECE);
      Page<MomentView> page = engine.moments(cursor.map(open::from).orElse(open));
      for (MomentView moment : page.items()) {
        playbook.flatMap(book -> open(moment, book)).ifPresent(consumer);
      }
      cursor = page.next();
    } while (cursor.isPresent());
  }

  @Override
  public Optional<OpenMoment> find(String id) {
    return engine
        .moment(id)
        .flatMap(found -> engine.playbook().flatMap(playbook -> open(found, playbook)));
  }

  private Optional<OpenMoment> open(MomentView moment, Playbook playbook) {
    Instant settlesAt = moment.settlesAt();
    if (moment.state() != MomentView.State.OPEN
        || moment.withdrawn() != null
        || settlesAt == null) {
      return Optional.empty();
    }
    Care care = playbook.care();
    Reach reach = new Reach(engine, care);
    boolean hasBrands = care.teams().stream().anyMatch(team -> team.brand().isPresent());
    Data traits =
        hasBrands || saysFirstName.getAsBoolean()
            ? engine.traits(moment.customer()).orElse(Data.EMPTY)
            : Data.EMPTY;
    return Optional.of(
        new OpenMoment(
            moment.id(),
            title(moment, playbook),
            firstName(traits),
            reach.team(moment, traits),
            reach.promiser(moment),
            care.of(moment.rule()).urgency(),
            moment.expires(),
            settlesAt,
            Optional.ofNullable(moment.takenBy())));
  }

  private static String title(MomentView moment, Playbook playbook) {
    return playbook.rules().stream()
        .filter(rule -> rule.name().equals(moment.rule()))
        .map(MomentRule::words)
        .flatMap(words -> words.title().stream())
        .findFirst()
        .orElse(moment.rule());
  }

  /** As Segment's libraries write it, else the first word of the whole name. */
  private static Optional<String> firstName(Data traits) {
    return Stream.of("firstName", "first_name", "name")
        .map(traits::text)
        .filter(text -> text != null && !text.isBlank())
        .findFirst()
        .map(text -> text.strip().split("\\s", 2)[0]);
  }

  @Override
  public int version() {
    // Each adoption makes the playbook anew.
    return engine.playbook().map(System::identityHashCode).orElse(0);
  }

  @Override
  public int attention() {
    return engine.playbook().map(playbook -> playbook.care().attention()).orElse(Care.ATTENTION);
  }
}
