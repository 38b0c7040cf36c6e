package dev.attune.draft;

import dev.attune.playbook.Said;
import java.util.List;

/** One kind of rule as a form: from what it says to fields, and back. */
interface RuleForm {
  /** The fields of a rule; of one that is not there yet, as it may begin. */
  Fields fields(Said.Words playbook, String name);

  /** What must stand in the playbook for the fields; the rule itself comes last. */
  List<Put> puts(Said.Words playbook, String name, Fields fields, List<Trouble> troubles);

  /** The field that is about a word of the rule. */
  String field(List<String> words, Fields fields);

  /** What a new rule is called. */
  String called(Fields fields);
}
