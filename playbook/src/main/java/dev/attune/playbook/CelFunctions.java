package dev.attune.playbook;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The functions and operators of conditions with the types that they take and give. */
final class CelFunctions {
  /** What {@link ConditionCheck} lets nobody write. */
  private static final Set<CelType> UNKNOWN = Set.of(SimpleType.UINT, SimpleType.BYTES);

  private static final Map<String, CelFunctionDecl> OURS = new HashMap<>();

  static {
    // Whole numbers and fractions go together everywhere: people do not tell them apart.
    mixed("_==_", SimpleType.BOOL);
    mixed("_!=_", SimpleType.BOOL);
    mixed("_+_", SimpleType.DOUBLE);
    mixed("_-_", SimpleType.DOUBLE);
    mixed("_*_", SimpleType.DOUBLE);
    mixed("_/_", SimpleType.DOUBLE);
    CelType wholes = ListType.create(SimpleType.INT);
    CelType fractions = ListType.create(SimpleType.DOUBLE);
    add(
        "@in",
        List.of(
            global("in_int_doubles", SimpleType.BOOL, SimpleType.INT, fractions),
            global("in_double_ints", SimpleType.BOOL, SimpleType.DOUBLE, wholes)));
    CelType entry = TypeParamType.create("T");
    add(Cel.ENTRIES, List.of(global("entries", ListType.create(entry), entry)));
    add(Cel.MAX, List.of(CelOverloadDecl.newMemberOverload("largest", entry, entry)));
  }

  private CelFunctions() {}

  /** Those of the library that have one of these names, for values that conditions know. */
  static CelStandardDeclarations standard(Set<String> names) {
    return CelStandardDeclarations.newBuilder()
        .filterFunctions((function, overload) ->
            names.contains(function.functionName()) && serves(overload.celOverloadDecl()))
        .filterIdentifiers(identifier -> false)
        .build();
  }

  /** Of comparisons, which are most; an operator's result may hang on all that it takes. */
  private static boolean serves(CelOverloadDecl overload) {
    return !overload.resultType().equals(SimpleType.BOOL)
        || overload.parameterTypes().stream().noneMatch(UNKNOWN::contains);
  }

  /** Those of our own that have one of these names. */
  static List<CelFunctionDecl> ours(Set<String> names) {
    return names.stream().filter(OURS::containsKey).map(OURS::get).toList();
  }

  /** The names of all functions and operators that an expression calls. */
  static Set<String> calledBy(CelExpr expression) {
    Set<String> names = new TreeSet<>();
    collect(expression, names);
    return names;
  }

  private static void collect(CelExpr expression, Set<String> names) {
    switch (expression.getKind()) {
      case SELECT -> collect(expression.select().operand(), names);
      case CALL -> {
        names.add(expression.call().function());
        expression.call().target().ifPresent(target -> collect(target, names));
        expression.call().args().forEach(each -> collect(each, names));
      }
      case LIST -> expression.list().elements().forEach(each -> collect(each, names));
      case COMPREHENSION -> {
        collect(expression.comprehension().iterRange(), names);
        collect(expression.comprehension().accuInit(), names);
        collect(expression.comprehension().loopCondition(), names);
        collect(expression.comprehension().loopStep(), names);
        collect(expression.comprehension().result(), names);
      }
      case CONSTANT, IDENT, MAP, STRUCT, NOT_SET -> {}
    }
  }

  private static void mixed(String function, CelType result) {
    add(
        function,
        List.of(
            global(function + "int_double", result, SimpleType.INT, SimpleType.DOUBLE),
            global(function + "double_int", result, SimpleType.DOUBLE, SimpleType.INT)));
  }

  private static CelOverloadDecl global(String id, CelType result, CelType... arguments) {
    return CelOverloadDecl.newGlobalOverload(id, result, arguments);
  }

  private static void add(String name, List<CelOverloadDecl> overloads) {
    OURS.put(name, CelFunctionDecl.newFunctionDeclaration(name, overloads));
  }
}
