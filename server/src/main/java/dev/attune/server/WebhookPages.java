package dev.attune.server;

import dev.attune.delivery.BadAddress;
import dev.attune.delivery.DeadLetter;
import dev.attune.delivery.Interest;
import dev.attune.delivery.Outcome;
import dev.attune.delivery.Standing;
import dev.attune.delivery.Target;
import dev.attune.delivery.Webhook;
import dev.attune.delivery.Webhooks;
import dev.attune.engine.Engine;
import dev.attune.pages.Detail;
import dev.attune.pages.Filled;
import dev.attune.pages.Filter.Choice;
import dev.attune.pages.Frame;
import dev.attune.pages.PeoplePages;
import dev.attune.pages.Place;
import dev.attune.pages.WebhookPage;
import dev.attune.pages.WebhooksPage;
import dev.attune.pages.WebhooksPage.Row;
import dev.attune.pages.WebhooksPage.State;
import dev.attune.pages.Words;
import dev.attune.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The other systems that Attune speaks to, and what they did not take. */
final class WebhookPages {
  private static final Access ADMIN = Access.bearer(Scope.ADMIN);
  private static final String ONE = "/webhooks/{name}";
  private static final int DEAD_SHOWN = 50;
  private static final List<String> DONE = List.of("on", "off", "resent");

  private final Engine engine;
  private final Framing framing;
  private final Webhooks webhooks;

  WebhookPages(Engine engine, Framing framing, Webhooks webhooks) {
    this.engine = engine;
    this.framing = framing;
    this.webhooks = webhooks;
  }

  List<Route> routes() {
    String all = Place.WEBHOOKS.href();
    return List.of(
        Route.get(all, ADMIN, request -> list(request, 200, Filled.EMPTY)),
        Route.post(all, ADMIN, this::add),
        Route.get(ONE, ADMIN, request -> one(request, named(request), Shown.PLAIN)).forPeople(),
        Route.post(ONE + "/test", ADMIN, this::test),
        Route.post(ONE + "/rotate", ADMIN, this::rotate),
        Route.post(ONE + "/on", ADMIN, this::switchOn),
        Route.post(ONE + "/off", ADMIN, this::switchOff),
        Route.post(ONE + "/resend", ADMIN, this::resend),
        Route.post(ONE + "/remove", ADMIN, this::remove));
  }

  /** What is on a webhook's page once. */
  private record Shown(Optional<String> secret, Optional<WebhookPage.Tested> tested) {
    static final Shown PLAIN = new Shown(Optional.empty(), Optional.empty());
  }

