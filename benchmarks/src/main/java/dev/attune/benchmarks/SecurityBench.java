package dev.attune.benchmarks;

import java.util.List;

/**
 * Attacks the real program in all the ways that are known to us, and tells of each how it was
 * refused. It fails when anything was let through.
 */
final class SecurityBench implements Bench {
  private static final List<Attack> ATTACKS =
      List.of(
          new Walk(),
          new Forgery(),
          new Scribble(),
          new Outward(),
          new Flood(),
          new Rebinding(),
          new Fixation(),
          new BruteForce());

  @Override
  public String name() {
    return "security";
  }

  @Override
  public String measures() {
    return "attacks on the running program: what was tried, and how it was refused";
  }

  @Override
  public void run(Report report) throws Exception {
    Tries tries = attack();
    tries.table().forEach(line -> report.say("%s", line));
    report.say("%d tries in all", tries.count());
    report.claimAtMost("let-through", tries.letThrough().size(), "tries", 0);
    if (!tries.letThrough().isEmpty()) {
      throw new IllegalStateException(tries.letThrough().size() + " tries were let through");
    }
  }

  /** Tries everything on a program of its own. */
  static Tries attack() throws Exception {
    Tries tries = new Tries();
    try (Victim victim = Victim.start()) {
      for (Attack attack : ATTACKS) {
        tries.begin(attack.name());
        attack.on(victim, tries);
        tries.note("still answers behind it", victim.isAlive(), "alive");
      }
    }
    return tries;
  }
}
