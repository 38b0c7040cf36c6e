package dev.attune.playbook;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * What a company cares about, checked and compiled. Immutable; made by {@link PlaybookReader}.
 *
 * @param zone for dates of customers whose own zone is not known
 * @param stale an effect found later than this after its instant does nothing by itself
 * @param protectedTraits traits that hearsay cannot state
 * @param segments in an order in which each comes after those it asks about
 * @param care what people may do about moments
 * @param text the document it was read from
 */
public record Playbook(
    String name,
    ZoneId zone,
    Duration stale,
    Set<String> protectedTraits,
    List<Fact> facts,
    List<Segment> segments,
    List<MomentRule> moments,
    Care care,
    String text) {
  public Playbook {
    protectedTraits = Set.copyOf(protectedTraits);
    facts = List.copyOf(facts);
    segments = List.copyOf(segments);
    moments = List.copyOf(moments);
  }
}