  private Answer list(Request request, int status, Filled form) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    WebhooksPage page =
        new WebhooksPage(
            webhooks.health().stream().map(each -> row(each, words)).toList(),
            WebhookApi.missing(webhooks, engine),
            form,
            Interest.KINDS.stream().map(kind -> new Choice(kind, kind(kind, words))).toList());
    return Framing.answer(
        request,
        status,
        PeoplePages.webhooks(frame.at(Place.WEBHOOKS, frame.say(Place.WEBHOOKS.key())), page));
  }

  private static String kind(String kind, Words words) {
    String key = "webhooks.kind." + kind;
    return words.has(key) ? words.say(key) : kind;
  }

  private static Row row(Webhooks.Health health, Words words) {
    return new Row(
        health.webhook().name(),
        health.webhook().target().host(),
        hears(health.webhook(), words),
        state(health),
        health.waiting(),
        health.dead(),
        why(health, words));
  }

  private static State state(Webhooks.Health health) {
    if (health.standing().off().isPresent()) {
      return State.OFF;
    }
    return health.standing().failingSince().isPresent() ? State.FAILING : State.GOOD;
  }

  private static Optional<String> why(Webhooks.Health health, Words words) {
    Standing standing = health.standing();
    return standing
        .off()
        .map(off -> words.say("webhooks.off-since", words.ago(off.since()), off.reason()))
        .or(() ->
            standing
                .failingSince()
                .map(since -> words.say("webhooks.failing-since", words.ago(since)))
                .map(said -> said + " " + retry(health, words)));
  }

  private static String retry(Webhooks.Health health, Words words) {
    return health
        .retry()
        .map(next -> words.say("webhooks.retry", next.problem(), words.ago(next.at())))
        .orElseGet(() -> words.say("webhooks.retry-soon"));
  }

  private static String hears(Webhook webhook, Words words) {
    if (webhook.hears().isEmpty()) {
      return words.say("webhooks.hears.options");
    }
    Interest interest = webhook.hears().get();
    String kinds =
        interest.kinds().isEmpty()
            ? words.say("webhooks.hears.all")
            : interest.kinds().stream()
                .sorted()
                .map(each -> kind(each, words))
                .collect(Collectors.joining(", "));
    int rules = interest.moments().size() + interest.segments().size() + interest.goals().size();
    return rules == 0 ? kinds : words.say("webhooks.hears.of", kinds, rules);
  }

  private Answer add(Request request) {
    Form form = Form.of(request);
    Words words = framing.of(request).words();
    Map<String, String> problems = problems(form, words);
    if (!problems.isEmpty()) {
      return list(request, 422, new Filled(form.fields(), problems));
    }
    try {
      Webhook made =
          webhooks.add(
              form.text("name").strip(),
              form.text("url").strip(),
              interest(form),
              !form.text("recording").isEmpty(),
              !form.text("oldest").isEmpty());
      return withSecret(request, made);
    } catch (BadAddress e) {
      String said = words.say("webhooks.problem.url", String.valueOf(e.getMessage()));
      return list(request, 422, new Filled(form.fields(), Map.of("url", said)));
    }
  }

  private Map<String, String> problems(Form form, Words words) {
    Map<String, String> problems = new LinkedHashMap<>();
    String name = form.text("name").strip();
    if (!Webhook.NAME.matcher(name).matches()) {
      problems.put("name", words.say("webhooks.problem.name"));
    } else if (webhooks.named(name).isPresent()) {
      problems.put("name", words.say("webhooks.problem.taken"));
    }
    badAddress(form.text("url").strip())
        .ifPresent(why -> problems.put("url", words.say("webhooks.problem.url", why)));
    if (form.text("hears").equals("some") && kinds(form).isEmpty()) {
      problems.put("hears", words.say("webhooks.problem.hears"));
    }
    return problems;
  }

  private static Set<String> kinds(Form form) {
    return Interest.KINDS.stream()
        .filter(kind -> !form.text("kind-" + kind).isEmpty())
        .collect(Collectors.toSet());
  }

  private static Optional<Interest> interest(Form form) {
    return switch (form.text("hears")) {
      case "all" -> Optional.of(Interest.ALL);
      case "some" -> Optional.of(new Interest(kinds(form), Set.of(), Set.of(), Set.of()));
      default -> Optional.empty();
    };
  }

  private Optional<String> badAddress(String url) {
    try {
      return webhooks.refusal(Target.of(url));
    } catch (BadAddress e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Webhooks.Health named(Request request) {
    return health(request.name("name"));
  }

  private Webhooks.Health health(String name) {
    return webhooks.health().stream()
        .filter(each -> each.webhook().name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            Refusal.absent("no-such-webhook", "there is no webhook named '%s'".formatted(name)));
  }

  private Answer one(Request request, Webhooks.Health health, Shown shown) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    Webhook webhook = health.webhook();
    WebhookPage page =
        new WebhookPage(
            row(health, words),
            webhook.url(),
            webhook.createdAt(),
            figures(health, words),
            webhook.keys().size(),
            shown.secret(),
            shown.tested(),
            request
                .parameter("done")
                .filter(DONE::contains)
                .map(done -> words.say("webhook.done." + done)),
            webhooks.dead(webhook.name()).stream().limit(DEAD_SHOWN).map(this::dead).toList());
    Answer answer =
        Framing.answer(
            request, PeoplePages.webhook(frame.at(Place.WEBHOOKS, webhook.name()), page));
    return shown.secret().isPresent() ? answer.with("Cache-Control", "no-store") : answer;
  }

  private WebhookPage.Dead dead(DeadLetter letter) {
    return new WebhookPage.Dead(
        letter.id(),
        letter.type(),
        letter.tries(),
        letter.at(),
        Labels.cut(letter.problem()),
        webhooks.message(letter).map(Json::text));
  }

  private static List<Detail> figures(Webhooks.Health health, Words words) {
    return List.of(
        new Detail(words.say("webhook.taken"), words.number(health.taken())),
        new Detail(words.say("webhook.failed"), words.number(health.failed())),
        new Detail(words.say("webhook.waiting"), words.number(health.waiting())),
        new Detail(words.say("webhook.behind"), words.number(health.behind())),
        new Detail(words.say("webhook.missed"), words.number(health.standing().missed())));
  }

  private Answer withSecret(Request request, Webhook webhook) {
    String secret = webhook.keys().getFirst().secret().reveal();
    return one(request, health(webhook.name()), new Shown(Optional.of(secret), Optional.empty()));
  }

  private Answer test(Request request) {
    Webhooks.Health health = named(request);
    Words words = framing.of(request).words();
    Outcome outcome = webhooks.test(health.webhook().name()).orElseThrow();
    boolean isTaken = outcome instanceof Outcome.Taken;
    String said = words.say(isTaken ? "webhook.tested" : "webhook.tested-not", outcome.sentence());
    return one(
        request,
        health,
        new Shown(Optional.empty(), Optional.of(new WebhookPage.Tested(isTaken, said))));
  }

  private Answer rotate(Request request) {
    Webhooks.Health health = named(request);
    return withSecret(request, webhooks.rotate(health.webhook().name()).orElseThrow());
  }

  private Answer switchOn(Request request) {
    String name = named(request).webhook().name();
    boolean unused = webhooks.switchOn(name);
    return Framing.to("/webhooks/" + name + "?done=on");
  }

  private Answer switchOff(Request request) {
    String name = named(request).webhook().name();
    boolean unused = webhooks.switchOff(name, request.caller().name());
    return Framing.to("/webhooks/" + name + "?done=off");
  }

  private Answer resend(Request request) {
    String name = named(request).webhook().name();
    int unused = webhooks.resend(name, Form.of(request).filled("id"));
    return Framing.to("/webhooks/" + name + "?done=resent");
  }

  private Answer remove(Request request) {
    boolean unused = webhooks.remove(named(request).webhook().name());
    return Framing.to(Place.WEBHOOKS.href());
  }
}
