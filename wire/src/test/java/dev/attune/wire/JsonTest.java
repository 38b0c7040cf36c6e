package dev.attune.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.customer.Data;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesWhatItRead() {
    String json = "{\"a\":1,\"b\":-2.5,\"c\":[true,null,{\"d\":\"ü/\\\"\"}],\"e\":{}}";

    assertThat(Json.text(Json.read(json))).isEqualTo(json);
  }

  @Test
  void keepsANumberThatNoDoubleHoldsAsItsText() {
    assertThat(Json.read("{\"a\":1e999,\"b\":92233720368547758080}"))
        .isEqualTo(Data.of("a", "1e999", "b", 0x1p63 * 10));
  }

  @Test
  void replacesHalfACharacter() {
    assertThat(Json.read("{\"a\":\"x\\ud83d!\",\"b\":\"\\ud83d\\ude00\"}"))
        .isEqualTo(Data.of("a", "x\uFFFD!", "b", "\ud83d\ude00"));
    assertThat(Json.text(Data.of("a", List.of("\ude00")))).isEqualTo("{\"a\":[\"\uFFFD\"]}");
  }

  @Test
  void refusesMoreThanAThousandNamesAnObject() {
    StringBuilder json = new StringBuilder("{\"n\":0");
    for (int i = 1; i < 1_001; i++) {
      json.append(",\"n").append(i).append("\":0");
    }
    assertThatThrownBy(() -> Json.read(json.append('}').toString()))
        .isInstanceOf(Json.BadJson.class)
        .hasMessage("an object has more than 1000 names (at line 1, column 8900)");
  }

  @Test
  void refusesMoreThan32Levels() {
    assertThat(Json.read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}").size()).isEqualTo(1);
    assertThatThrownBy(() -> Json.read("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"))
        .isInstanceOf(Json.BadJson.class)
        .hasMessageContaining("32");
  }
}
