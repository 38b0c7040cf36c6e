package dev.attune.search;

import dev.attune.customer.Id;
import dev.attune.customer.Named;
import dev.attune.search.Entry.Text;
import dev.attune.search.Match.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a customer is one who is wanted, and why. Pure. {@link IndexQuery} says the same
 * to the index, for all customers at once.
 */
final class Matching {
  /** So many digits must be typed before a phone is found by its beginning. */
  static final int PHONE_BEGINS = 7;

  private static final Comparator<Found> BEST = Comparator.comparing(Found::how);

  private final Wanted wanted;
  private final Entry entry;

  private Matching(Wanted wanted, Entry entry) {
    this.wanted = wanted;
    this.entry = entry;
  }

  /** The customer as a match, or nothing if they are not wanted. */
  static Optional<Match> of(Wanted wanted, Named who) {
    return new Matching(wanted, Entry.of(who)).match();
  }

  private Optional<Match> match() {
    List<Found> found = new ArrayList<>();
    double score = 0;
    for (Found whole : whole()) {
      found.add(whole);
      score = Math.max(score, whole.how().weight());
    }
    List<Found> words = new ArrayList<>();
    double sum = 0;
    for (Wanted.Part part : wanted.parts()) {
      List<Found> fits = fits(part);
      if (fits.isEmpty()) {
        sum = -1;
        break;
      }
      sum += fits.stream().min(BEST).orElseThrow().how().weight();
      words.addAll(fits);
    }
    if (sum >= 0) {
      found.addAll(words);
      score = Math.max(score, sum);
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Match(entry.who(), score, best(found)));
  }

  /** Each text once, as it fits best; the best first. */
  private static List<Found> best(List<Found> found) {
    Map<String, Found> byText = new LinkedHashMap<>();
    for (Found each : found) {
      byText.merge(
          each.field() + " " + each.text(),
          each,
          (one, other) -> BEST.compare(one, other) <= 0 ? one : other);
    }
    return byText.values().stream().sorted(BEST).toList();
  }

  private List<Found> whole() {
    List<Found> found = new ArrayList<>();
    String value = wanted.idValue();
    for (Id id : entry.who().ids()) {
      if (Wanted.lower(id.value()).equals(value)) {
        found.add(new Found(Field.ID, id.toString(), How.KNOWN));
      }
    }
    String phone = entry.who().tag().phone();
    How how = phone();
    if (phone != null && how != null) {
      found.add(new Found(Field.PHONE, phone, how));
    }
    return found;
  }

  private @Nullable How phone() {
    How how = null;
    for (String form : wanted.phones()) {
      if (entry.phones().contains(form)) {
        return How.KNOWN;
      }
      boolean begins = form.length() >= PHONE_BEGINS;
      if (begins && entry.phones().stream().anyMatch(phone -> phone.startsWith(form))) {
        how = How.BEGINS;
      }
    }
    return how;
  }

  private List<Found> fits(Wanted.Part part) {
    List<Found> found = new ArrayList<>();
    switch (part) {
      case Wanted.Part.Email(String typed) -> {
        String email = entry.email();
        String stated = entry.who().tag().email();
        if (email != null && stated != null && email.startsWith(typed)) {
          boolean whole = email.length() == typed.length();
          found.add(new Found(Field.EMAIL, stated, whole ? How.KNOWN : How.BEGINS));
        }
      }
      case Wanted.Part.Word word -> {
        for (Text text : entry.texts()) {
          How how = how(word, text);
          if (how != null) {
            found.add(new Found(text.field(), text.text(), how));
          }
        }
      }
    }
    return found;
  }

  private static @Nullable How how(Wanted.Part.Word word, Text text) {
    How best = null;
    for (String form : word.forms()) {
      for (String stated : text.forms()) {
        How how = how(form, stated, word.slips());
        best = best == null || (how != null && how.compareTo(best) < 0) ? how : best;
      }
    }
    return best;
  }

  private static @Nullable How how(String form, String stated, int forgiven) {
    if (stated.startsWith(form)) {
      return stated.length() == form.length() ? How.SAME : How.BEGINS;
    }
    boolean isExact = forgiven == 0 || Words.hasDigits(stated);
    int slips = isExact ? forgiven + 1 : Slips.between(form, stated, forgiven);
    if (slips > forgiven) {
      return null;
    }
    return slips == 1 ? How.ONE_SLIP : How.TWO_SLIPS;
  }
}
