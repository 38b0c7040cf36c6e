package dev.attune.playbook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands at one place of a playbook, however it is written there: without quotes, comments and
 * places. Two are equal if they say the same, in whichever order of words.
 */
public sealed interface Said {
  /** A text, a number, a condition; without white space around it. */
  record Text(String text) implements Said {
    public Text {
      text = text.strip();
    }
  }

  /** A list. */
  record Items(List<Said> items) implements Said {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Names with what stands under them, in their order; none, too, where nothing stands. */
  record Words(Map<String, Said> words) implements Said {
    /** Nothing. */
    public static final Words NONE = new Words(Map.of());

    public Words {
      words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    /** What stands under a name. */
    public Optional<Said> find(String name) {
      return Optional.ofNullable(words.get(name));
    }

    /** The text under a name; empty where there is none. */
    public String text(String name) {
      return words.get(name) instanceof Text(String text) ? text : "";
    }

    /** The words under a name; none where there are none. */
    public Words under(String name) {
      return words.get(name) instanceof Words inner ? inner : NONE;
    }

    /** The texts in the list under a name; a text alone is a list of one. */
    public List<String> texts(String name) {
      return switch (words.get(name)) {
        case null -> List.of();
        case Text(String text) -> List.of(text);
        case Words none -> List.of();
        case Items(List<Said> items) ->
            items.stream()
                .filter(Text.class::isInstance)
                .map(item -> ((Text) item).text())
                .toList();
      };
    }

    /** These words with another value under one of them. */
    public Words with(String name, Said value) {
      Map<String, Said> more = new LinkedHashMap<>(words);
      more.put(name, value);
      return new Words(more);
    }

    /** These words with a text under one of them, or without that word where the text is empty. */
    public Words with(String name, String text) {
      return text.isBlank() ? without(name) : with(name, new Text(text));
    }

    /** These words but one. */
    public Words without(String name) {
      Map<String, Said> fewer = new LinkedHashMap<>(words);
      fewer.remove(name);
      return new Words(fewer);
    }
  }

  /** A text. */
  static Said text(String text) {
    return new Text(text);
  }

  /** A list of texts. */
  static Said texts(List<String> texts) {
    return new Items(texts.stream().<Said>map(Text::new).toList());
  }

  /** Words in alternation with their texts. */
  static Words words(String... wordsAndTexts) {
    Map<String, Said> words = new LinkedHashMap<>();
    for (int i = 0; i < wordsAndTexts.length; i += 2) {
      words.put(wordsAndTexts[i], new Text(wordsAndTexts[i + 1]));
    }
    return new Words(words);
  }
}
