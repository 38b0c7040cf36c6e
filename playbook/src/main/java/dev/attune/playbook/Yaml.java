package dev.attune.playbook;

import dev.attune.playbook.Node.Entry;
import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Node.Quoting;
import dev.attune.playbook.Node.Scalar;
import dev.attune.playbook.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Reads the plain part of YAML that playbooks are written in: mappings, lists and texts. Anchors,
 * aliases, tags, several documents, names given twice and deep nesting are refused. It follows the
 * parser's events one by one, so nothing is ever expanded.
 */
final class Yaml {
  /** Playbooks need five. */
  private static final int DEEPEST = 16;

  /** In characters; conditions have a limit of their own. */
  private static final int LONGEST_TEXT = 10_000;

  private static final int LONGEST_LIST = 10_000;

  private final Document document;
  private final Problems problems;
  private final Iterator<Event> events;

  private Yaml(Document document, Problems problems) {
    this.document = document;
    this.problems = problems;
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(Integer.MAX_VALUE).build();
    this.events = new Parse(settings).parseString(document.text()).iterator();
  }

  /** The document's one mapping, or nothing where a problem keeps it from being read on. */
  static Optional<Mapping> read(Document document, Problems problems) {
    try {
      return new Yaml(document, problems).document();
    } catch (Unreadable unreadable) {
      problems.add(unreadable.problem);
    } catch (MarkedYamlEngineException broken) {
      YamlSyntax.explain(broken, document, problems);
    } catch (ReaderException unreadable) {
      YamlSyntax.explain(unreadable, document, problems);
    } catch (YamlVersionException other) {
      YamlSyntax.explain(other, document, problems);
    } catch (YamlEngineException broken) {
      problems.error(0, "this is no YAML text", "begin with playbook: NAME");
    }
    return Optional.empty();
  }

  private Optional<Mapping> document() {
    Node content = null;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent && content != null) {
        throw unreadable(event, "a second document begins here", "a playbook is one document");
      }
      if (event instanceof NodeEvent node) {
        content = node(node, 0);
      }
    }
    if (content == null || (content instanceof Scalar scalar && scalar.isNothing())) {
      problems.error(0, "the playbook is empty", "begin with playbook: NAME");
      return Optional.empty();
    }
    if (content instanceof Mapping mapping) {
      return Optional.of(mapping);
    }
    problems.error(
        content.at(), "expected words with values, such as facts:, at the top of the playbook");
    return Optional.empty();
  }

  private Node node(NodeEvent event, int depth) {
    if (depth > DEEPEST) {
      throw unreadable(
          event,
          "nested more than " + DEEPEST + " levels deep",
          "no word of a playbook needs that");
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar);
      case MappingStartEvent mapping -> mapping(plain(mapping, mapping.getTag()), depth);
      case SequenceStartEvent sequence -> sequence(plain(sequence, sequence.getTag()), depth);
      default ->
          throw unreadable(
              event, "an alias stands here", "playbooks have no anchors and aliases; write it out");
    };
  }

  private Scalar scalar(ScalarEvent event) {
    plain(event, event.getTag());
    if (event.getValue().length() > LONGEST_TEXT) {
      throw unreadable(
          event,
          "a text of " + event.getValue().length() + " characters stands here",
          "a playbook's longest has " + LONGEST_TEXT);
    }
    Scalar scalar =
        new Scalar(
            start(event),
            event.getEndMark().map(this::offset).orElse(0),
            event.getValue(),
            quoting(event.getScalarStyle()),
            document.text());
    int strange = YamlSyntax.strange(scalar.text());
    if (strange >= 0) {
      problems.error(
          scalar.offset(strange),
          "this character cannot stand in a playbook: " + scalar.text().charAt(strange),
          "leave its escape away");
    }
    return scalar;
  }

  private Mapping mapping(NodeEvent start, int depth) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Scalar> seen = new HashMap<>();
    Event event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      if (!(event instanceof ScalarEvent name)) {
        throw unreadable(event, "a name is expected here", "a name is plain text before a colon");
      }
      Scalar key = scalar(name);
      Node value = node((NodeEvent) events.next(), depth + 1);
      Scalar first = seen.putIfAbsent(key.text(), key);
      if (first == null) {
        entries.add(new Entry(key, value));
      } else {
        problems.error(
            key.at(),
            key.text() + " is given twice",
            "the first one is in line " + problems.line(first.at()));
      }
      event = events.next();
    }
    return new Mapping(start(start), List.copyOf(entries));
  }

  private Sequence sequence(NodeEvent start, int depth) {
    List<Node> items = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      if (items.size() == LONGEST_LIST) {
        throw unreadable(
            event,
            "a list of more than " + LONGEST_LIST + " items",
            "no word of a playbook needs that");
      }
      items.add(node((NodeEvent) event, depth + 1));
      event = events.next();
    }
    return new Sequence(start(start), List.copyOf(items));
  }

  private NodeEvent plain(NodeEvent event, Optional<String> tag) {
    if (event.getAnchor().isPresent()) {
      throw unreadable(
          event,
          "an anchor stands here: &" + event.getAnchor().get(),
          "playbooks have no anchors and aliases; a condition that begins with & or * needs quotes");
    }
    if (tag.isPresent()) {
      throw unreadable(
          event,
          "a YAML tag stands here: " + tag.get(),
          "playbooks have no tags; a condition that begins with ! needs quotes");
    }
    return event;
  }

  private static Quoting quoting(ScalarStyle style) {
    return switch (style) {
      case PLAIN, JSON_SCALAR_STYLE -> Quoting.PLAIN;
      case SINGLE_QUOTED -> Quoting.SINGLE;
      case DOUBLE_QUOTED -> Quoting.DOUBLE;
      case LITERAL, FOLDED -> Quoting.BLOCK;
    };
  }

  private int start(Event event) {
    return event.getStartMark().map(this::offset).orElse(0);
  }

  private int offset(Mark mark) {
    return document.offset(mark.getIndex());
  }

  private Unreadable unreadable(Event event, String message, String hint) {
    return new Unreadable(document.problem(start(event), message, Optional.of(hint)));
  }

  /** Reading cannot go on; thrown and caught in this class only. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Unreadable(Problem problem) {
      super(problem.message());
      this.problem = problem;
    }
  }
}
