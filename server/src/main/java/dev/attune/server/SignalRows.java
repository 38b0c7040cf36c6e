package dev.attune.server;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.customer.Signal;
import dev.attune.engine.Engine;
import dev.attune.pages.Detail;
import dev.attune.pages.Quote;
import dev.attune.pages.SignalRow;
import dev.attune.pages.SignalRow.Whose;
import dev.attune.pages.Why;
import dev.attune.pages.Words;
import dev.attune.wire.StoredSignal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Signals as people read them. */
final class SignalRows {
  private static final String STATE = "state";
  private static final int MOST_DETAILS = 4;

  /** Segment's event for a review, and where it has the words. */
  private static final String REVIEWED = "Product Reviewed";

  private static final String REVIEW = "review_body";

  private static final Set<String> AMOUNTS =
      Set.of("fare", "total", "price", "revenue", "value", "amount");

  private SignalRows() {}

  /** Whose a signal is, as far as can be told without reading it. */
  static Whose whose(StoredSignal signal) {
    return switch (signal.kind()) {
      case FEEDBACK -> Whose.WORDS;
      case TRACK -> REVIEWED.equals(signal.name()) ? Whose.WORDS : Whose.DID;
      case PAGE, SCREEN -> Whose.DID;
      case ASKED, OBSERVED, GESTURE, HANDLED, UNDERSTOOD -> Whose.US;
      case IDENTIFY, ALIAS, GROUP, CONSENT, CORRECTED -> Whose.IDENTITY;
    };
  }

  static SignalRow row(StoredSignal stored, Words words) {
    return row(stored, words, Set.of());
  }

  /** Of its details first those that tell most. */
  private static SignalRow row(StoredSignal stored, Words words, Set<String> telling) {
    Signal signal = stored.signal();
    return new SignalRow(
        whose(stored),
        Labels.cut(title(signal.content(), words)),
        signal.occurredAt(),
        said(signal.content()).map(Labels::clean),
        details(signal.content(), words, telling),
        by(signal.content()).map(Labels::cut),
        signal.id().source());
  }

  private static String title(Content content, Words words) {
    return switch (content) {
      case Content.Identify identify -> words.say("signal.identify");
      case Content.Track track -> track.event();
      case Content.Page page -> named("signal.page", page.name(), words);
      case Content.Screen screen -> named("signal.screen", screen.name(), words);
      case Content.Group group ->
          words.say(
              "signal.group",
              Objects.requireNonNullElse(group.traits().text("name"), group.groupId()));
      case Content.Alias alias -> words.say("signal.alias", alias.previousId());
      case Content.Feedback feedback -> words.say("signal.feedback");
      case Content.Asked asked -> words.say("signal.asked");
      case Content.Observed observed -> words.say("signal.observed");
      case Content.Gesture gesture -> gesture(gesture, words);
      case Content.Handled handled -> words.say("signal.handled." + Shapes.word(handled.act()));
      case Content.Consent consent ->
          words.say(
              consent.given() ? "signal.consent-given" : "signal.consent-refused",
              words.say("consent." + Shapes.word(consent.purpose())));
      case Content.Corrected corrected ->
          words.say(
              "signal." + Shapes.word(corrected.verdict()), corrected.first(), corrected.second());
      case Content.Raised raised -> words.say("signal.raised");
      case Content.Understood understood -> words.say("signal.understood");
    };
  }

  /** Attune's own say how far it is; others were done. */
  private static String gesture(Content.Gesture gesture, Words words) {
    String title = gesture.properties().text("title");
    String key = "signal.gesture." + gesture.properties().text(STATE);
    return words.say(
        words.has(key) ? key : "signal.gesture",
        title == null ? Labels.plain(gesture.option()) : Labels.cut(title));
  }

  private static String named(String key, @Nullable String name, Words words) {
    return name == null ? words.say(key) : words.say(key + "-named", name);
  }

  /** Words that stand for themselves. */
  private static Optional<String> said(Content content) {
    return switch (content) {
      case Content.Feedback feedback -> Optional.of(feedback.text());
      case Content.Asked asked -> Optional.of(asked.question());
      case Content.Observed observed -> Optional.of(observed.text());
      case Content.Handled handled -> Optional.ofNullable(handled.why());
      case Content.Track track ->
          track.event().equals(REVIEWED)
              ? Optional.ofNullable(track.properties().text(REVIEW))
              : Optional.empty();
      case Content.Identify i -> Optional.empty();
      case Content.Page p -> Optional.empty();
      case Content.Screen s -> Optional.empty();
      case Content.Group g -> Optional.empty();
      case Content.Alias a -> Optional.empty();
      case Content.Gesture g -> Optional.empty();
      case Content.Consent c -> Optional.empty();
      case Content.Corrected c -> Optional.empty();
      case Content.Raised raised -> Optional.ofNullable(raised.why());
      case Content.Understood u -> Optional.empty();
    };
  }

  private static Optional<String> by(Content content) {
    return switch (content) {
      case Content.Observed observed -> Optional.of(observed.by());
      case Content.Gesture gesture -> Optional.of(gesture.by());
      case Content.Handled handled -> Optional.of(handled.by());
      case Content.Corrected corrected -> Optional.of(corrected.by());
      case Content.Raised raised -> Optional.of(raised.by());
      default -> Optional.empty();
    };
  }

