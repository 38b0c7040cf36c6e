package dev.attune.server;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** How values on the command line are read, and what is said of those that cannot be. */
final class OptionValues {
  private OptionValues() {}

  /** Has all commands of {@code line} read values so. */
  static void readBy(CommandLine line) {
    line.registerConverter(LocalDate.class, OptionValues::day);
    line.registerConverter(Integer.class, OptionValues::whole);
    line.registerConverter(int.class, OptionValues::whole);
    IParameterExceptionHandler others = line.getParameterExceptionHandler();
    line.setParameterExceptionHandler((e, args) -> refused(e, args, others));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("'" + text + "' is no day; write it as 2026-01-31");
    }
  }

  private static Integer whole(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no whole number; write one such as 90");
    }
  }

  /** Of one value that is wrong, all that the command takes would hide what to do. */
  private static int refused(ParameterException e, String[] args, IParameterExceptionHandler others)
      throws Exception {
    ArgSpec option = e.getArgSpec();
    if (option == null || !(e.getCause() instanceof TypeConversionException wrong)) {
      return others.handleParseException(e, args);
    }
    String name = option instanceof OptionSpec named ? named.longestName() : option.paramLabel();
    CommandLine command = e.getCommandLine();
    command.getErr().println("attune: " + name + ": " + wrong.getMessage());
    return Failure.USAGE;
  }
}
