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
    /** A password to begin with, for somebody who was sent here by a one-time address. */
    SET_PASSWORD
  }

  /** An empty form. */
  public static SignInPage empty(String action, String next) {
    return new SignInPage(
        Step.SIGN_IN, action, "", next, "", Optional.empty(), Optional.empty(), Optional.empty());
  }
}
