package dev.attune.playbook;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.checker.CelChecker;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parses and checks conditions with the CEL library, over one playbook's names. Not thread-safe;
 * one reading.
 */
final class Cel {
  /** Longer conditions are not for people. */
  static final int LONGEST = 4_000;

  private static final int DEEPEST = 48;
  private static final int MOST_NODES = 2_000;

  private static final CelType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

  /** What conditions read of a signal. */
  static final Map<String, CelType> SIGNAL = new LinkedHashMap<>();

  static {
    SIGNAL.put("event", SimpleType.STRING);
    SIGNAL.put("kind", SimpleType.STRING);
    SIGNAL.put("name", SimpleType.STRING);
    SIGNAL.put("properties", OBJECT);
    SIGNAL.put("text", SimpleType.STRING);
    SIGNAL.put("sentiment", SimpleType.DOUBLE);
    SIGNAL.put("occurredAt", SimpleType.TIMESTAMP);
    SIGNAL.put("source", SimpleType.STRING);
    SIGNAL.put("context", OBJECT);
  }

  /** The function that {@code facts.x.any(v, ...)} asks the entries of. */
  static final String ENTRIES = "@entries";

  /** The function of the largest entry. */
  static final String MAX = "max";

  /** {@code facts.x.any(v, claim)}. */
  static final CelMacro ANY = CelMacro.newReceiverMacro("any", 2, Cel::any);

  private static final StructType SIGNALS = struct("Signal", SIGNAL);

  /** What conditions read of a goal. */
  private static final StructType GOAL =
      struct("Goal", Goal.READINGS.stream().collect(Collectors.toMap(GoalReader::word, Cel::type)));

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST)
          .maxParseExpressionNodeCount(MOST_NODES)
          .build();

  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.HAS, CelStandardMacro.ALL, CelStandardMacro.EXISTS)
          .addMacros(ANY)
          .build();

  private final StructType facts;
  private final Map<Set<String>, CelChecker> checkers = new HashMap<>();

  Cel(Vocabulary vocabulary) {
    Map<String, CelType> types = new LinkedHashMap<>();
    vocabulary.facts().forEach((name, fact) -> types.put(name, type(fact.kind())));
    facts = struct("Facts", types);
  }

  /** The tree of a condition, not yet checked; nothing if a problem was reported. */
  Optional<CelAbstractSyntaxTree> parse(Passage passage) {
    CelValidationResult parsed = PARSER.parse(passage.text());
    if (!parsed.hasError()) {
      return tree(parsed);
    }
    // What follows the first error of a parser is mostly its consequence.
    CelIssues.explainSyntax(parsed.getErrors().get(0), passage);
    return Optional.empty();
  }

  /** The tree with its types; nothing if a problem was reported. */
  Optional<CelAbstractSyntaxTree> check(CelAbstractSyntaxTree parsed, Passage passage) {
    CelValidationResult checked =
        checkers
            .computeIfAbsent(CelFunctions.calledBy(parsed.getExpr()), this::checker)
            .check(parsed);
    if (!checked.hasError()) {
      return tree(checked);
    }
    for (CelIssue issue : checked.getErrors()) {
      CelIssues.explainType(issue, passage);
    }
    return Optional.empty();
  }

  private static Optional<CelAbstractSyntaxTree> tree(CelValidationResult result) {
    try {
      return Optional.of(result.getAst());
    } catch (CelValidationException e) {
      throw new IllegalStateException("a result without errors has no tree", e);
    }
  }

  private static CelType type(Fact.@Nullable Kind kind) {
    return switch (kind) {
      case null -> SimpleType.DYN;
      case COUNT, DISTINCT, STREAK, TREND, ATTAINED, MISSED, OPEN -> SimpleType.INT;
      case SUM, MIN, MAX, MEAN, RATE -> SimpleType.DOUBLE;
      case FIRST, LAST -> SimpleType.TIMESTAMP;
      case LATEST -> SimpleType.DYN;
    };
  }

  private static StructType struct(String name, Map<String, CelType> fields) {
    ImmutableMap<String, CelType> known = ImmutableMap.copyOf(fields);
    return StructType.create(
        "attune." + name, known.keySet(), field -> Optional.ofNullable(known.get(field)));
  }

  /**
   * Knows these functions and no other. The library reads all that are declared before each check,
   * which takes much longer than the check, so a condition is given only those that it calls.
   */
  private CelChecker checker(Set<String> functions) {
    return CelCompilerFactory.standardCelCheckerBuilder()
        .setOptions(OPTIONS)
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(CelFunctions.standard(functions))
        .addFunctionDeclarations(CelFunctions.ours(functions))
        .setTypeProvider(new Types(ImmutableList.of(facts, GOAL, SIGNALS)))
        .addVarDeclarations(
            CelVarDecl.newVarDeclaration(Path.FACTS, facts),
            CelVarDecl.newVarDeclaration(Path.GOALS, MapType.create(SimpleType.STRING, GOAL)),
            CelVarDecl.newVarDeclaration(Path.SIGNAL, SIGNALS),
            CelVarDecl.newVarDeclaration(Path.TRAITS, OBJECT),
            CelVarDecl.newVarDeclaration(Path.SEGMENTS, ListType.create(SimpleType.STRING)))
        .build();
  }

  /** {@code facts.x.any(v, claim)} is {@code exists} over the entries of the fact. */
  private static Optional<CelExpr> any(
      CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
    CelExpr entries = factory.newGlobalCall(ENTRIES, target);
    return CelStandardMacro.EXISTS
        .getDefinition()
        .getExpander()
        .expandMacro(factory, entries, arguments);
  }

  /** The objects whose fields are known. */
  private record Types(ImmutableList<CelType> all) implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return all;
    }

    @Override
    public Optional<CelType> findType(String name) {
      return all.stream().filter(type -> type.name().equals(name)).findFirst();
    }
  }
}
