package dev.attune.engine;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.step.GoalStanding;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one customer at one instant.
 *
 * @param id the canonical id
 * @param at the instant
 * @param facts by name, in the playbook's order; null where a fact has no value
 * @param goals how each stands, in the playbook's order
 * @param segments those they are in, with since when, in the playbook's order
 * @param moments open ones and closed ones, newest first, at most 100
 * @param completeFrom the facts that do not know all that ever happened, with since when they do
 * @param setAside too many signals for one person: no facts and no moments
 * @param objects they object to being served: no moments, and nothing is given
 * @param version of the playbook that answers
 */
public record CustomerView(
    Id id,
    Identity identity,
    List<Link> links,
    Instant at,
    Data traits,
    Map<String, @Nullable Object> facts,
    List<GoalStanding> goals,
    Map<String, Instant> segments,
    List<MomentView> moments,
    Map<String, Instant> completeFrom,
    boolean setAside,
    boolean objects,
    int version) {
  public CustomerView {
    links = List.copyOf(links);
    goals = List.copyOf(goals);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    segments = Collections.unmodifiableMap(new LinkedHashMap<>(segments));
    moments = List.copyOf(moments);
    completeFrom = Collections.unmodifiableMap(new LinkedHashMap<>(completeFrom));
  }
}
