package dev.attune.care;

import dev.attune.playbook.Scope;
import java.util.Optional;

/**
 * Who would give what to whom, and when: everything but the option.
 *
 * @param moment the moment's kind; nothing if a person said in words what is happening
 * @param scope the customer, and the signal that opened the moment if one did
 */
public record Situation(
    Optional<String> moment, Giver giver, Scope scope, Allowance allowance, Spent spent) {}
