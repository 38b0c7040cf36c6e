package dev.attune.engine;

import dev.attune.testkit.Host;
import dev.attune.testkit.OrderContract;
import java.time.Instant;

/** The engine, held to what every host owes whatever the order of arrival. */
class EngineOrderTest extends OrderContract {
  @Override
  protected Host open(Instant start) {
    return new EngineHost(start, 1_000);
  }
}
