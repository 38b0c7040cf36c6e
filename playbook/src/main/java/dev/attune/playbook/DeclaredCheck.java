package dev.attune.playbook;

import dev.attune.playbook.Node.Mapping;
import dev.attune.playbook.Use.Want;
import dev.attune.playbook.Use.What;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports values that are read as something else than the playbook itself declares them to be. */
final class DeclaredCheck {
  private final Declared declared;
  private final Problems problems;

  DeclaredCheck(Declared declared, Problems problems) {
    this.declared = declared;
    this.problems = problems;
  }

  void check(Mapping playbook) {
    if (declared.events().isEmpty() && declared.traits().isEmpty()) {
      return;
    }
    List<Use> uses = Uses.of(playbook, problems);
    for (Use use : uses) {
      switch (use.what()) {
        case What.Event event -> {}
        case What.Property(Set<String> events, Want want) -> {
          Set<Optional<ValueType>> types = new LinkedHashSet<>();
          events.forEach(event -> types.add(declared.property(event, use.name())));
          if (types.size() == 1) {
            types.iterator().next().ifPresent(type -> compare(use, want, type));
          }
        }
        case What.Latest latest ->
            declared
                .property(latest.event(), use.name())
                .ifPresent(type -> compare(use, latest.want(), type));
        case What.Trait(Want want) -> {
          @Nullable ValueType type = declared.traits().get(use.name());
          if (type != null) {
            compare(use, want, type);
          }
        }
      }
    }
  }

  private void compare(Use use, Want want, ValueType type) {
    ValueType wanted = want.type();
    if (wanted != null && !type.serves(wanted)) {
      problems.error(
          use.at(),
          told(use) + type.phrase() + ", and " + want.word() + " here wants " + wanted.phrase(),
          "one of the two is wrong");
    }
  }

  private static String told(Use use) {
    return use.what() instanceof What.Latest latest
        ? latest.told(use.name()) + ", is declared as "
        : use.name() + " is declared as ";
  }
}
