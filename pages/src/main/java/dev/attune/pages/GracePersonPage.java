package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * A customer, and what one may do for them.
 *
 * @param person first the person
 * @param now the moment that is being answered
 * @param others open moments beside it
 * @param kinds what else may be happening
 * @param purse what may be given
 * @param offers best first
 * @param given what they were given, newest first
 * @param typed what was typed before something went wrong
 * @param fresh an id for whatever is chosen now
 * @param objects whether they object to being served, so that nothing is offered
 */
public record GracePersonPage(
    Person person,
    Optional<MomentCard> now,
    List<MomentCard> others,
    List<Kind> kinds,
    Purse purse,
    List<OfferRow> offers,
    List<GestureRow> given,
    Typed typed,
    String fresh,
    boolean objects) {
  public GracePersonPage {
    others = List.copyOf(others);
    kinds = List.copyOf(kinds);
    offers = List.copyOf(offers);
    given = List.copyOf(given);
  }

  /**
   * Who it is.
   *
   * @param href of this page
   * @param line who they are, in one line
   * @param wants what they try to achieve
   * @param lately what just happened
   * @param quote what they said last
   */
  public record Person(
      Somebody who,
      String href,
      String line,
      List<String> wants,
      List<CustomerPage.PathLine> lately,
      Optional<Quote> quote) {
    public Person {
      wants = List.copyOf(wants);
      lately = List.copyOf(lately);
    }
  }

  /**
   * A kind of moment.
   *
   * @param name in the playbook
   * @param title in its words
   * @param per what tells several of them apart; empty where there is one at a time
   */
  public record Kind(String name, String title, String per) {}

  /**
   * What was typed before something went wrong.
   *
   * @param problem what went wrong; in words
   * @param part with what
   */
  public record Typed(
      String words, String amount, String happening, Optional<String> problem, Part part) {
    /** Nothing yet. */
    public static final Typed NOTHING = new Typed("", "", "", Optional.empty(), Part.CHOICE);

    /** Whether something went wrong with this part, so that it is said there. */
    public boolean isAbout(Part asked) {
      return problem.isPresent() && part == asked;
    }
  }

  /** What is filled in on the page. */
  public enum Part {
    /** What is happening. */
    HAPPENING,
    /** Which option. */
    CHOICE,
    /** What is done that is no option, and what it costs. */
    ELSE
  }

  /** Those that can be done without asking. */
  public List<OfferRow> within() {
    return offers.stream().filter(OfferRow::isWithin).toList();
  }

  /** Those for which others have to be asked. */
  public List<OfferRow> beyond() {
    return offers.stream().filter(offer -> !offer.isWithin()).toList();
  }
}