  /**
   * The first few properties worth reading: no ids, nothing nested, amounts with their currency.
   */
  private static List<Detail> details(Content content, Words words, Set<String> telling) {
    Data properties = content.properties();
    if (content instanceof Content.Gesture && properties.text(STATE) != null) {
      return List.of(); // its title says it, and what it cost stands with the gestures
    }
    List<Detail> details = new ArrayList<>();
    List<String> names = new ArrayList<>(properties.names());
    names.sort(Comparator.comparing(name -> !telling.contains(name)));
    for (String name : names) {
      Object value = properties.get(name);
      boolean isPlain =
          value instanceof String || value instanceof Number || value instanceof Boolean;
      if (isPlain && !isNoise(name) && !String.valueOf(value).isEmpty()) {
        details.add(new Detail(Labels.plain(name), amount(properties, name, words)));
      }
      if (details.size() == MOST_DETAILS) {
        break;
      }
    }
    return details;
  }

  private static boolean isNoise(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("currency")
        || lower.equals("url")
        || lower.equals("path")
        || lower.equals("title")
        || lower.equals(REVIEW)
        || lower.equals("id")
        || name.endsWith("Id")
        || lower.endsWith("_id");
  }

  private static String amount(Data properties, String name, Words words) {
    Object value = properties.get(name);
    String code = properties.text("currency");
    if (value instanceof Number number
        && code != null
        && AMOUNTS.contains(name)
        && Currency.getAvailableCurrencies().stream()
            .anyMatch(each -> each.getCurrencyCode().equals(code))) {
      return words.money(new BigDecimal(number.toString()), Currency.getInstance(code));
    }
    return Labels.value(words, value);
  }

  /** What a feedback says, with where and how well. */
  static Optional<Quote> quote(Signal signal, Words words) {
    if (!(signal.content() instanceof Content.Feedback feedback)) {
      return Optional.empty();
    }
    List<String> about = new ArrayList<>();
    for (String name : List.of("channel", "rating")) {
      Object value = feedback.properties().get(name);
      if (value != null) {
        String text = Labels.value(words, value);
        about.add(value instanceof String ? text : Labels.plain(name) + " " + text);
      }
    }
    return Optional.of(
        new Quote(Labels.clean(feedback.text()), signal.occurredAt(), String.join(" · ", about)));
  }

  /** Signals that a claim rests on, as doors to them. */
  static List<Why.Proof> proofs(List<Signal.Address> addresses, String href) {
    return addresses.stream().map(each -> proof(each, href, Optional.empty())).toList();
  }

  /**
   * As {@link #proofs(List, String)}; the first {@code most} of them say what happened.
   *
   * @param told what is told first
   */
  static List<Why.Proof> proofs(
      List<Signal.Address> addresses,
      String href,
      int most,
      Telling.Told told,
      Engine engine,
      Words words) {
    List<Signal.Address> first = addresses.subList(0, Math.min(most, addresses.size()));
    List<Signal.Address> others = addresses.subList(first.size(), addresses.size());
    List<Optional<StoredSignal>> signals = found(first, told.events(), engine);
    List<Why.Proof> proofs = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      proofs.add(
          proof(first.get(i), href, signals.get(i).map(each -> happened(each, words, told))));
    }
    proofs.addAll(proofs(others, href));
    return proofs;
  }

  /**
   * The signals at these addresses, nothing where one is no longer kept. Where several are at one,
   * those of {@code events} are meant, one after the other for each time that it is named.
   */
  static List<Optional<StoredSignal>> found(
      List<Signal.Address> addresses, Set<String> events, Engine engine) {
    Map<Signal.Address, Iterator<StoredSignal>> meant = new HashMap<>();
    List<Optional<StoredSignal>> found = new ArrayList<>();
    for (Signal.Address address : addresses) {
      Iterator<StoredSignal> next =
          meant.computeIfAbsent(address, each -> meant(engine.signalsAt(each), events).iterator());
      found.add(next.hasNext() ? Optional.of(next.next()) : Optional.empty());
    }
    return found;
  }

  private static List<StoredSignal> meant(List<StoredSignal> signals, Set<String> events) {
    List<StoredSignal> of =
        signals.stream().filter(each -> events.contains(each.signal().event())).toList();
    return of.isEmpty() ? signals : of;
  }

  /** A signal that a claim rests on, and what happened. */
  static Why.Proof proof(Signal.Address address, String href, Optional<String> happened) {
    return new Why.Proof(
        address.at(),
        href
            + "?of="
            + Paths.encoded(address.sender().toString())
            + "&at="
            + address.at().toEpochMilli()
            + "#timeline",
        happened);
  }

  /** In their own words, where there are any. */
  static String happened(StoredSignal signal, Words words, Telling.Told told) {
    return happened(row(signal, words, told.properties()));
  }

  private static String happened(SignalRow row) {
    return row.said()
        .map(said -> "“" + Labels.cut(said) + "”")
        .orElseGet(() ->
            Stream.concat(
                    Stream.of(row.title()),
                    row.details().stream().map(each -> each.name() + " " + each.value()))
                .collect(Collectors.joining(" · ")));
  }
}
