package dev.attune.engine;

import dev.attune.testkit.Host;
import dev.attune.testkit.HostContract;
import java.time.Instant;

/** The engine, held to what every host owes. */
class EngineContractTest extends HostContract {
  @Override
  protected Host open(Instant start) {
    return new EngineHost(start, 3);
  }
}
