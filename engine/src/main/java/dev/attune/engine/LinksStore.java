package dev.attune.engine;

import dev.attune.customer.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link Links} keeps its records, and what it asks of the timelines. Only the thread that
 * owns the {@link Links} writes; what was put is seen by the next get.
 */
interface LinksStore {
  /** The record of a user or a device, or null; the array is not changed by either side. */
  byte @Nullable [] get(Id id);

  /** Replaces the record of a user or a device. */
  void put(Id id, byte[] links);

  /** Remembers that {@code user} and {@code device} were ever paired; again has no effect. */
  void pair(String user, String device);

  /** The devices ever paired with {@code user}, in any order. */
  List<String> devices(String user);

  /**
   * The first signal after {@code after} in the timeline of {@code user} that {@linkplain
   * Links#sights sights} {@code device}, or null. Every signal noted so far is looked at; those
   * still to be noted in the same commit may be.
   */
  @Nullable Place firstSighting(String device, String user, Place after);
}
