package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.delivery.BadAddress;
import dev.attune.delivery.Chat;
import dev.attune.delivery.Notices;
import dev.attune.delivery.PreferenceBook;
import dev.attune.delivery.Preferences;
import dev.attune.delivery.PushSubscription;
import dev.attune.delivery.Vapid;
import dev.attune.playbook.Team.Channel;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How people are told of moments: what they chose, and what waits. */
final class NoticeApi {
  private static final Access.Bearer READ = Access.bearer(Scope.READ);
  private static final Access ADMIN = Access.bearer(Scope.ADMIN);
  private static final String FIRST_NAME = "first-name";
  private static final String NONE = "none";
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");

  private final Notices notices;
  private final PreferenceBook preferences;
  private final Vapid vapid;

  NoticeApi(Notices notices, PreferenceBook preferences, Vapid vapid) {
    this.notices = notices;
    this.preferences = preferences;
    this.vapid = vapid;
  }

  List<Route> routes() {
    return Stream.of(
            List.of(
                Route.get("/api/notices", READ, request -> Answer.ok(state())),
                new Route("PUT", "/api/notices", ADMIN, this::choose),
                Route.get("/api/notices/key", READ.andFrontLine(), this::key)),
            of("/api/notices/people/{name}", ADMIN, NoticeApi::named),
            of("/api/notices/mine", Access.anyPerson(), request -> request.caller().name()))
        .flatMap(List::stream)
        .toList();
  }

  /** The routes about one person. */
  private List<Route> of(String path, Access access, Function<Request, String> who) {
    return List.of(
        Route.get(path, access, request -> shown(who.apply(request))),
        new Route("PUT", path, access, request -> change(who.apply(request), request)),
        Route.post(path + "/push", access, request -> subscribe(who.apply(request), request)),
        Route.post(
            path + "/push/{push}/remove",
            access,
            request -> unsubscribe(who.apply(request), request.name("push"))));
  }

  private static String named(Request request) {
    String name = request.name("name");
    if (!NAME.matcher(name).matches()) {
      throw Refusal.absent("no-such-person", "nobody is named '%s'".formatted(name));
    }
    return name;
  }

  private Data state() {
    Data.Builder waiting = new Data.Builder();
    notices.waiting().forEach(waiting::put);
    return Data.of(
        "customers", preferences.saysFirstName() ? FIRST_NAME : NONE, "waiting", waiting.build());
  }

  private Answer choose(Request request) {
    String word = Paging.object(request).text("customers");
    if (!FIRST_NAME.equals(word) && !NONE.equals(word)) {
      throw Refusal.unreadable(
          "bad-value", "\"customers\" must be none or first-name: what a notice says of them");
    }
    preferences.sayFirstName(FIRST_NAME.equals(word));
    return Answer.ok(state());
  }

  private Answer key(Request request) {
    return Answer.ok(Data.of("key", vapid.publicKey()));
  }

  private Answer shown(String person) {
    Data.Builder data = new Data.Builder().put("person", person);
    preferences.of(person).shown().forEach(data::put);
    return Answer.ok(data.put("offered", notices.offered(person)).build());
  }

  /** What is absent stays as it is; null takes it away, so that the team's ways count again. */
  private Answer change(String person, Request request) {
    Data body = Paging.object(request);
    for (String name : body.names()) {
      if (!Set.of("channels", "chat").contains(name)) {
        throw Refusal.unreadable(
            "bad-value", "\"%s\" is neither channels nor chat".formatted(name));
      }
    }
    Object channels = body.get("channels");
    Object chat = body.get("chat");
    try {
      Optional<Set<Channel>> chosen = channels == null ? Optional.empty() : channels(channels);
      Optional<Chat> room = chat == null ? Optional.empty() : chat(chat);
      Preferences unused =
          preferences.change(
              person,
              was ->
                  new Preferences(
                      channels == null ? was.channels() : chosen,
                      chat == null ? was.chat() : room,
                      was.pushes()));
      return shown(person);
    } catch (BadAddress e) {
      throw Refusal.caller(422, "bad-address", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Set<Channel>> channels(Object value) {
    if (value == Data.Nothing.NULL) {
      return Optional.empty();
    }
    Set<Channel> chosen = EnumSet.noneOf(Channel.class);
    if (value instanceof List<?> words) {
      for (Channel channel : Channel.values()) {
        if (words.contains(channel.name().toLowerCase(Locale.ROOT))) {
          chosen.add(channel);
        }
      }
      if (chosen.size() == words.size()) {
        return Optional.of(chosen);
      }
    }
    throw Refusal.unreadable(
        "bad-value", "\"channels\" must be a list of some of push, email, chat, or null");
  }

  private static Optional<Chat> chat(Object value) {
    if (value == Data.Nothing.NULL) {
      return Optional.empty();
    }
    if (!(value instanceof Data room)) {
      throw Refusal.unreadable(
          "bad-value", "\"chat\" must be an object with shape and url, or null");
    }
    Chat.Shape shape =
        Optional.ofNullable(room.text("shape"))
            .flatMap(Chat.Shape::of)
            .orElseThrow(() -> Refusal.unreadable("bad-value", "\"shape\" must be slack or teams"));
    return Optional.of(new Chat(shape, demand(room, "url")));
  }

  /** Takes what a browser's own {@code PushSubscription} writes, and a label. */
  private Answer subscribe(String person, Request request) {
    Data body = Paging.object(request);
    Data keys = body.get("keys") instanceof Data inner ? inner : Data.EMPTY;
    String label = body.text("label");
    try {
      PushSubscription push =
          new PushSubscription(
              demand(body, "endpoint"),
              demand(keys, "p256dh"),
              demand(keys, "auth"),
              label == null ? "" : label);
      Preferences unused = preferences.change(person, was -> was.with(push));
      return Answer.json(201, push.shown());
    } catch (BadAddress e) {
      throw Refusal.caller(422, "bad-subscription", String.valueOf(e.getMessage()));
    }
  }

  private Answer unsubscribe(String person, String push) {
    boolean has = preferences.of(person).pushes().stream().anyMatch(each -> each.id().equals(push));
    if (!has) {
      throw Refusal.absent("no-such-browser", "there is no browser '%s'".formatted(push));
    }
    Preferences unused = preferences.change(person, was -> was.without(push));
    return Answer.ok(Data.of("removed", push));
  }

  private static String demand(Data data, String member) {
    String text = data.text(member);
    if (text == null) {
      throw Refusal.unreadable("missing-member", "\"%s\" must be a text".formatted(member));
    }
    return text;
  }
}
