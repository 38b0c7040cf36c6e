package dev.attune.people;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a browser says it is, in words for people: {@code Firefox on Windows}. */
public final class Device {
  /** In this order: most browsers also say that they are others. */
  private static final List<Map.Entry<String, String>> BROWSERS =
      List.of(
          Map.entry("edg", "Edge"),
          Map.entry("opr/", "Opera"),
          Map.entry("samsungbrowser", "Samsung Internet"),
          Map.entry("firefox", "Firefox"),
          Map.entry("fxios", "Firefox"),
          Map.entry("crios", "Chrome"),
          Map.entry("chrom", "Chrome"),
          Map.entry("safari", "Safari"));

  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          Map.entry("iphone", "iPhone"),
          Map.entry("ipad", "iPad"),
          Map.entry("android", "Android"),
          Map.entry("windows", "Windows"),
          Map.entry("mac os", "Mac"),
          Map.entry("cros", "ChromeOS"),
          Map.entry("linux", "Linux"));

  private Device() {}

  /** The words for a {@code User-Agent}; nothing of its own text is in them. */
  public static String of(String userAgent) {
    String said = userAgent.toLowerCase(Locale.ROOT);
    String browser = first(BROWSERS, said, "A program");
    String system = first(SYSTEMS, said, "");
    return system.isEmpty() ? browser : browser + " on " + system;
  }

  private static String first(
      List<Map.Entry<String, String>> names, String said, String otherwise) {
    return names.stream()
        .filter(each -> said.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }
}
