package dev.attune.server;

import dev.attune.pages.Assets;
import dev.attune.pages.Language;
import dev.attune.pages.Look;
import dev.attune.pages.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is open to anybody: how pages look, and what a browser loads for them. */
final class DoorPages {
  private static final Access ANYONE = Access.anyone();
  private static final int FORM = 8 * 1024;
  private static final int YEAR = 365 * 24 * 60 * 60;

  List<Route> routes() {
    return List.of(
        Route.get("/", ANYONE, request -> Framing.to(Place.TODAY.href())),
        Route.post("/look", ANYONE, DoorPages::look),
        Route.get(Assets.FOLDER + "{name}", ANYONE, DoorPages::asset));
  }

  /** Keeps how pages shall look; what is not said stays. */
  private static Answer look(Request request) {
    String body = new String(request.entity().read(FORM), StandardCharsets.UTF_8);
    Map<String, String> form = body.isEmpty() ? Map.of() : Paths.query(body);
    Look was = Framing.look(request);
    Look is =
        new Look(
            Optional.ofNullable(form.get("theme")).flatMap(Look.Theme::of).orElse(was.theme()),
            Optional.ofNullable(form.get("language")).flatMap(Language::of).or(was::language));
    return keep(Framing.to(form.getOrDefault("back", Place.TODAY.href())), is);
  }

  /** An answer by which a browser keeps how pages shall look. */
  static Answer keep(Answer answer, Look look) {
    return answer.with(
        "Set-Cookie",
        "%s=%s; Path=/; Max-Age=%d; SameSite=Lax; HttpOnly"
            .formatted(Framing.LOOK, look.cookie(), YEAR));
  }

  private static Answer asset(Request request) {
    Assets.Asset asset =
        Assets.find(request.name("name"))
            .orElseThrow(() -> Refusal.absent("no-such-asset", "there is no such file"));
    boolean isPacked = asset.isPacked() && Framing.takesGzip(request);
    Answer answer =
        new Answer(
            200,
            asset.type(),
            isPacked ? asset.packed() : asset.bytes(),
            Map.of(
                "Cache-Control", "public, max-age=" + YEAR + ", immutable",
                "Vary", "Accept-Encoding",
                "Cross-Origin-Resource-Policy", "same-origin"));
    return isPacked ? answer.with("Content-Encoding", "gzip") : answer;
  }
}
