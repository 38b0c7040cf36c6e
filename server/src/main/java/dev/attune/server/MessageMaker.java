package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.server.Mapping.Details;
import dev.attune.server.Mapping.SignalRule;
import dev.attune.server.Mapping.Test;
import dev.attune.server.Mapping.Value;
import dev.attune.server.RowMapper.Said;
import dev.attune.wire.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in what a mapping says a signal is, from one row. Immutable. */
final class MessageMaker {
  /** What cannot be a message, and why. */
  static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message, null, false, false);
    }
  }

  /** Such as {@code 1.234,50}; what begins with a zero is a name. */
  static final Pattern COMMA_NUMBER =
      Pattern.compile("[-+]?(0|[1-9]\\d{0,2}(\\.\\d{3}){1,4}|[1-9]\\d{0,14})(,\\d{1,9})?");

  /** The name of details that are one value and no object. */
  private static final String ALONE = "data";

  private static final Set<String> NAMES = Set.of("event", "name");

  private final List<SignalRule> rules;
  private final Set<String> absent;
  private final List<TimeReader> times;

  MessageMaker(List<SignalRule> rules, Set<String> absent) {
    this.rules = rules;
    this.absent = absent;
    this.times =
        rules.stream()
            .map(rule -> new TimeReader(rule.time().format(), rule.time().zone()))
            .toList();
  }

  /**
   * What a rule makes of a row.
   *
   * @param id the message's, asked for only if there is one
   * @param context the message's; left out where it is empty
   */
  Said make(int index, Row.Sound row, Supplier<String> id, Data context) {
    SignalRule rule = rules.get(index);
    if (!rule.onlyIf().stream().allMatch(test -> holds(test, row))
        || rule.skipIf().stream().anyMatch(test -> holds(test, row))) {
      return new Said.Skipped();
    }
    try {
      return new Said.Message(Json.write(message(index, row, id.get(), context)));
    } catch (Unusable e) {
      return new Said.Bad(String.valueOf(e.getMessage()));
    }
  }

  private boolean holds(Test test, Row.Sound row) {
    return test.values().contains(Row.text(row, test.column(), absent).orElse(""));
  }

  private Data message(int index, Row.Sound row, String id, Data context) {
    SignalRule rule = rules.get(index);
    Data.Builder message = new Data.Builder().put("type", rule.kind()).put("messageId", id);
    rule.user()
        .map(template -> filled(template, row))
        .ifPresent(user -> message.put("userId", user));
    rule.anonymous()
        .map(template -> filled(template, row))
        .ifPresent(anonymous -> message.put("anonymousId", anonymous));
    String time = filled(rule.time().template(), row);
    if (time == null && rule.time().needed()) {
      throw new Unusable("time: there is none");
    }
    if (time != null) {
      message.put("timestamp", instant(index, "time", time).toString());
    }
    rule.members()
        .forEach((name, value) -> {
          Object made = value(index, name, value, row);
          if (made != null) {
            message.put(name, NAMES.contains(name) ? named(rule, made) : made);
          }
        });
    details(index, row, message);
    if (!context.isEmpty()) {
      message.put("context", context);
    }
    return message.build();
  }

  private static Object named(SignalRule rule, Object name) {
    String other = rule.names().get(name.toString());
    return other == null ? name : other;
  }

  private void details(int index, Row.Sound row, Data.Builder message) {
    Details details = rules.get(index).details();
    if (details.all().isEmpty()) {
      if (!details.values().isEmpty()) {
        message.put(details.member(), data(index, details.values(), row));
      }
      return;
    }
    Object all = row.value(details.all().get().columns().getFirst());
    if (all instanceof Data data) {
      message.put(details.member(), data);
    } else if (all != null && all != Data.Nothing.NULL) {
      message.put(details.member(), Data.of(ALONE, all));
    }
  }

  private Data data(int index, Map<String, Value> values, Row.Sound row) {
    Data.Builder data = new Data.Builder();
    values.forEach((name, value) -> {
      Object made = value(index, name, value, row);
      if (made != null) {
        data.put(name, made);
      }
    });
    return data.build();
  }

  private @Nullable String filled(Template template, Row.Sound row) {
    String text = template.fill(column -> Row.text(row, column, absent).orElse(null));
    return text == null || text.isBlank() ? null : text;
  }

  private @Nullable Object value(int index, String name, Value value, Row.Sound row) {
    if (value.type() == Mapping.Type.AS_IS && value.template().isOneColumn()) {
      Object asIs = row.value(value.template().columns().getFirst());
      return asIs instanceof String || asIs == null ? filled(value.template(), row) : asIs;
    }
    String text = filled(value.template(), row);
    if (text == null) {
      return null;
    }
    return switch (value.type()) {
      case AS_IS, TEXT -> text;
      case INTEGER -> integer(name, text);
      case NUMBER -> number(name, text);
      case COMMA_NUMBER -> commaNumber(name, text);
      case BOOLEAN -> flag(name, text);
      case TIME -> instant(index, name, text).toString();
    };
  }

  private Instant instant(int index, String name, String text) {
    try {
      return times.get(index).read(text);
    } catch (DateTimeException e) {
      throw new Unusable("%s: '%s' %s".formatted(name, text, e.getMessage()));
    }
  }

  private static Object integer(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Unusable("%s: '%s' is no whole number".formatted(name, text));
    }
  }

  private static Object number(String name, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    boolean isComma = COMMA_NUMBER.matcher(text).matches();
    String hint = isComma ? " with a point, but one with a comma" : "";
    throw new Unusable("%s: '%s' is no number%s".formatted(name, text, hint));
  }

  private static Object commaNumber(String name, String text) {
    if (!COMMA_NUMBER.matcher(text).matches()) {
      throw new Unusable("%s: '%s' is no number such as 1.234,50".formatted(name, text));
    }
    return Double.parseDouble(text.replace(".", "").replace(',', '.'));
  }

  private static Object flag(String name, String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "yes", "y", "1" -> true;
      case "false", "no", "n", "0" -> false;
      default -> throw new Unusable("%s: '%s' is neither true nor false".formatted(name, text));
    };
  }
}
