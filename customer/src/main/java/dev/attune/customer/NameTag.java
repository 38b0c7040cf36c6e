package dev.attune.customer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a customer is called and reached, as their traits state it: what people type to find them. It
 * reads the traits that Segment's specification has for that: a name in one or in two parts, a
 * username, an e-mail, a phone and a company, in camel or in snake case; and beside them an
 * organisation and a brand.
 *
 * @param names what they are called, the best first; no name twice
 * @param organisation whom they belong to, or null
 * @param email as stated, or null
 * @param phone as stated, or null
 * @param brand of which company's brands they are a customer, or null
 */
public record NameTag(
    List<String> names,
    @Nullable String organisation,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String brand) {
  /** Of somebody of whom nothing is known but ids. */
  public static final NameTag BLANK = new NameTag(List.of(), null, null, null, null);

  /** What is longer is cut: it is no name. */
  public static final int MAX_LENGTH = 200;

  private static final Set<String> TRAITS =
      Set.of(
          "name",
          "firstName",
          "first_name",
          "lastName",
          "last_name",
          "username",
          "email",
          "phone",
          "company",
          "organisation",
          "organization",
          "brand");

  public NameTag {
    names = List.copyOf(names);
  }

  /** Whether traits say anything that stands on a name tag. */
  public static boolean isOn(Data traits) {
    for (String name : traits.names()) {
      if (TRAITS.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** The name tag of somebody with these traits. */
  public static NameTag of(Data traits) {
    if (!isOn(traits)) {
      return BLANK;
    }
    return new NameTag(
        names(traits),
        organisation(traits),
        text(traits, "email"),
        text(traits, "phone"),
        text(traits, "brand"));
  }

  private static List<String> names(Data traits) {
    Set<String> names = new LinkedHashSet<>();
    String first = either(traits, "firstName", "first_name");
    String last = either(traits, "lastName", "last_name");
    List<String> parts = new ArrayList<>();
    Stream.of(Optional.ofNullable(first), Optional.ofNullable(last))
        .flatMap(Optional::stream)
        .forEach(parts::add);
    Stream.of(
            Optional.ofNullable(text(traits, "name")),
            Optional.of(String.join(" ", parts)),
            Optional.ofNullable(text(traits, "username")))
        .flatMap(Optional::stream)
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
    return List.copyOf(names);
  }

  private static @Nullable String organisation(Data traits) {
    String stated = either(traits, "organisation", "organization");
    if (stated != null) {
      return stated;
    }
    return traits.get("company") instanceof Data company
        ? text(company, "name")
        : text(traits, "company");
  }

  private static @Nullable String either(Data traits, String one, String other) {
    String text = text(traits, one);
    return text == null ? text(traits, other) : text;
  }

  /** Text, or a number as its digits, since imports take a phone for one; null if it is blank. */
  private static @Nullable String text(Data traits, String name) {
    Object value = traits.get(name);
    String text = value instanceof Long number ? number.toString() : traits.text(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    String stripped = text.strip();
    return stripped.substring(
        0,
        stripped.offsetByCodePoints(
            0, Math.min(MAX_LENGTH, stripped.codePointCount(0, stripped.length()))));
  }

  /**
   * What to call them: the best name, else the e-mail, else the phone; nothing if all are absent.
   */
  public Optional<String> best() {
    return Stream.of(
            names.stream().findFirst(), Optional.ofNullable(email), Optional.ofNullable(phone))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether they are a customer of a brand; upper and lower case are alike. */
  public boolean isOf(String wanted) {
    return Objects.requireNonNullElse(brand, "").equalsIgnoreCase(wanted.strip());
  }
}
