package dev.attune.wire;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.wire.MessageReader.Unacceptable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What each kind of message must say, and who may say it. */
final class Wording {
  private static final int SHOWN = 60;

  private Wording() {}

  /** Refuses a message that lacks what its kind must say. */
  static void check(Kind kind, Message message, byte[] bytes) {
    switch (kind) {
      case IDENTIFY, PAGE, SCREEN -> {}
      case ALIAS -> id(message, "previousId");
      case GROUP -> id(message, "groupId");
      case TRACK -> event(message);
      case FEEDBACK -> feedback(message);
      case ASKED -> text(message, "question");
      case OBSERVED -> {
        text(message, "text");
        text(message, "by");
      }
      case GESTURE -> {
        text(message, "option");
        text(message, "by");
        optionalText(message, "moment");
      }
      case HANDLED -> {
        text(message, "moment");
        constant(Content.Handled.Act.class, message, "act");
        text(message, "by");
        optionalText(message, "why");
      }
      case CONSENT -> {
        constant(Content.Consent.Purpose.class, message, "purpose");
        flag(message, "given");
      }
      case CORRECTED -> corrected(message);
      case UNDERSTOOD -> understood(message, bytes);
    }
  }

  /** Refuses what a source with a public key cannot know or decide. */
  static void checkHearsay(Kind kind, @Nullable String anonymousId) {
    boolean heard =
        switch (kind) {
          case IDENTIFY, ALIAS, GROUP, TRACK, PAGE, SCREEN, FEEDBACK -> true;
          // For itself a device may speak; for a person it merely names it may not.
          case CONSENT -> anonymousId != null;
          case ASKED, OBSERVED, GESTURE, HANDLED, CORRECTED, UNDERSTOOD -> false;
        };
    if (!heard) {
      throw new Unacceptable(
          Refusal.HEARSAY,
          "a browser source cannot send %s: its key is public".formatted(kind.word()),
          "type");
    }
  }

  /** The event of a track, the name of a page or screen. */
  static @Nullable String name(Kind kind, Message message) {
    if (kind != Kind.TRACK && kind != Kind.PAGE && kind != Kind.SCREEN) {
      return null;
    }
    String name = message.text(kind == Kind.TRACK ? "event" : "name");
    if (name == null || name.isBlank()) {
      return null;
    }
    String whole = Json.whole(name);
    return kind == Kind.TRACK ? whole : cut(whole, MessageReader.NAME_LENGTH);
  }

  static Id correctedId(Message message, String name) {
    String text = text(message, name);
    try {
      Id id = Id.parse(text);
      if (Ids.usable(id.value()) == null) {
        throw new IllegalArgumentException("names nobody");
      }
      return id;
    } catch (IllegalArgumentException e) {
      throw bad(name, name + " must be an id such as user:42 or anonymous:ab12");
    }
  }

  /** The beginning of a text that a sender wrote, for a message. */
  static String shortened(String text) {
    return text.length() <= SHOWN ? text : cut(text, SHOWN) + "...";
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean half = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, half ? length - 1 : length);
  }

  private static void event(Message message) {
    String event = text(message, "event");
    if (event.length() > MessageReader.NAME_LENGTH) {
      throw bad(
          "event",
          "event has %d characters, at most %d are taken"
              .formatted(event.length(), MessageReader.NAME_LENGTH));
    }
  }

  private static void feedback(Message message) {
    text(message, "text");
    for (String name : new String[] {"rating", "channel", "about"}) {
      Message.Field field = message.get(name);
      if (field != null && !field.isWord()) {
        throw bad(name, name + " must be text or a number");
      }
    }
  }

  private static void corrected(Message message) {
    if (message.get("limit") != null) {
      limit(message);
      return;
    }
    Id first = correctedId(message, "first");
    if (first.equals(correctedId(message, "second"))) {
      throw bad("second", "second must be another id than first");
    }
    constant(Content.Corrected.Verdict.class, message, "verdict");
    text(message, "by");
  }

  /** How many signals may be counted of a customer; it says nothing of ids besides. */
  private static void limit(Message message) {
    Message.Field limit = message.get("limit");
    String digits = limit != null && limit.isNumber() ? limit.text() : null;
    if (digits == null
        || !digits.matches("[1-9][0-9]{0,6}")
        || Integer.parseInt(digits) > Content.Raised.MOST) {
      throw bad("limit", "limit must be a whole number from 1 to " + Content.Raised.MOST);
    }
    if (message.get("first") != null || message.get("second") != null) {
      throw bad("limit", "a correction is about a limit or about two ids, not both");
    }
    text(message, "by");
    optionalText(message, "why");
  }

  private static void understood(Message message, byte[] bytes) {
    Message.Field feedback = message.get("feedback");
    if (feedback == null || !feedback.isObject()) {
      throw missing("feedback", "feedback must be {\"source\": ..., \"messageId\": ...}");
    }
    Data named = Json.read(bytes).get("feedback") instanceof Data data ? data : Data.EMPTY;
    for (String name : new String[] {"source", "messageId"}) {
      String text = named.text(name);
      if (text == null || text.isEmpty()) {
        throw missing("feedback", "feedback must be {\"source\": ..., \"messageId\": ...}");
      }
    }
    Message.Field sentiment = message.get("sentiment");
    if (sentiment == null) {
      return;
    }
    double value = sentiment.isNumber() ? Double.parseDouble(sentiment.text()) : Double.NaN;
    if (!(Math.abs(value) <= 1)) {
      throw bad("sentiment", "sentiment must be a number from -1 to 1");
    }
  }

  private static void id(Message message, String name) {
    String id = Ids.usable(text(message, name));
    if (id == null) {
      throw missing(name, name + " names nobody");
    }
    String problem = Ids.problem(id);
    if (problem != null) {
      throw new Unacceptable(Refusal.BAD_ID, name + " " + problem, name);
    }
  }

  private static String text(Message message, String name) {
    Message.Field field = message.get(name);
    if (field == null) {
      throw missing(name, name + " is absent");
    }
    String text = field.text();
    if (!field.isWord() || text == null) {
      throw bad(name, name + " must be text");
    }
    if (text.isBlank()) {
      throw missing(name, name + " is empty");
    }
    return text;
  }

  private static void optionalText(Message message, String name) {
    if (message.get(name) != null) {
      text(message, name);
    }
  }

  private static void flag(Message message, String name) {
    Message.Field field = message.get(name);
    if (field == null) {
      throw missing(name, name + " is absent");
    }
    if (!field.isFlag()) {
      throw bad(name, name + " must be true or false");
    }
  }

  private static <T extends Enum<T>> void constant(Class<T> type, Message message, String name) {
    String text = text(message, name);
    T[] constants = type.getEnumConstants();
    if (Arrays.stream(constants).noneMatch(constant -> word(constant).equals(text))) {
      throw bad(
          name,
          "%s is '%s', expected one of %s"
              .formatted(
                  name, shortened(text), Arrays.stream(constants).map(Wording::word).toList()));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Unacceptable missing(String field, String message) {
    return new Unacceptable(Refusal.MISSING, message, field);
  }

  private static Unacceptable bad(String field, String message) {
    return new Unacceptable(Refusal.BAD_VALUE, message, field);
  }
}
