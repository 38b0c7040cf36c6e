package dev.attune.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML map that knows its lines, so that every complaint names one. */
final class YamlMap {
  /** What is wrong with a document, and on which line. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(int line, String message) {
      super("line %d: %s".formatted(line, message));
    }
  }

  /** A mapping may repeat the same properties for each of its signals. */
  private static final int MOST_ALIASES = 100;

  private final int line;
  private final Map<String, Node> members = new LinkedHashMap<>();

  private YamlMap(Node node) {
    this.line = line(node);
    if (!(node instanceof MappingNode map)) {
      throw new Wrong(line, "expected names and values");
    }
    for (NodeTuple tuple : map.getValue()) {
      String name = scalar(tuple.getKeyNode());
      if (members.put(name, tuple.getValueNode()) != null) {
        throw new Wrong(line(tuple.getKeyNode()), "%s stands here twice".formatted(name));
      }
    }
  }

  /**
   * Reads a document.
   *
   * @throws Wrong if it is no YAML, or no map
   */
  static YamlMap read(String text) {
    try {
      LoadSettings settings =
          LoadSettings.builder().setMaxAliasesForCollections(MOST_ALIASES).build();
      return new YamlMap(
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> new Wrong(1, "the file is empty")));
    } catch (MarkedYamlEngineException e) {
      int at = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new Wrong(at, "no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      String told = String.valueOf(e.getMessage());
      throw new Wrong(
          1,
          told.startsWith("Number of aliases")
              ? "more than %d places repeat others (*name): write some of them out"
                  .formatted(MOST_ALIASES)
              : "no YAML: " + told);
    }
  }

  private YamlMap(int line, Map<String, Node> members) {
    this.line = line;
    this.members.putAll(members);
  }

  /** The same, with a text under {@code name} where nothing stands. */
  YamlMap or(String name, String otherwise) {
    YamlMap more = new YamlMap(line, members);
    more.members.putIfAbsent(name, new ScalarNode(Tag.STR, otherwise, ScalarStyle.PLAIN));
    return more;
  }

  /** Complains of names that nobody reads. */
  void allowOnly(Set<String> names) {
    members.forEach((name, node) -> {
      if (!names.contains(name)) {
        throw new Wrong(
            line(node),
            "%s is not known here; known: %s"
                .formatted(name, String.join(", ", new TreeSet<>(names))));
      }
    });
  }

  Set<String> names() {
    return members.keySet();
  }

  Wrong wrong(String message) {
    return new Wrong(line, message);
  }

  Wrong wrong(String name, String message) {
    Node node = members.get(name);
    return new Wrong(node == null ? line : line(node), "%s: %s".formatted(name, message));
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  boolean isMap(String name) {
    return members.get(name) instanceof MappingNode;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name)).map(YamlMap::scalar);
  }

  String textOr(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  String demand(String name) {
    return text(name).orElseThrow(() -> wrong("%s is missing".formatted(name)));
  }

  int numberOr(String name, int otherwise) {
    Optional<String> text = text(name);
    try {
      return text.isEmpty() ? otherwise : Integer.parseInt(text.get());
    } catch (NumberFormatException e) {
      throw wrong(name, "expected a whole number, got '%s'".formatted(text.orElse("")));
    }
  }

  /** A list of texts; a single text is a list of one; absent is empty. */
  List<String> texts(String name) {
    Node node = members.get(name);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(scalar(node));
    }
    return sequence.getValue().stream().map(YamlMap::scalar).toList();
  }

  /** A map below; absent is an empty one. */
  Optional<YamlMap> map(String name) {
    return Optional.ofNullable(members.get(name)).map(YamlMap::new);
  }

  List<YamlMap> maps(String name) {
    Node node = members.get(name);
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong(name, "expected a list");
    }
    List<YamlMap> maps = new ArrayList<>();
    sequence.getValue().forEach(each -> maps.add(new YamlMap(each)));
    return maps;
  }

  private static String scalar(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw new Wrong(line(node), "expected a single value");
    }
    return scalar.getValue();
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
