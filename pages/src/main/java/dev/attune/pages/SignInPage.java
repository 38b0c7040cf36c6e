package dev.attune.pages;

import java.util.Optional;

/**
 * Where people sign in, or set their first password.
 *
 * @param step which of the two
 * @param action where the form goes
 * @param name as it was typed
 * @param next where to go from here; empty for the first page
 * @param ticket of a first sign-in; empty otherwise
 * @param nameProblem what is wrong with the name, already in words
 * @param passwordProblem what is wrong with the password, already in words
 * @param notice something to know first, such as that a session has ended
 */
public record SignInPage(
    Step step,
    String action,
    String name,
    String next,
    String ticket,
    Optional<String> nameProblem,
    Optional<String> passwordProblem,
    Optional<String> notice) {
  /** What is asked for. */
  public enum Step {
    /** Name and password. */
    SIGN_IN,
    /** A name and a password to begin with, for whoever comes first of all. */
    FIRST_STEWARD,
    /** A password to begin with, for somebody who was sent here by a one-time address. */
    SET_PASSWORD
  }

  /** Whether a password is chosen here, and not only typed. */
  public boolean isFirst() {
    return step != Step.SIGN_IN;
  }

  /** Whether the name is theirs already, and stands there to be read only. */
  public boolean isNamed() {
    return step == Step.SET_PASSWORD;
  }

  /** Whether typing begins with the name: a password that is wrong comes first. */
  public boolean beginsWithName() {
    return !isNamed() && passwordProblem.isEmpty();
  }

  /** An empty form. */
  public static SignInPage empty(String action, String next) {
    return new SignInPage(
        Step.SIGN_IN, action, "", next, "", Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** An empty form for the first sign-in of all. */
  public static SignInPage steward(String action, String ticket) {
    return first(Step.FIRST_STEWARD, action, ticket);
  }

  /** An empty form for the first sign-in of somebody who has a name already. */
  public static SignInPage first(String action, String ticket) {
    return first(Step.SET_PASSWORD, action, ticket);
  }

  private static SignInPage first(Step step, String action, String ticket) {
    return new SignInPage(
        step, action, "", "", ticket, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same, with a name in it. */
  public SignInPage named(String typed) {
    return new SignInPage(step, action, typed, next, ticket, nameProblem, passwordProblem, notice);
  }

  /** The same, with what is wrong beside the fields. */
  public SignInPage with(Optional<String> wrongName, Optional<String> wrongPassword) {
    return new SignInPage(step, action, name, next, ticket, wrongName, wrongPassword, notice);
  }

  /** The same, with something to know first. */
  public SignInPage noticed(String said) {
    return new SignInPage(
        step, action, name, next, ticket, nameProblem, passwordProblem, Optional.of(said));
  }
}
