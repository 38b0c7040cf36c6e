package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.delivery.BadAddress;
import dev.attune.delivery.DeadLetter;
import dev.attune.delivery.Interest;
import dev.attune.delivery.Outcome;
import dev.attune.delivery.Standing;
import dev.attune.delivery.Webhook;
import dev.attune.delivery.Webhooks;
import dev.attune.engine.Engine;
import dev.attune.playbook.Act;
import dev.attune.playbook.Option;
import dev.attune.playbook.Playbook;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The other systems that Attune speaks to. */
final class WebhookApi {
  private static final Access ADMIN = Access.bearer(Scope.ADMIN);
  private static final int MOST_NAMES = 200;

  private final Webhooks webhooks;
  private final Engine engine;

  WebhookApi(Webhooks webhooks, Engine engine) {
    this.webhooks = webhooks;
    this.engine = engine;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/webhooks", ADMIN, this::list),
        Route.post("/api/webhooks", ADMIN, this::add),
        Route.post("/api/webhooks/{name}/rotate", ADMIN, this::rotate),
        Route.post("/api/webhooks/{name}/test", ADMIN, this::test),
        Route.post("/api/webhooks/{name}/on", ADMIN, this::switchOn),
        Route.post("/api/webhooks/{name}/off", ADMIN, this::switchOff),
        Route.post("/api/webhooks/{name}/remove", ADMIN, this::remove),
        Route.get("/api/webhooks/{name}/dead", ADMIN, this::dead).forPeople(),
        Route.post("/api/webhooks/{name}/resend", ADMIN, this::resend));
  }

  private Answer list(Request request) {
    return Answer.ok(
        Data.of(
            "webhooks", webhooks.health().stream().map(WebhookApi::shape).toList(),
            "missing", missing(webhooks, engine)));
  }

  /** Names by which options of the playbook do what they do, and which no webhook has. */
  static List<String> missing(Webhooks webhooks, Engine engine) {
    Set<String> missing = new TreeSet<>();
    engine.playbook().ifPresent(playbook -> missing.addAll(used(playbook)));
    webhooks.all().forEach(webhook -> missing.remove(webhook.name()));
    return List.copyOf(missing);
  }

  /** Names by which options of the playbook do what they do. */
  private static List<String> used(Playbook playbook) {
    return playbook.care().options().stream()
        .map(Option::act)
        .flatMap(act ->
            switch (act) {
              case Act.Webhook(String name) -> Stream.of(name);
              case Act.Message(String text, String through) -> Stream.of(through);
              case Act.Task task -> Stream.empty();
              case Act.Myself myself -> Stream.empty();
            })
        .toList();
  }

  private static Data shape(Webhooks.Health health) {
    Data.Builder data = new Data.Builder();
    health.webhook().data(false).forEach(data::put);
    Standing standing = health.standing();
    data.put("secrets", health.webhook().keys().size())
        .put("state", standing.off().isPresent() ? "off" : "on");
    standing
        .off()
        .ifPresent(
            off -> data.put("offBecause", off.reason()).put("offSince", off.since().toString()));
    standing.failingSince().ifPresent(since -> data.put("failingSince", since.toString()));
    return data.put("position", standing.position())
        .put("behind", health.behind())
        .put("waiting", health.waiting())
        .put("failing", health.failing())
        .put("dead", health.dead())
        .put("missed", standing.missed())
        .put("taken", health.taken())
        .put("failed", health.failed())
        .build();
  }

  private Answer add(Request request) {
    Data body = Paging.object(request);
    String from = text(body, "from").orElse("latest");
    if (!from.equals("latest") && !from.equals("oldest")) {
      throw Refusal.unreadable("bad-value", "\"from\" must be latest or oldest");
    }
    try {
      Webhook made =
          webhooks.add(
              demand(body, "name"),
              demand(body, "url"),
              interest(body),
              Boolean.TRUE.equals(body.get("recording")),
              from.equals("oldest"));
      return withSecret(201, made);
    } catch (BadAddress e) {
      throw Refusal.caller(422, "bad-webhook", String.valueOf(e.getMessage()));
    }
  }

  /** {@code "effects": {}} hears everything; without it only what options ask for is sent. */
  private static Optional<Interest> interest(Data body) {
    Object effects = body.get("effects");
    if (effects == null) {
      return Optional.empty();
    }
    if (!(effects instanceof Data wanted)) {
      throw Refusal.unreadable(
          "bad-value", "\"effects\" must be an object of kinds, moments, segments and goals");
    }
    for (String name : wanted.names()) {
      if (!Set.of("kinds", "moments", "segments", "goals").contains(name)) {
        throw Refusal.unreadable("bad-value", "\"effects\" has no member \"%s\"".formatted(name));
      }
    }
    Set<String> kinds = names(wanted, "kinds");
    for (String kind : kinds) {
      if (!Interest.KINDS.contains(kind)) {
        throw Refusal.unreadable(
            "bad-value",
            "'%s' is no kind of effect; kinds: %s"
                .formatted(kind, String.join(", ", Interest.KINDS)));
      }
    }
    return Optional.of(
        new Interest(
            kinds, names(wanted, "moments"), names(wanted, "segments"), names(wanted, "goals")));
  }

  private static Set<String> names(Data data, String member) {
    Object value = data.get(member);
    if (value == null) {
      return Set.of();
    }
    if (!(value instanceof List<?> list)
        || list.size() > MOST_NAMES
        || !list.stream().allMatch(String.class::isInstance)) {
      throw Refusal.unreadable(
          "bad-value", "\"%s\" must be a list of at most %d names".formatted(member, MOST_NAMES));
    }
    Set<String> names = new TreeSet<>();
    list.forEach(each -> names.add(each.toString()));
    return names;
  }

  private Answer rotate(Request request) {
    return withSecret(
        200, webhooks.rotate(request.name("name")).orElseThrow(() -> absent(request)));
  }

  private static Answer withSecret(int status, Webhook webhook) {
    Data.Builder data = new Data.Builder();
    webhook.data(false).forEach(data::put);
    data.put("secret", webhook.keys().getFirst().secret().reveal());
    return Answer.json(status, data.build());
  }

  private Answer test(Request request) {
    Outcome outcome = webhooks.test(request.name("name")).orElseThrow(() -> absent(request));
    return Answer.ok(
        Data.of("taken", outcome instanceof Outcome.Taken, "outcome", outcome.sentence()));
  }

  private Answer switchOn(Request request) {
    return done(request, webhooks.switchOn(request.name("name")));
  }

  private Answer switchOff(Request request) {
    return done(request, webhooks.switchOff(request.name("name"), request.caller().name()));
  }

  private Answer remove(Request request) {
    if (!webhooks.remove(request.name("name"))) {
      throw absent(request);
    }
    return Answer.ok(Data.of("removed", request.name("name")));
  }

  private Answer done(Request request, boolean found) {
    return webhooks.health().stream()
        .filter(each -> found && each.webhook().name().equals(request.name("name")))
        .findFirst()
        .map(each -> Answer.ok(shape(each)))
        .orElseThrow(() -> absent(request));
  }

  private Answer dead(Request request) {
    demandNamed(request);
    return Answer.ok(
        Data.of("dead", webhooks.dead(request.name("name")).stream().map(this::letter).toList()));
  }

  private Data letter(DeadLetter letter) {
    Data.Builder data = new Data.Builder();
    letter.data().forEach(data::put);
    webhooks.message(letter).ifPresent(message -> data.put("message", message));
    return data.build();
  }

  private Answer resend(Request request) {
    demandNamed(request);
    Optional<String> id = text(Paging.object(request), "id");
    int resent = webhooks.resend(request.name("name"), id);
    if (id.isPresent() && resent == 0) {
      throw Refusal.absent(
          "no-such-letter", "there is no dead letter '%s' for it".formatted(id.get()));
    }
    return Answer.ok(Data.of("resent", resent));
  }

  private void demandNamed(Request request) {
    if (webhooks.named(request.name("name")).isEmpty()) {
      throw absent(request);
    }
  }

  private static Refusal absent(Request request) {
    return Refusal.absent(
        "no-such-webhook", "there is no webhook named '%s'".formatted(request.name("name")));
  }

  private static Optional<String> text(Data body, String member) {
    return Optional.ofNullable(body.text(member));
  }

  private static String demand(Data body, String member) {
    return text(body, member)
        .orElseThrow(
            () -> Refusal.unreadable("missing-member", "\"%s\" must be a text".formatted(member)));
  }
}
