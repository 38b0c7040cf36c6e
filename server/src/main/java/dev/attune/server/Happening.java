package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Engine;
import dev.attune.playbook.BuiltIn;
import dev.attune.playbook.MomentRule;
import dev.attune.step.Observing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person says is happening to customers: a moment of a kind, or something else in words. It
 * opens that moment, or adds to the one that is open.
 */
final class Happening {
  private static final int LONGEST = 2_000;

  private final Engine engine;
  private final Staff staff;

  Happening(Engine engine, Staff staff) {
    this.engine = engine;
    this.staff = staff;
  }

  /** Whether a body says what is happening. */
  static boolean isSaid(Data body) {
    return body.get("kind") != null || body.get("happening") != null;
  }

  /**
   * Opens the moment that a body describes by {@code kind} (with {@code key}, if the kind tells
   * moments apart), {@code happening} in words, or both.
   *
   * @param request under whose id it counts once
   * @return the moment's id by customer; who is set aside has none
   * @throws Refusal if there is no such kind
   */
  Map<Id, String> open(List<Id> customers, Data body, String request, String by) {
    String words = body.text("happening");
    if (words != null && (words.isBlank() || words.length() > LONGEST)) {
      throw Refusal.unreadable(
          "bad-value", "\"happening\" has 1 to %d characters".formatted(LONGEST));
    }
    MomentRule rule = rule(body);
    String key = key(rule, body);
    Data properties = properties(rule, key);
    String text = words == null ? title(rule) : words.strip();
    List<Staff.Word> said = new ArrayList<>();
    for (Id customer : customers) {
      said.add(
          new Staff.Word(
              "seen-" + ChoiceReader.hash(request + "\n" + customer),
              customer,
              Data.of("type", "observed", "text", text, "by", by, "properties", properties)));
    }
    staff.say(said);
    return engine.grace().openMoments(customers, rule.name(), Optional.ofNullable(key));
  }

  private MomentRule rule(Data body) {
    String kind = body.text("kind");
    String name = kind == null ? BuiltIn.SOMETHING_ELSE.word() : kind;
    return engine
        .playbook()
        .flatMap(playbook -> playbook.rule(name))
        .orElseThrow(() ->
            Refusal.absent("no-such-kind", "the playbook has no moment '%s'".formatted(name)));
  }

  private static @Nullable String key(MomentRule rule, Data body) {
    List<String> per = rule.per();
    if (per == null) {
      return null;
    }
    Object key = body.get("key");
    if (key == null || key.toString().isBlank()) {
      throw Refusal.unreadable(
          "missing-member",
          "\"key\" says which: there is a moment %s for each %s"
              .formatted(rule.name(), String.join(".", per)));
    }
    return key.toString();
  }

  /** The signal's properties: which moment, and its key where the rule reads it. */
  private static Data properties(MomentRule rule, @Nullable String key) {
    Data.Builder properties = new Data.Builder().put(Observing.MOMENT, rule.name());
    List<String> per = rule.per();
    if (per != null && key != null) {
      Object value = key;
      for (String name : per.subList(1, per.size()).reversed()) {
        value = Data.of(name, value);
      }
      properties.put(per.getFirst(), value);
    }
    return properties.build();
  }

  private static String title(MomentRule rule) {
    return rule.words().title().orElse(rule.name());
  }
}
