package dev.attune.pages;

/**
 * A customer, as a list shows them.
 *
 * @param name theirs; else what can be said of them
 * @param isNamed whether it is their name
 * @param href their page
 */
public record Somebody(String name, boolean isNamed, String href) {
  /** The first word of their name, to speak of them shortly; empty where none is known. */
  public String shortName() {
    int space = name.indexOf(' ');
    return !isNamed ? "" : space > 0 ? name.substring(0, space) : name;
  }
}
