package dev.attune.simulator;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes acts as messages in Segment's shape. Not thread-safe. */
final class MessageWriter {
  private static final long MESSAGES = 0x3E55A6E;

  private static final byte[] NONE = {};

  private final long seed;
  private final JsonText json = new JsonText();
  private final Map<Sender, Map<City, byte[]>> contexts = new EnumMap<>(Sender.class);

  MessageWriter(long seed) {
    this.seed = seed;
    for (Sender sender : Sender.values()) {
      Map<City, byte[]> byCity = new EnumMap<>(City.class);
      City.ALL.forEach(city -> byCity.put(city, context(sender, city)));
      contexts.put(sender, byCity);
    }
  }

  /**
   * Writes an act.
   *
   * @param making what made it: a day of habits, or {@link Plan#PLANNED}
   */
  Message write(Person person, City city, int making, Act act) {
    Content content = act.content();
    Instant at = Instant.ofEpochMilli(act.at());
    json.open('{');
    json.member("type", content.kind().word());
    json.member("messageId", messageId(seed, person.index(), making, act.order()));
    switch (act.name()) {
      case NOBODY -> {}
      case CUSTOMER -> json.member("userId", person.userId());
      case GUEST -> json.member("userId", person.guestId());
    }
    String device = device(person, act.device());
    if (device != null) {
      json.member("anonymousId", device);
    }
    json.member("timestamp", at);
    write(content);
    json.raw(contexts.getOrDefault(act.sender(), Map.of()).getOrDefault(city, NONE));
    json.close('}');
    return new Message(act.sender(), content.kind(), at, at, json.take());
  }

  static String messageId(long seed, int person, int making, int order) {
    long high = Chance.mix(seed ^ MESSAGES, person, making);
    return JsonText.uuid(high, Chance.mix(high, order, 0));
  }

  private void write(Content content) {
    switch (content) {
      case Content.Identify(Data traits) -> json.name("traits").object(traits);
      case Content.Track(String event, Data properties) ->
          json.member("event", event).name("properties").object(properties);
      case Content.Page(var name, Data properties) -> named(name, properties);
      case Content.Screen(var name, Data properties) -> named(name, properties);
      case Content.Group(String groupId, Data traits) ->
          json.member("groupId", groupId).name("traits").object(traits);
      case Content.Alias(String previousId) -> json.member("previousId", previousId);
      case Content.Feedback(String text, Data properties) -> {
        json.member("text", text);
        properties.forEach((name, value) -> json.name(name).value(value));
      }
      case Content.Asked asked -> throw unwritten(asked);
      case Content.Observed observed -> throw unwritten(observed);
      case Content.Gesture gesture -> throw unwritten(gesture);
      case Content.Handled handled -> throw unwritten(handled);
      case Content.Consent consent -> throw unwritten(consent);
      case Content.Corrected corrected -> throw unwritten(corrected);
      case Content.Raised raised -> throw unwritten(raised);
      case Content.Understood understood -> throw unwritten(understood);
    }
  }

  private void named(@Nullable String name, Data properties) {
    if (name != null) {
      json.member("name", name);
    }
    json.name("properties").object(properties);
  }

  private static IllegalArgumentException unwritten(Content content) {
    return new IllegalArgumentException(
        "Meridian's systems send no " + content.kind().word() + ": " + content);
  }

  private static @Nullable String device(Person person, Act.Device device) {
    return switch (device) {
      case NONE -> null;
      case BROWSER -> person.browser();
      case PHONE -> person.phone();
      case HOUSEHOLD -> person.household();
    };
  }

  private static byte[] context(Sender sender, City city) {
    JsonText context = new JsonText();
    context.raw(",\"context\":").open('{');
    switch (sender) {
      case WEB -> library(context, "analytics.js", "next-1.81.0");
      case APP -> library(context, "analytics-kotlin", "1.19.2");
      case BACKEND -> library(context, "analytics-java", "3.5.4");
      case CARE, VOICE -> library(context, "@segment/analytics-node", "2.2.1");
    }
    if (!sender.origin().isHearsay()) {
      return context.close('}').take();
    }
    context.member("locale", city.locale()).member("timezone", city.zone().getId());
    if (sender == Sender.APP) {
      context.name("app").object(Data.of("name", "Meridian", "version", "8.14.0"));
      context.name("os").object(Data.of("name", "Android", "version", "15"));
    } else {
      context.member("userAgent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0");
    }
    return context.close('}').take();
  }

  private static void library(JsonText context, String name, String version) {
    context.name("library").object(Data.of("name", name, "version", version));
  }
}
