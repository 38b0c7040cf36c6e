package dev.attune.wire;

import dev.attune.customer.Data;
import dev.attune.wire.MessageReader.Unacceptable;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of CloudEvents 1.0 for context attributes. */
final class CloudEventAttributes {
  static final String VERSION = "1.0";

  private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,100}");

  /** The characters of RFC 3986; at most one fragment. */
  private static final Pattern URI_REFERENCE =
      Pattern.compile(
          "(?:[A-Za-z0-9._~:/?\\[\\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*+(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*+)?");

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  /** RFC 3339, which is narrower than ISO 8601: all of date, time to the second, and offset. */
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:[Zz]|[+-]\\d\\d:\\d\\d)");

  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "%s/%s(?:[ \t]*;[ \t]*(?:%s=(?:%s|\"(?:[^\"\\\\]|\\\\.)*+\"))?)*+[ \t]*"
              .replace("%s", TOKEN));

  private CloudEventAttributes() {}

  /**
   * What stands among {@code given}, without what is null.
   *
   * @throws Unacceptable if that is no event of version 1.0
   */
  static Data check(Data given) {
    for (String name : REQUIRED) {
      Object value = given.get(name);
      if (value == null || value == Data.Nothing.NULL) {
        throw new Unacceptable(
            Refusal.MISSING, "%s is absent; every CloudEvent has one".formatted(name), name);
      }
    }
    Data.Builder attributes = new Data.Builder();
    given.forEach((name, value) -> {
      if (value != Data.Nothing.NULL) {
        check(name, value);
        attributes.put(name, value);
      }
    });
    return attributes.build();
  }

  private static void check(String name, Object value) {
    switch (name) {
      case "specversion" -> {
        if (!text(name, value).equals(VERSION)) {
          throw bad(name, "is '%s', expected 1.0".formatted(shown(value)));
        }
      }
      case "id", "type", "subject" -> text(name, value);
      case "source" -> uri(name, text(name, value));
      case "dataschema" -> {
        uri(name, text(name, value));
        if (!SCHEME.matcher(text(name, value)).matches()) {
          throw bad(name, "'%s' is no absolute URI".formatted(shown(value)));
        }
      }
      case "datacontenttype" -> mediaType(text(name, value));
      case "time" -> time(text(name, value));
      default -> extension(name, value);
    }
  }

  private static String text(String name, Object value) {
    if (!(value instanceof String text)) {
      throw bad(name, "must be text");
    }
    if (text.isEmpty()) {
      throw bad(name, "is empty");
    }
    whole(name, text);
    return text;
  }

  private static void whole(String name, String text) {
    if (text.codePoints().anyMatch(CloudEventAttributes::isForbidden)) {
      throw bad(name, "has a control character, or one that is none");
    }
  }

  /** What the specification keeps out of strings. */
  private static boolean isForbidden(int point) {
    boolean isNone = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    return Character.isISOControl(point)
        || isNone
        || Character.getType(point) == Character.SURROGATE;
  }

  private static void uri(String name, String text) {
    if (!URI_REFERENCE.matcher(text).matches()) {
      throw bad(name, "'%s' is no URI: see RFC 3986".formatted(shown(text)));
    }
  }

  static void mediaType(String text) {
    if (!MEDIA_TYPE.matcher(text).matches()) {
      throw bad(
          "datacontenttype",
          "'%s' is no media type, such as application/json".formatted(shown(text)));
    }
  }

  private static void time(String text) {
    if (!TIME.matcher(text).matches() || Timestamps.read(text).isEmpty()) {
      throw new Unacceptable(
          Refusal.BAD_TIME,
          "time '%s' is no time as RFC 3339 writes it, such as 2026-11-21T17:26:19Z"
              .formatted(shown(text)),
          "time");
    }
  }

  private static void extension(String name, Object value) {
    if (!NAME.matcher(name).matches()) {
      throw bad(
          Wording.shortened(name),
          "is no name of an attribute: lower-case letters a to z and digits only");
    }
    boolean isKnown =
        switch (value) {
          case String text -> {
            whole(name, text);
            yield true;
          }
          case Boolean flag -> true;
          case Long number -> number == number.intValue();
          default -> false;
        };
    if (!isKnown) {
      throw bad(name, "must be text, true, false or a whole number of 32 bits");
    }
  }

  private static String shown(Object value) {
    return Wording.shortened(String.valueOf(value));
  }

  static Unacceptable bad(String name, String what) {
    return new Unacceptable(Refusal.BAD_VALUE, name + " " + what, name);
  }
}
