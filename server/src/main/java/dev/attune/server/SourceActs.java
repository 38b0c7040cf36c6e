package dev.attune.server;

import dev.attune.pages.Words;
import java.util.List;
import java.util.Optional;

/** What people do with sources on their pages. */
final class SourceActs {
  private static final Access ADMIN = Access.bearer(Scope.ADMIN);

  private final Framing framing;
  private final Sources sources;
  private final SourcePages pages;
  private final RejectApi rejects;

  SourceActs(Framing framing, Sources sources, SourcePages pages, RejectApi rejects) {
    this.framing = framing;
    this.sources = sources;
    this.pages = pages;
    this.rejects = rejects;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/sources", ADMIN, this::add),
        Route.post("/sources/{name}/revoke", ADMIN, this::revoke),
        Route.post("/sources/{name}/replay", Access.bearer(Scope.IMPORT), this::replay));
  }

  private Answer add(Request request) {
    Form form = Form.of(request);
    String name = form.filled("name").orElse("").strip();
    Source.Kind kind = form.filled("kind").flatMap(Source.Kind::of).orElse(Source.Kind.SERVER);
    try {
      return pages.made(request, sources.add(name, kind, Optional.empty()));
    } catch (Refusal refusal) {
      if (refusal.status() >= 500) {
        throw refusal;
      }
      Words words = framing.of(request).words();
      String key = "sources.problem." + refusal.code();
      String said = words.has(key) ? words.say(key, Labels.cut(name)) : refusal.detail();
      return pages.all(request, name, kind == Source.Kind.BROWSER, Optional.of(said));
    }
  }

  private Answer revoke(Request request) {
    Source revoked = sources.revoke(request.name("name"));
    return Framing.to("/sources/" + revoked.name());
  }

  private Answer replay(Request request) {
    String source = sources.demand(request.name("name")).name();
    RejectApi.Replayed replayed = rejects.replay(each -> each.reject().source().equals(source));
    return pages.one(
        request,
        Optional.of(
            framing.of(request).say("source.replayed", replayed.taken(), replayed.stillRefused())));
  }
}
