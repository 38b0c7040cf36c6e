package dev.attune.playbook;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.TypeParamType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

  /** What conditions read of a goal. */
  private static final Map<String, CelType> GOAL = new LinkedHashMap<>();

  static {
    Goal.READINGS.forEach(kind -> GOAL.put(GoalReader.word(kind), type(kind)));
  }

  private final Map<String, CelType> facts = new LinkedHashMap<>();
  private @Nullable CelCompiler compiler;

  Cel(Vocabulary vocabulary) {
    vocabulary.facts().forEach((name, fact) -> facts.put(name, type(fact.kind())));
  }

  /** The tree of a condition, not yet checked; nothing if a problem was reported. */
  Optional<CelAbstractSyntaxTree> parse(Passage passage) {
    CelValidationResult parsed = compiler().parse(passage.text());
    if (!parsed.hasError()) {
      return tree(parsed);
    }
    // What follows the first error of a parser is mostly its consequence.
    CelIssues.explainSyntax(parsed.getErrors().get(0), passage);
    return Optional.empty();
  }

  /** The tree with its types; nothing if a problem was reported. */
  Optional<CelAbstractSyntaxTree> check(CelAbstractSyntaxTree parsed, Passage passage) {
    CelValidationResult checked = compiler().check(parsed);
    if (!checked.hasError()) {
      return tree(checked);
    }
    for (CelIssue issue : checked.getErrors()) {
      CelIssues.explainType(issue, passage);
    }
    return Optional.empty();
  }

  /** Made when there is a first condition: it is the dearest part of reading a playbook. */
  private CelCompiler compiler() {
    CelCompiler made = compiler;
    if (made == null) {
      made = compiler(struct("Facts", facts), struct("Goal", GOAL), struct("Signal", SIGNAL));
      compiler = made;
    }
    return made;
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

  private static CelCompiler compiler(StructType facts, StructType goal, StructType signal) {
    CelOptions options =
        CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .maxParseExpressionNodeCount(MOST_NODES)
            .build();
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setStandardMacros(CelStandardMacro.HAS, CelStandardMacro.ALL, CelStandardMacro.EXISTS)
            .addMacros(ANY)
            .setTypeProvider(new Types(ImmutableList.of(facts, goal, signal)))
            .addVar(Path.FACTS, facts)
            .addVar(Path.GOALS, MapType.create(SimpleType.STRING, goal))
            .addVar(Path.SIGNAL, signal)
            .addVar(Path.TRAITS, OBJECT)
            .addVar(Path.SEGMENTS, ListType.create(SimpleType.STRING));
    mixed(builder, "_==_", SimpleType.BOOL);
    mixed(builder, "_!=_", SimpleType.BOOL);
    mixed(builder, "_+_", SimpleType.DOUBLE);
    mixed(builder, "_-_", SimpleType.DOUBLE);
    mixed(builder, "_*_", SimpleType.DOUBLE);
    mixed(builder, "_/_", SimpleType.DOUBLE);
    ofEntries(builder);
    builder.addFunctionDeclarations(
        CelFunctionDecl.newFunctionDeclaration(
            "@in",
            overload("in_int_doubles", SimpleType.BOOL, SimpleType.INT, list(SimpleType.DOUBLE)),
            overload("in_double_ints", SimpleType.BOOL, SimpleType.DOUBLE, list(SimpleType.INT))));
    return builder.build();
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

  private static void ofEntries(CelCompilerBuilder builder) {
    CelType entry = TypeParamType.create("T");
    builder.addFunctionDeclarations(
        CelFunctionDecl.newFunctionDeclaration(ENTRIES, overload("entries", list(entry), entry)),
        CelFunctionDecl.newFunctionDeclaration(
            MAX, CelOverloadDecl.newMemberOverload("largest", entry, entry)));
  }

  /** Whole numbers and fractions go together everywhere: people do not tell them apart. */
  private static void mixed(CelCompilerBuilder builder, String function, CelType result) {
    builder.addFunctionDeclarations(
        CelFunctionDecl.newFunctionDeclaration(
            function,
            overload(function + "int_double", result, SimpleType.INT, SimpleType.DOUBLE),
            overload(function + "double_int", result, SimpleType.DOUBLE, SimpleType.INT)));
  }

  private static CelOverloadDecl overload(String id, CelType result, CelType... arguments) {
    return CelOverloadDecl.newGlobalOverload(id, result, arguments);
  }

  private static CelType list(CelType element) {
    return ListType.create(element);
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
