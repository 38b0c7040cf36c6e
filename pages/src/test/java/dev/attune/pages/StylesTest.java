package dev.attune.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The places' styles are sent as one: none may mean by a name what another means by it. */
class StylesTest {
  /** A class by itself, which begins a part of a page. */
  private static final Pattern CLASS = Pattern.compile("(?m)^\\.([a-z][a-z0-9-]*)\\s*[,{]");

  @Test
  void beginsNoClassInTwoPlaces() throws Exception {
    Map<String, TreeSet<String>> begunIn = new HashMap<>();
    for (String file : Assets.styles()) {
      try (var in = Assets.class.getResourceAsStream("assets/" + file)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Matcher begun = CLASS.matcher(text);
        while (begun.find()) {
          begunIn.computeIfAbsent(begun.group(1), name -> new TreeSet<>()).add(file);
        }
      }
    }
    assertThat(begunIn).hasSizeGreaterThan(50);
    assertThat(begunIn).allSatisfy((name, files) -> assertThat(files).as(name).hasSize(1));
  }
}
