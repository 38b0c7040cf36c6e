package dev.attune.pages;

import java.util.List;
import java.util.Optional;

/**
 * A file on its way in: what its columns are taken to say, what would come of it, and how far it
 * is.
 *
 * @param href its page
 * @param file its name
 * @param size of it, in words
 * @param before how many signals of it are in already, under what its columns were taken to say
 * @param stage how far it is
 */
public record ImportPage(String href, String file, String size, long before, Stage stage) {
  /** How far a file is. */
  public sealed interface Stage {}

  /**
   * It is being understood.
   *
   * @param isMessages whether its lines are messages as they are, so that nothing is to be mapped
   * @param columns what each is taken to say
   * @param words the fields about all of the file
   * @param mapping the same as a mapping file; empty for messages
   * @param tried what would come of it
   * @param problem why it cannot be tried, in words of the importer
   */
  public record Mapping(
      boolean isMessages,
      List<Column> columns,
      Whole words,
      String mapping,
      Optional<Tried> tried,
      Optional<String> problem)
      implements Stage {
    public Mapping {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A column.
   *
   * @param field of the form that holds its meaning
   * @param name as the file has it
   * @param examples the first values
   * @param meaning what it is taken to say
   * @param meanings what it could say
   */
  public record Column(
      String field, String name, List<String> examples, String meaning, List<String> meanings) {
    public Column {
      examples = List.copyOf(examples);
      meanings = List.copyOf(meanings);
    }
  }

  /**
   * What is said about all rows.
   *
   * @param source under which the signals are kept
   * @param kind of signal
   * @param event what happened, where no column says it
   * @param timeFormat how times are written
   * @param timeFormats how they could be
   * @param zone of times without an offset
   * @param key the column that makes a row this row; empty for all of it
   */
  public record Whole(
      String source,
      String kind,
      String event,
      String timeFormat,
      List<TimeFormat> timeFormats,
      String zone,
      String key) {
    public Whole {
      timeFormats = List.copyOf(timeFormats);
    }
  }

  /** A way to write times, and a time written so. */
  public record TimeFormat(String word, String example) {}

  /**
   * What would come of the rows that were tried.
   *
   * @param rows how many were
   * @param isAll whether that is the whole file
   * @param signals how many signals they are
   * @param skipped how many say nothing
   * @param refused how many are refused
   * @param reasons the first of these
   * @param examples one message of each kind
   */
  public record Tried(
      long rows,
      boolean isAll,
      long signals,
      long skipped,
      long refused,
      List<Refused> reasons,
      List<Example> examples) {
    public Tried {
      reasons = List.copyOf(reasons);
      examples = List.copyOf(examples);
    }
  }

  /** A row that is refused, by its line. */
  public record Refused(long line, String reason) {}

  /** A kind of signal, how many of it there are, and what a message of it looks like. */
  public record Example(String kind, long count, String message) {}

  /**
   * It comes in.
   *
   * @param percent how much of the file was read
   * @param sent how many signals are in
   */
  public record Running(int percent, long sent) implements Stage {}

  /**
   * It is in.
   *
   * @param rows how many it had
   * @param signals how many signals they were
   * @param skipped how many said nothing
   * @param refused how many were refused
   * @param reasons the first of these
   */
  public record Done(long rows, long signals, long skipped, long refused, List<Refused> reasons)
      implements Stage {
    public Done {
      reasons = List.copyOf(reasons);
    }
  }

  /** It ended before its end, for a reason in words of the importer. */
  public record Ended(String reason, long sent) implements Stage {}
}
