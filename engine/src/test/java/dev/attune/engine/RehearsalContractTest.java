package dev.attune.engine;

import dev.attune.step.Step;
import dev.attune.testkit.Host;
import dev.attune.testkit.HostContract;
import dev.attune.testkit.Town;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/**
 * The rehearsal, held to what every host owes, but for an adoption in the middle: a rehearsal is
 * always of a playbook that held from the beginning.
 */
class RehearsalContractTest extends HostContract {
  /** Everybody is played anew whenever somebody asks, which fewer can be. */
  private static final int HOUSEHOLDS = 20;

  @Override
  protected Host open(Instant start) {
    return new RehearsalHost(start, new Step(RehearsalHost.read("playbook: None"), 1, Step.ALWAYS));
  }

  @Override
  @Provide
  protected Arbitrary<Town> towns() {
    return super.towns()
        .map(town ->
            new Town(
                town.before(),
                town.before(),
                Town.NEVER,
                Town.NEVER,
                town.households().subList(0, HOUSEHOLDS),
                town.restarts(),
                town.imported()));
  }
}
