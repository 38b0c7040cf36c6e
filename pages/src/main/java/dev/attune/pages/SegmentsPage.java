package dev.attune.pages;

import java.util.List;

/**
 * The conditions over customers that the playbook names.
 *
 * @param rows each of them
 * @param complete whether every customer was looked at since the playbook was adopted
 */
public record SegmentsPage(List<Row> rows, boolean complete) {
  public SegmentsPage {
    rows = List.copyOf(rows);
  }

  /**
   * A segment.
   *
   * @param name in plain words
   * @param href its page
   * @param sentence who is in it
   * @param size how many are
   * @param share of all customers, already in words
   * @param entered how many came in the last week
   * @param left how many went in the last week
   * @param isMore whether more moved than were counted
   */
  public record Row(
      String name,
      String href,
      String sentence,
      long size,
      String share,
      long entered,
      long left,
      boolean isMore) {}
}
