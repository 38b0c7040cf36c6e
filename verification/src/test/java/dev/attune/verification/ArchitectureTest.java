package dev.attune.verification;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.originOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The borders between modules, and what keeps each of them honest. */
class ArchitectureTest {
  private static final String ROOT = "dev.attune.";

  /** Fewer than this were seen: something was not built, and every rule below proves nothing. */
  private static final int CLASSES_AT_LEAST = 300;

  /** Whom each module may know, itself apart; a module is its package. */
  private static final Map<String, Set<String>> KNOWS =
      Map.ofEntries(
          Map.entry("customer", Set.of()),
          Map.entry("playbook", Set.of("customer")),
          Map.entry("step", Set.of("customer", "playbook")),
          Map.entry("wire", Set.of("customer")),
          Map.entry("care", Set.of("customer", "playbook")),
          Map.entry("people", Set.of("customer", "playbook")),
          Map.entry("audit", Set.of("customer", "wire")),
          Map.entry("draft", Set.of("playbook")),
          Map.entry("pages", Set.of()),
          Map.entry("delivery", Set.of("customer", "playbook", "wire")),
          Map.entry("search", Set.of("customer")),
          Map.entry("simulator", Set.of("customer")),
          Map.entry("testkit", Set.of("customer", "playbook", "step")),
          Map.entry("engine", Set.of("customer", "playbook", "care", "step", "wire")),
          Map.entry(
              "server",
              Set.of(
                  "customer",
                  "delivery",
                  "playbook",
                  "care",
                  "step",
                  "wire",
                  "draft",
                  "people",
                  "audit",
                  "engine",
                  "pages",
                  "search",
                  "simulator")),
          Map.entry(
              "benchmarks",
              Set.of(
                  "customer",
                  "playbook",
                  "step",
                  "wire",
                  "delivery",
                  "engine",
                  "server",
                  "search",
                  "simulator")));

  /** What a module that decides may use besides other modules: no files, no network, no threads. */
  private static final String[] PURE = {
    "java.lang..",
    "java.math..",
    "java.nio.charset..",
    "java.text..",
    "java.time..",
    "java.util..",
    "org.jspecify.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPaths(Checkout.classes());

  static Stream<String> modules() {
    return KNOWS.keySet().stream().sorted();
  }

  private static String packageOf(String module) {
    return ROOT + module;
  }

  /** This module sees all that is shipped, and not the benchmarks (docs/decisions/0019). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.espertech.esper.runtime.client.EPRuntime",
        "org.apache.flink.cep.pattern.Pattern"
      })
  void keepsPeersOutOfAllButTheBenchmarks(String peer) {
    assertThatThrownBy(() -> Class.forName(peer)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void looksAtRealClasses() {
    assertThat(CLASSES.size()).isGreaterThan(CLASSES_AT_LEAST);
    assertThat(CLASSES.stream().map(JavaClass::getPackageName))
        .as("server is built, and so is all it needs")
        .contains(packageOf("server"), packageOf("engine"), packageOf("step"), packageOf("wire"));
  }

  @Test
  void knowsEveryModule() {
    classes()
        .should()
        .resideInAnyPackage(modules().map(ArchitectureTest::packageOf).toArray(String[]::new))
        .because("a module is one flat package that has a row in this test's table")
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void keepsModulesApart(String module) {
    String[] strangers =
        modules()
            .filter(other ->
                !other.equals(module) && !KNOWS.getOrDefault(module, Set.of()).contains(other))
            .map(ArchitectureTest::packageOf)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(packageOf(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(strangers)
        .because("dependencies point to customer (ADR-0001)")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void hasNoCyclesBetweenModules() {
    slices().matching(ROOT + "(*)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void decidesWithoutFilesNetworkOrLibraries() {
    classes()
        .that()
        .resideInAnyPackage(packageOf("customer"), packageOf("step"))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(PURE)
                .or(
                    resideInAnyPackage(
                        packageOf("customer"), packageOf("playbook"), packageOf("step")))
                .or(assignableTo(java.security.MessageDigest.class))
                .or(assignableTo(java.security.NoSuchAlgorithmException.class))
                .or(describe("an array or primitive", c -> c.isArray() || c.isPrimitive())))
        .because("decisions are pure (INV-002)")
        .check(CLASSES);
  }

  @Test
  void decidesWithoutClocksAndThreads() {
    noClasses()
        .that()
        .resideInAnyPackage(packageOf("customer"), packageOf("playbook"), packageOf("step"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.util.concurrent..")
                .or(assignableTo(Thread.class))
                .or(assignableTo(java.time.InstantSource.class))
                .or(assignableTo(java.time.Clock.class))
                .or(assignableTo(java.util.random.RandomGenerator.class)))
        .because("the host tells the time and owns the threads (INV-002)")
        .check(CLASSES);
  }

  @Test
  void letsNobodyPrintButCommands() {
    DescribedPredicate<JavaClass> commands =
        resideInAnyPackage(packageOf("benchmarks"))
            .or(describe("a command of the server", ArchitectureTest::isCommand));
    noClasses()
        .that(not(commands))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .because("what happens goes to the log, what people asked for to a command's output")
        .check(CLASSES);
  }

  /** A command, or what only stands inside of one. */
  private static boolean isCommand(JavaClass type) {
    if (type.getEnclosingClass().isPresent()) {
      return isCommand(type.getEnclosingClass().get());
    }
    return type.getPackageName().equals(packageOf("server"))
        && (type.getSimpleName().equals("Main") || type.getSimpleName().endsWith("Command"));
  }

  @Test
  void throwsNothingWithoutAName() {
    DescribedPredicate<JavaClass> bare =
        describe(
            "Throwable, Exception, RuntimeException or Error itself",
            type ->
                List.of(
                        Throwable.class.getName(),
                        Exception.class.getName(),
                        RuntimeException.class.getName(),
                        Error.class.getName())
                    .contains(type.getName()));
    noClasses()
        .should()
        .callConstructorWhere(
            JavaConstructorCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                        bare))
                .and(originOwner(not(assignableTo(Throwable.class)))))
        .because("an exception has a code and a kind")
        .check(CLASSES);
  }

  @Test
  void exitsOnlyFromMain() {
    noClasses()
        .that(not(describe("Main", type -> type.getSimpleName().equals("Main"))))
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
