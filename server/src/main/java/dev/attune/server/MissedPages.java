package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.BadPlaybook;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.engine.RehearsalQuery;
import dev.attune.engine.RehearsalView;
import dev.attune.pages.Frame;
import dev.attune.pages.GracePages;
import dev.attune.pages.MissedPage;
import dev.attune.pages.Words;
import dev.attune.playbook.Addition;
import dev.attune.playbook.Additions;
import dev.attune.playbook.Playbook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** What people saw and Attune did not: a sentence from anybody, all of them for the leads. */
final class MissedPages {
  private static final String PAGE = "/missed";
  private static final String SAID = "/missed/said";
  private static final int LONGEST = 500;
  private static final int EXAMPLES = 10;
  private static final Duration REHEARSED = Duration.ofDays(30);

  private final Engine engine;
  private final Framing framing;
  private final Staff staff;
  private final MissedNotes notes;
  private final InstantSource clock;

  MissedPages(Engine engine, Framing framing, Staff staff, InstantSource clock) {
    this.engine = engine;
    this.framing = framing;
    this.staff = staff;
    this.clock = clock;
    notes = new MissedNotes(engine);
  }

  List<Route> routes() {
    return List.of(
        Route.get(PAGE, Access.bearer(Scope.READ), this::show).always(),
        Route.get(SAID, GraceHome.HANDLE, this::said),
        Route.post(PAGE, GraceHome.HANDLE, this::say),
        Route.post(PAGE + "/rehearse", Drafting.EDITORS, this::rehearse));
  }

  /** Says it as a signal about the customer; about somebody unknown where no id is given. */
  private Answer say(Request request) {
    Form form = Form.of(request);
    String back = form.filled("back").orElse("/grace");
    String text = form.text("text").strip();
    Optional<Id> about = about(request, form.text("customer").strip());
    if (text.isEmpty() || text.length() > LONGEST || about.isEmpty()) {
      return Framing.to(back(back, "problem"));
    }
    Data said =
        Data.of(
            "type",
            "observed",
            "text",
            text,
            "by",
            request.caller().name(),
            "properties",
            Data.of(MissedNotes.PROPERTY, true));
    String id = "missed-" + UUID.randomUUID();
    staff.say(List.of(new Staff.Word(id, about.get(), said)));
    notes.keep(clock.instant(), about.get(), id);
    return Framing.to(back(back, "thanks"));
  }

  /** What the draft would have noticed: the playbook that holds, with it. */
  private Answer rehearse(Request request) {
    String about = Form.of(request).text("about");
    Addition draft =
        notes
            .draft(about)
            .orElseThrow(() ->
                Refusal.absent("no-such-draft", "there is no draft about '%s'".formatted(about)));
    String held = engine.playbook().map(Playbook::text).orElse("playbook: Ours\n");
    try {
      RehearsalView view =
          engine
              .rehearsals()
              .start(
                  new RehearsalQuery(
                      Additions.to(held, List.of(draft)),
                      request.caller().name(),
                      clock.instant().minus(REHEARSED),
                      Optional.empty(),
                      OptionalInt.empty(),
                      EXAMPLES));
      return Framing.to("/playbook/rehearsals/" + Paths.encoded(view.id()));
    } catch (BadPlaybook e) {
      throw Refusal.caller(
          422, "bad-playbook", "the playbook has a rule '%s' already".formatted(draft.name()));
    }
  }

  private static String back(String address, String word) {
    return SAID + "?word=" + word + "&back=" + Paths.encoded(Framing.local(address));
  }

  /** Thanks, or what was wrong; and the way back. */
  private Answer said(Request request) {
    Frame frame = framing.of(request);
    boolean isHeard = request.parameter("word").map("thanks"::equals).orElse(false);
    String title = frame.say(isHeard ? "missed.thanks" : "missed.problem");
    MissedPage page = MissedPage.said(Framing.local(request.parameter("back").orElse("/grace")));
    return Framing.answer(request, GracePages.missed(frame.called(title), page));
  }

  private Optional<Id> about(Request request, String customer) {
    if (customer.isEmpty()) {
      return Optional.of(Id.anonymous("somebody-" + UUID.randomUUID()));
    }
    if (customer.length() > Id.MAX_LENGTH || customer.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    String plain = customer.contains("%") ? Paths.query("id=" + customer).get("id") : customer;
    return engine
        .customer(CustomerApi.id(plain == null ? customer : plain))
        .filter(view -> Sight.of(request, engine).sees(view.traits()))
        .map(CustomerView::id);
  }

  private Answer show(Request request) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    MissedPage page = new MissedPage(notes.groups(words), Optional.empty());
    return Framing.answer(
        request, GracePages.missed(frame.called(frame.say("missed.title")), page));
  }
}
