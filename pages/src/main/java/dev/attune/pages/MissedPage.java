package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people saw and Attune did not.
 *
 * @param groups what is alike, together
 * @param back where to go on, where something was just said
 */
public record MissedPage(List<Group> groups, Optional<String> back) {
  public MissedPage {
    groups = List.copyOf(groups);
  }

  /** After something was said. */
  public static MissedPage said(String back) {
    return new MissedPage(List.of(), Optional.of(back));
  }

  /**
   * Sentences that speak of the same.
   *
   * @param about the words they share; empty where a sentence stands alone
   * @param draft a moment that would have noticed, as the playbook would have it
   * @param form where it is written by a form, begun as far as can be told
   */
  public record Group(String about, List<Sentence> sentences, Optional<String> draft, String form) {
    public Group {
      sentences = List.copyOf(sentences);
    }
  }

  /** One sentence. */
  public record Sentence(String text, String by, Instant at, Somebody who) {}
}
