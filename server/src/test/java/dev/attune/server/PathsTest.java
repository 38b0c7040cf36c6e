package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PathsTest {
  @Test
  void cutsBeforeItDecodes() {
    assertThat(Paths.segments("/api/customers/user%3Aa%2Fb/why"))
        .containsExactly("api", "customers", "user:a/b", "why");
    assertThat(Paths.segments("/v1/batch/")).containsExactly("v1", "batch");
    assertThat(Paths.segments("/a//b")).containsExactly("a", "", "b");
    assertThat(Paths.segments("/")).containsExactly("");
  }

  @Test
  void refusesBrokenEscapesAndOtherEncodings() {
    assertThat(Paths.segments("/a%2")).isNull();
    assertThat(Paths.segments("/a%zz")).isNull();
    assertThat(Paths.segments("/%ff%fe")).isNull();
  }

  @Test
  void readsTheFirstOfEachParameter() {
    assertThat(Paths.query("a=1&a=2&b=x+y%26z&c&%zz=1"))
        .isEqualTo(Map.of("a", "1", "b", "x y&z", "c", ""));
  }

  @Property
  boolean decodesWhatItEncodes(@ForAll String text) {
    String whole =
        new String(
            text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.UTF_8);
    var segments = Paths.segments("/x/" + Paths.encoded(whole) + "/y");
    return segments != null && segments.size() == 3 && segments.get(1).equals(whole);
  }

  @Property
  boolean neverThrows(@ForAll String text) {
    Paths.query(text);
    Paths.segments(text);
    var whole = Paths.segments("/" + text.replace("%", ""));
    return whole != null && !whole.isEmpty();
  }
}
