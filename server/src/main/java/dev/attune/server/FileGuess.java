package dev.attune.server;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Guesses what a file says, by the names of its columns and what stands in them. Pure. */
final class FileGuess {
  /** How times are written in files, the clearest first. */
  static final List<String> TIME_FORMATS =
      List.of(
          "iso",
          "epoch-seconds",
          "epoch-millis",
          "dd.MM.yyyy HH:mm:ss",
          "dd.MM.yyyy HH:mm",
          "dd.MM.yyyy",
          "dd/MM/yyyy HH:mm",
          "dd/MM/yyyy",
          "MM/dd/yyyy HH:mm",
          "MM/dd/yyyy",
          "yyyyMMdd",
          "yyyy/MM/dd",
          "d MMM yyyy");

  private static final Pattern USER =
      names(
          "user",
          "userid",
          "customer",
          "customerid",
          "uid",
          "member",
          "memberid",
          "account",
          "accountid",
          "clientid",
          "kunde",
          "kundennummer",
          "kundenid",
          "email",
          "emailaddress",
          "mail");
  private static final Pattern ANONYMOUS =
      names("anonymousid", "anonid", "visitorid", "deviceid", "cookieid", "sessionid");
  private static final Pattern TIME =
      names(
          "timestamp",
          "time",
          "at",
          "date",
          "datetime",
          "when",
          "occurredat",
          "createdat",
          "orderedat",
          "ts",
          "zeit",
          "zeitpunkt",
          "datum",
          "day");
  private static final Pattern EVENT =
      names("event", "eventname", "eventtype", "action", "activity", "ereignis", "type");
  private static final Pattern SAID =
      names(
          "text",
          "comment",
          "comments",
          "review",
          "reviewtext",
          "message",
          "feedback",
          "body",
          "kommentar",
          "bewertungstext",
          "answer",
          "verbatim");
  private static final Pattern RATING =
      names("rating", "stars", "score", "nps", "grade", "bewertung", "sterne");
  private static final Instant EARLY = Instant.parse("1971-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2100-01-01T00:00:00Z");

  private FileGuess() {}

  private static Pattern names(String... names) {
    return Pattern.compile(String.join("|", names));
  }

  /** The likeliest mapping of a file. */
  static FileMapping of(String fileName, FileShape shape, String zone) {
    Map<String, Meaning> meanings = new LinkedHashMap<>();
    Set<Meaning> taken = EnumSet.noneOf(Meaning.class);
    // Names say more than values: who and when are settled first, whatever the order of columns.
    for (Meaning single : Meaning.values()) {
      if (single.isSingle()) {
        first(shape, meanings, each -> fits(single, each))
            .ifPresent(name -> {
              meanings.put(name, single);
              taken.add(single);
            });
      }
    }
    if (!taken.contains(Meaning.TIME)) {
      first(shape, meanings, each -> !timeFormat(each.values()).isEmpty() && !isNumber(each))
          .ifPresent(name -> meanings.put(name, Meaning.TIME));
    }
    Map<String, Meaning> ordered = new LinkedHashMap<>();
    shape
        .columns()
        .forEach(
            each -> ordered.put(each.name(), meanings.getOrDefault(each.name(), detail(each))));
    String kind = kind(ordered);
    String time =
        shape.columns().stream()
            .filter(each -> ordered.get(each.name()) == Meaning.TIME)
            .map(each -> timeFormat(each.values()))
            .filter(format -> !format.isEmpty())
            .findFirst()
            .orElse("iso");
    return new FileMapping(source(fileName), kind, event(fileName), time, zone, "", ordered);
  }

  private static Optional<String> first(
      FileShape shape, Map<String, Meaning> taken, Predicate<FileShape.Column> wanted) {
    return shape.columns().stream()
        .filter(each -> FileMapping.canBeNamed(each.name()) && !taken.containsKey(each.name()))
        .filter(wanted)
        .map(FileShape.Column::name)
        .findFirst();
  }

  private static boolean fits(Meaning meaning, FileShape.Column column) {
    String name = column.name().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}0-9]", "");
    String last = name.replaceFirst("^(context|properties|traits|customer|user)(?=..)", "");
    return switch (meaning) {
      case USER -> USER.matcher(name).matches();
      case ANONYMOUS -> ANONYMOUS.matcher(name).matches();
      case TIME ->
          (TIME.matcher(name).matches() || TIME.matcher(last).matches())
              && !timeFormat(column.values()).isEmpty();
      case EVENT -> EVENT.matcher(name).matches() && !isNumber(column);
      case SAID -> SAID.matcher(name).matches() && !isNumber(column);
      case RATING -> RATING.matcher(name).matches() && isNumber(column);
      case TEXT, NUMBER, COMMA_NUMBER, YES_NO, NOTHING -> false;
    };
  }

  private static Meaning detail(FileShape.Column column) {
    if (!FileMapping.canBeNamed(column.name()) || column.values().isEmpty()) {
      return Meaning.NOTHING;
    }
    if (column.values().stream().allMatch(value -> value.matches("(?i)true|false"))) {
      return Meaning.YES_NO;
    }
    if (isNumber(column)) {
      return Meaning.NUMBER;
    }
    return isCommaNumber(column) ? Meaning.COMMA_NUMBER : Meaning.TEXT;
  }

  /** Numbers that begin with a zero are names, such as those of customers or places. */
  private static boolean isNumber(FileShape.Column column) {
    return !column.values().isEmpty()
        && column.values().stream()
            .allMatch(value -> value.matches("[-+]?(0|[1-9]\\d{0,14})([.]\\d{1,9})?"));
  }

  /** What has three digits behind every comma may be thousands as well: nobody guesses that. */
  private static boolean isCommaNumber(FileShape.Column column) {
    return column.values().stream()
            .allMatch(value -> MessageMaker.COMMA_NUMBER.matcher(value).matches())
        && column.values().stream().anyMatch(value -> value.matches(".*,(\\d\\d?|\\d{4,})"));
  }

  private static String kind(Map<String, Meaning> meanings) {
    if (meanings.containsValue(Meaning.SAID)) {
      return "feedback";
    }
    boolean happens = meanings.containsValue(Meaning.EVENT) || meanings.containsValue(Meaning.TIME);
    return happens ? "track" : "identify";
  }

  /**
   * The format in which the most of them are times that can be: four of five at least, since one
   * line may be bad. Empty if there is none.
   */
  static String timeFormat(List<String> values) {
    String best = "";
    long most = 0;
    for (String format : TIME_FORMATS) {
      long fitting = values.stream().filter(value -> isTime(format, value)).count();
      if (fitting > most) {
        best = format;
        most = fitting;
      }
    }
    return most * 5 >= values.size() * 4L ? best : "";
  }

  private static boolean isTime(String format, String value) {
    try {
      Instant at = new TimeReader(format, Optional.of(ZoneOffset.UTC)).read(value);
      return at.isAfter(EARLY) && at.isBefore(LATE);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String stem(String fileName) {
    return fileName.replaceFirst("\\.[A-Za-z0-9]{1,6}$", "");
  }

  private static String source(String fileName) {
    String name =
        stem(fileName)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("^[^a-z0-9]+|-+$", "");
    String shorter = name.substring(0, Math.min(60, name.length()));
    return Sources.isName(shorter) ? shorter : "file";
  }

  private static String event(String fileName) {
    String words = stem(fileName).replaceAll("[^\\p{L}0-9]+", " ").strip();
    return words.isEmpty() ? "Imported" : Labels.capital(words);
  }
}
