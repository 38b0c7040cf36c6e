package dev.attune.engine;

import java.util.List;

/** The records of links as values; a user or device without a record has an empty one. */
interface LinksRecords {
  UserLinks user(String user);

  DeviceLinks device(String device);

  /** The devices ever paired with {@code user}. */
  List<String> devices(String user);
}
