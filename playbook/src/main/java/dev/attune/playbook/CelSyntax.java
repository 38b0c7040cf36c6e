package dev.attune.playbook;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.Optional;

/** Parses conditions that were accepted once, without asking what their names mean. */
final class CelSyntax {
  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(CelOptions.current().build())
          .setStandardMacros(CelStandardMacro.HAS, CelStandardMacro.ALL, CelStandardMacro.EXISTS)
          .addMacros(Cel.ANY)
          .build();

  private CelSyntax() {}

  /** The tree of a condition; nothing if it is none. */
  static Optional<CelAbstractSyntaxTree> parse(String text) {
    CelValidationResult parsed = PARSER.parse(text);
    try {
      return parsed.hasError() ? Optional.empty() : Optional.of(parsed.getAst());
    } catch (CelValidationException e) {
      throw new IllegalStateException("a result without errors has no tree", e);
    }
  }
}
