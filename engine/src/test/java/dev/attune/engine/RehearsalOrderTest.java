package dev.attune.engine;

import dev.attune.step.Step;
import dev.attune.testkit.Host;
import dev.attune.testkit.OrderContract;
import java.time.Instant;

/** The rehearsal, held to what every host owes whatever the order of arrival. */
class RehearsalOrderTest extends OrderContract {
  @Override
  protected Host open(Instant start) {
    return new RehearsalHost(start, new Step(RehearsalHost.read("playbook: None"), 1, Step.ALWAYS));
  }
}
