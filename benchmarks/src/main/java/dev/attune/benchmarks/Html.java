package dev.attune.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a page as a browser does, as far as it matters here: which elements there are, with which
 * attributes. A word in a text or in a quoted attribute is neither.
 */
final class Html {
  private static final Pattern TAG =
      Pattern.compile("<([a-zA-Z][a-zA-Z0-9-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([^\\s\"'=/]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+))?");
  private static final Set<String> LINKS =
      Set.of("href", "src", "action", "formaction", "xlink:href", "data", "poster");

  private Html() {}

  /** What would run, or be loaded from elsewhere: none on a page of ours. */
  static List<String> running(String page) {
    List<String> found = new ArrayList<>();
    Matcher tags = TAG.matcher(page);
    while (tags.find()) {
      String name = tags.group(1).toLowerCase(Locale.ROOT);
      String attributes = tags.group(2);
      if (name.equals("script") && !attributes.contains("src=")) {
        found.add(tags.group());
      }
      if (Set.of("iframe", "object", "embed", "base", "style").contains(name)) {
        found.add(tags.group());
      }
      attributes(attributes, found);
    }
    return found;
  }

  private static void attributes(String attributes, List<String> found) {
    Matcher each = ATTRIBUTE.matcher(attributes);
    while (each.find()) {
      String name = each.group(1).toLowerCase(Locale.ROOT);
      String value = each.group(2) == null ? "" : each.group(2).replaceAll("^[\"']|[\"']$", "");
      String plain = value.strip().toLowerCase(Locale.ROOT);
      boolean isForeign =
          LINKS.contains(name)
              && (plain.startsWith("javascript:")
                  || plain.startsWith("data:text")
                  || plain.startsWith("//")
                  || plain.startsWith("http"));
      if (name.startsWith("on") || name.equals("style") || name.equals("srcdoc") || isForeign) {
        found.add(each.group());
      }
    }
  }
}
