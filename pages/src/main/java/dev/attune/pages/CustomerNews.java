package dev.attune.pages;

/**
 * How many signals of a customer came since their page was made.
 *
 * @param base the customer's address
 * @param since up to when signals had come, in milliseconds since 1970
 * @param count how many came after that
 */
public record CustomerNews(String base, long since, int count) {
  /** Where to ask for what comes after. */
  public String askHref() {
    return base + "/news?since=" + since;
  }
}
