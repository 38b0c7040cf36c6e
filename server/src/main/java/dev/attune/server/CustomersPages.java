package dev.attune.server;

import dev.attune.customer.Id;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.engine.MomentView;
import dev.attune.engine.Page;
import dev.attune.pages.CustomersPage;
import dev.attune.pages.CustomersPage.Found;
import dev.attune.pages.Frame;
import dev.attune.pages.Pages;
import dev.attune.pages.Place;
import dev.attune.pages.Words;
import dev.attune.search.Search;
import dev.attune.search.Status;
import dev.attune.search.Wanted;
import java.util.List;
import java.util.Optional;

/** Finding somebody. */
final class CustomersPages {
  private static final String PAGE = Place.CUSTOMERS.href();
  private static final int SHOWN = 25;

  private final Engine engine;
  private final Framing framing;
  private final Finding finding;

  CustomersPages(Engine engine, Framing framing, Finding finding) {
    this.engine = engine;
    this.framing = framing;
    this.finding = finding;
  }

  List<Route> routes() {
    Access access = Access.bearer(Scope.READ).andFrontLine();
    return List.of(new Route("GET", PAGE, access, this::find, Route.Audited.FOR_PEOPLE));
  }

  private Answer find(Request request) {
    Frame frame = framing.of(request);
    String asked = request.parameter("q").map(String::strip).orElse("");
    CustomersPage page = asked.isEmpty() ? all(request, frame) : named(request, asked, frame);
    return Framing.answer(
        request,
        Pages.customers(frame.at(Place.CUSTOMERS, frame.say(Place.CUSTOMERS.key())), page));
  }

  /** Everybody, for whom may see everybody. */
  private CustomersPage all(Request request, Frame frame) {
    Page<Id> page =
        Sight.of(request, engine).isBounded()
            ? new Page<>(List.of(), Optional.empty())
            : engine.customers(request.parameter("cursor"), SHOWN);
    return new CustomersPage(
        "",
        Optional.empty(),
        page.items().stream()
            .flatMap(id -> engine.customer(id).stream())
            .map(view -> found(view, frame.words()))
            .toList(),
        engine.progress().customers(),
        page.next().map(cursor -> PAGE + "?cursor=" + Paths.encoded(cursor)));
  }

  private CustomersPage named(Request request, String asked, Frame frame) {
    int from = request.number("from", 0, Search.MOST);
    Finding.Whom whom = finding.find(request, asked, from, SHOWN);
    return new CustomersPage(
        asked,
        note(whom, frame.words()),
        whom.customers().stream().map(view -> found(view, frame.words())).toList(),
        engine.progress().customers(),
        whom.next().map(next -> PAGE + "?q=%s&from=%d".formatted(Paths.encoded(asked), next)));
  }

  /** Why somebody who is there may not be among those found. */
  private static Optional<String> note(Finding.Whom whom, Words words) {
    if (!whom.isReadable()) {
      return Optional.of(words.say("customers.unreadable", Wanted.MAX_WORDS, Wanted.MAX_LENGTH));
    }
    Status status = whom.status();
    return switch (status.state()) {
      case COMPLETE -> Optional.empty();
      case MAKING -> Optional.of(words.say("customers.making", status.done(), status.of()));
      case ABSENT -> Optional.of(words.say("customers.absent"));
    };
  }

  private static Found found(CustomerView view, Words words) {
    String line = Faces.line(view.traits(), words);
    long open =
        view.moments().stream().filter(each -> each.state() == MomentView.State.OPEN).count();
    return new Found(
        Faces.of(view, words), view.id() + (line.isEmpty() ? "" : " · " + line), (int) open);
  }
}
