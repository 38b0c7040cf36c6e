package dev.attune.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Scalar;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScalarPlacesTest {
  /** However a text is written, every letter of it is found where it stands. */
  @Property(tries = 400)
  void findsEveryLetterOfAText(@ForAll("texts") String text, @ForAll("styles") Style style) {
    String document = "remark: first\nvalue: " + style.write(text) + "\nlast: x\n";
    Document read = new Document(document);
    Mapping mapping = Yaml.read(read, new Problems(read)).orElseThrow();
    Scalar scalar = (Scalar) mapping.entries().get(1).value();

    for (int i = 0; i < scalar.text().length(); i++) {
      char letter = scalar.text().charAt(i);
      if (Character.isLetter(letter) && letter < 128) {
        assertThat(document.charAt(scalar.offset(i))).as("%s of %s", i, document).isEqualTo(letter);
      }
    }
  }

  /** The ways to write a text in YAML. */
  enum Style {
    PLAIN,
    SINGLE,
    DOUBLE,
    LITERAL,
    FOLDED;

    String write(String text) {
      return switch (this) {
        case PLAIN -> "p" + text.replaceAll("[^a-z ]", "").replace("  ", "\n  ") + "e";
        case SINGLE -> "'" + text.replace("'", "''").replaceAll("\n+", "\n\n  ") + "'";
        case DOUBLE ->
            "\""
                + text.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n")
                    .replace("é", "\\u00e9")
                    .replace("ü", "\\xfc")
                    .replace("  ", " \\\n    ")
                + "\"";
        case LITERAL -> "|\n  b" + text.replace("\n", "\n  ");
        case FOLDED -> ">- # remark\n  b" + text.replace("\n", "\n  ");
      };
    }
  }

  @Provide
  Arbitrary<Style> styles() {
    return Arbitraries.of(Style.class);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "bc", " ", "  ", "'", "\"", "\\", "\n", "ü", "é", "🚲", "d && e")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts))
        .filter(text -> text.strip().equals(text));
  }
}
