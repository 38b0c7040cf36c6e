package dev.attune.pages;

import java.util.Optional;

/**
 * Why a page cannot be shown, and what to do.
 *
 * @param status of the answer
 * @param detail what was found, for people; it may be English whatever the language
 * @param retry whether asking again may help: the page then does so by itself
 */
public record ProblemPage(int status, Optional<String> detail, boolean retry) {
  /** What it is about, in words. */
  public String title(Frame frame) {
    return frame.say(key() + ".title");
  }

  /** What kind of problem it is, as a key among the words. */
  String key() {
    return switch (status) {
      case 401 -> "problem.401";
      case 403 -> "problem.403";
      case 404 -> "problem.404";
      case 503 -> "problem.503";
      default -> status < 500 ? "problem.400" : "problem.500";
    };
  }
}
