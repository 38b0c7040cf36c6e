package dev.attune.server;

import dev.attune.customer.Change;
import dev.attune.engine.Outlet;
import dev.attune.engine.RecordedEffect;
import dev.attune.pages.News;
import dev.attune.pages.Pages;
import java.util.List;

/**
 * Tells an open page how much has happened since it was made, and changes nothing in it. Asking
 * costs one comparison while nothing happens.
 */
final class NewsPages {
  private static final Access READ = Access.bearer(Scope.READ).andFrontLine();
  private static final int PIECE = 500;

  private final Outlet outlet;
  private final Framing framing;

  NewsPages(Outlet outlet, Framing framing) {
    this.outlet = outlet;
    this.framing = framing;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/today/news", READ, request -> news(request, "/today")),
        Route.get(
            "/moments/news",
            READ,
            request -> news(request, Framing.local(request.parameter("show").orElse("/moments")))));
  }

  private Answer news(Request request, String show) {
    long last = outlet.kept().last();
    long since = since(request, last);
    if (since >= last) {
      return Answer.empty(204);
    }
    long opened = number(request, "opened");
    long closed = number(request, "closed");
    List<RecordedEffect> more = outlet.after(since, PIECE);
    for (RecordedEffect each : more) {
      boolean isOpening = each.effect().change() instanceof Change.Opened;
      opened += isOpening && each.withdrawn() == null ? 1 : 0;
      closed += each.effect().change() instanceof Change.Closed ? 1 : 0;
      closed += isOpening && each.withdrawn() != null ? 1 : 0;
    }
    long position = more.isEmpty() ? last : more.getLast().sequence();
    News news = new News(opened, closed, position, ask(request, show, opened, closed), show);
    return Framing.answer(request, Pages.news(framing.of(request), news));
  }

  private static String ask(Request request, String show, long opened, long closed) {
    return "%s?show=%s&opened=%d&closed=%d"
        .formatted(request.path(), Paths.encoded(show), opened, closed);
  }

  /** What a page that is open for long has heard; of what is forgotten, it hears no more. */
  private static long since(Request request, long otherwise) {
    return request.parameter("since").isEmpty() ? otherwise : number(request, "since");
  }

  private static long number(Request request, String name) {
    return request
        .parameter(name)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(0L);
  }
}
