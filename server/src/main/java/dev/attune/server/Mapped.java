package dev.attune.server;

import java.io.InputStream;
import java.util.Optional;

/**
 * How a file's rows are read and become messages: by a mapping, or as the messages that they are.
 *
 * @param source under which the signals are kept
 * @param mapping nothing: every line is a message
 */
record Mapped(String source, Optional<Mapping> mapping) {
  /** The rows of a file. */
  RowReader rows(InputStream in) {
    return mapping.map(each -> RowReader.of(each, in)).orElseGet(() -> RowReader.ofMessages(in));
  }

  /** What makes messages of rows; for one reading of the file. */
  Importer.RowMapperOrMessages mapper() {
    if (mapping.isPresent()) {
      RowMapper mapper = new RowMapper(mapping.get());
      return mapper::map;
    }
    ImportCommand.MessageLines lines = new ImportCommand.MessageLines();
    return lines::map;
  }
}
