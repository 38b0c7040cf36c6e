package dev.attune.pages;

/**
 * What happened since a page was made; it changes nothing that is being read until asked to.
 *
 * @param opened how many moments opened
 * @param closed how many closed or were withdrawn
 * @param position up to where effects were heard
 * @param ask where to ask again, without the position
 * @param show the page, made anew
 */
public record News(long opened, long closed, long position, String ask, String show) {
  /** Where to ask for what comes after. */
  public String askHref() {
    return ask + (ask.contains("?") ? "&" : "?") + "since=" + position;
  }
}
