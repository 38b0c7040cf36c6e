package dev.attune.pages;

import java.util.Optional;

/**
 * What every page has around its own.
 *
 * @param title of the page, already in words
 * @param place where it lies; nothing where nowhere
 * @param who looks at it; nothing for somebody who has not signed in
 * @param address the page's own path and query, so that a choice of look comes back to it
 * @param formKey what forms must carry to be believed; empty where nobody is signed in
 * @param guide what the demo shows beside; nothing everywhere else
 */
public record Frame(
    Words words,
    Look look,
    String title,
    Optional<Place> place,
    Optional<Who> who,
    String address,
    String formKey,
    Optional<Guide> guide) {
  /** This frame around another page. */
  public Frame at(Place other, String called) {
    return new Frame(words, look, called, Optional.of(other), who, address, formKey, guide);
  }

  /** This frame around a page that is nowhere. */
  public Frame called(String called) {
    return new Frame(words, look, called, Optional.empty(), who, address, formKey, guide);
  }

  /** What whoever looks is called, if {@code name} is theirs; others by the name itself. */
  public String nameOf(String name) {
    return who.filter(each -> each.name().equals(name)).map(Who::title).orElse(name);
  }

  /** Whether who looks at it may see lists of customers, and take them away. */
  public boolean hasLists() {
    return who.map(each -> each.places().contains(Place.SEGMENTS)).orElse(false);
  }

  /** Whether who looks at it is the one of this name. */
  public boolean isSeenBy(String name) {
    return who.map(each -> each.name().equals(name)).orElse(false);
  }

  /** What the demo's first tour says here, if anything. */
  public Optional<Guide.Hint> hint() {
    return guide.flatMap(each -> place.flatMap(each::hint));
  }

  /** The text under {@code key}. */
  public String say(String key, Object... values) {
    return words.say(key, values);
  }

  /** The address of an asset. */
  public String asset(String name) {
    return Assets.address(name);
  }
}
