package dev.attune.playbook;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * People who work together, and whom moments reach.
 *
 * @param brand whose customers it sees; nothing if it sees all
 * @param region where it works; options may be for some regions only
 * @param zone of its calendar days and working hours
 * @param channels on which moments reach it
 * @param isDefault whether moments that name no team are its own; one team is, where there are any
 */
public record Team(
    String name,
    Optional<String> brand,
    Optional<String> region,
    ZoneId zone,
    Hours hours,
    Set<Channel> channels,
    boolean isDefault) {
  public Team {
    channels = Set.copyOf(channels);
  }

  /** A way in which people are told of a moment. */
  public enum Channel {
    /** Web Push, to phones and browsers. */
    PUSH,
    /** E-mail. */
    EMAIL,
    /** A message in a chat room, by webhook. */
    CHAT
  }
}
