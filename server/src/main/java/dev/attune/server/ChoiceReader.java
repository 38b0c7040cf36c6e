package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Choice;
import dev.attune.engine.Choice.What;
import dev.attune.engine.Chooser;
import dev.attune.engine.Deed;
import dev.attune.engine.Engine;
import dev.attune.wire.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what somebody chose, for whom, from the body of a request. */
final class ChoiceReader {
  private static final int BODY_LIMIT = 128 * 1024;
  private static final int LONGEST_ID_OF_MANY = 48;
  private static final int HASH_DIGITS = 20;

  private final Engine engine;
  private final InstantSource clock;

  ChoiceReader(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * The body of a request that may name many customers.
   *
   * @throws Refusal if it is no JSON object
   */
  static Data body(Request request) {
    return Json.read(request.entity().read(BODY_LIMIT));
  }

  /** The gesture's id, as the client made it. */
  static String id(Data body) {
    String id = body.text("id");
    if (id == null || !Choice.isId(id)) {
      throw Refusal.unreadable(
          "bad-id",
          "\"id\" is made by who sends, such as a UUID: 8 to 80 letters, digits, dots, dashes and"
              + " underscores; send the same again for the same gesture");
    }
    return id;
  }

  /** What was chosen. */
  What what(Data body) {
    String option = body.text("option");
    if (option != null && !option.equals(What.SOMETHING_ELSE)) {
      return new What.Listed(option, Money.read(body, "quoted", engine));
    }
    String words = body.text("words");
    Optional<BigDecimal> amount = Money.read(body, "amount", engine);
    if (words == null || words.isBlank() || amount.isEmpty()) {
      throw Refusal.unreadable(
          "missing-member",
          "\"option\" names an option, or \"words\" and \"amount\" say something else");
    }
    if (words.length() > Choice.LONGEST_WORDS) {
      throw Refusal.unreadable(
          "bad-value",
          "\"words\" has %d characters, at most %d"
              .formatted(words.length(), Choice.LONGEST_WORDS));
    }
    return new What.Else(words.strip(), amount.get());
  }

  /** The moment that it answers, which must be theirs. */
  Optional<String> moment(Data body, Id customer) {
    Optional<String> moment = Optional.ofNullable(body.text("moment"));
    moment.ifPresent(id -> checkMoment(id, customer));
    return moment;
  }

  /**
   * Looks whether a moment is a customer's.
   *
   * @throws Refusal if it is not
   */
  void checkMoment(String id, Id customer) {
    boolean theirs =
        engine
            .moment(id)
            .flatMap(moment ->
                engine.customer(customer).map(view -> view.id().equals(moment.customer())))
            .orElse(false);
    if (!theirs) {
      throw Refusal.absent("no-such-moment", "%s has no moment '%s'".formatted(customer, id));
    }
  }

  /** The customers that are named, each once. */
  List<Id> customers(Data body) {
    Object many = body.get("customers");
    Set<Id> customers = new LinkedHashSet<>();
    if (many instanceof List<?> list) {
      list.forEach(each -> customers.add(CustomerApi.id(each.toString())));
    } else if (body.text("customer") != null) {
      customers.add(CustomerApi.id(body.text("customer")));
    }
    if (customers.isEmpty() || customers.size() > Deed.MOST_CHOICES) {
      throw Refusal.unreadable(
          "bad-value",
          "\"customer\" is one id, or \"customers\" a list of 1 to %d; %d are named"
              .formatted(Deed.MOST_CHOICES, customers.size()));
    }
    return new ArrayList<>(customers);
  }

  /** When a phone gave it that was offline: as it says, but not before it was lent, nor ahead. */
  Instant at(Data body, Instant lentAt) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant said = instant(body, "at").orElse(now);
    Instant notBefore = said.isBefore(lentAt) ? lentAt : said;
    return notBefore.isAfter(now) ? now : notBefore;
  }

  /** An instant under a name. */
  static Optional<Instant> instant(Data body, String name) {
    String text = body.text(name);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      throw Refusal.unreadable(
          "bad-value",
          "\"%s\" is an instant such as 2026-03-01T08:00:00Z, not '%s'".formatted(name, text));
    }
  }

  /** One choice for each of several customers, under ids that follow from the request's. */
  static String idOf(String request, Id customer, boolean isOfMany) {
    if (!isOfMany) {
      return request;
    }
    if (request.length() > LONGEST_ID_OF_MANY) {
      throw Refusal.unreadable(
          "bad-id",
          "\"id\" has at most %d characters where many customers are named"
              .formatted(LONGEST_ID_OF_MANY));
    }
    return request + "." + hash(customer.toString());
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Checks that an id that is sent again says the same. */
  static void checkSame(Choice said, Choice kept) {
    boolean same =
        said.customer().equals(kept.customer())
            && said.what().option().equals(kept.what().option());
    if (!same) {
      throw Refusal.caller(
          409, "id-in-use", "the id %s is that of another gesture".formatted(said.id()));
    }
  }

  /** A choice. */
  Choice choice(What what, String id, Id customer, Optional<String> moment, Chooser by) {
    return new Choice(
        id,
        customer,
        what,
        moment,
        by,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        Optional.empty());
  }
}
