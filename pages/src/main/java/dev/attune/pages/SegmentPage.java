package dev.attune.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is in a segment, and who came and went.
 *
 * @param name in plain words
 * @param href its page
 * @param sentence who is in it
 * @param size how many are
 * @param sizes how large it was, as far back as is known
 * @param members some of them
 * @param next the address of further ones
 * @param moves who came and went, newest first
 * @param csv the address of the members as a table
 */
public record SegmentPage(
    String name,
    String href,
    String sentence,
    long size,
    Sizes sizes,
    List<Member> members,
    Optional<String> next,
    List<Move> moves,
    String csv) {
  public SegmentPage {
    members = List.copyOf(members);
    moves = List.copyOf(moves);
  }

  /**
   * Somebody who is in it.
   *
   * @param who they are
   * @param since when they entered
   * @param why where it is told why
   */
  public record Member(Somebody who, Instant since, String why) {}

  /**
   * Somebody who came or went.
   *
   * @param who they are
   * @param entered or else left
   * @param at when
   * @param why where it is told why
   */
  public record Move(Somebody who, boolean entered, Instant at, String why) {}
}
