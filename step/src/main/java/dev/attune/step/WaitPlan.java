package dev.attune.step;

import dev.attune.playbook.Goal;
import dev.attune.playbook.MomentRule;
import dev.attune.playbook.MomentRule.Trigger;
import dev.attune.playbook.Playbook;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a signal sets waiting, and that is over when its time is: the silence of a moment,
 * an instance of a goal. All of one plan wait equally long, so the oldest ends first. Silences come
 * first, then goals.
 */
sealed interface WaitPlan {
  /** Place among the waits of a playbook. */
  int index();

  /** How long it may wait. */
  long millis();

  /** By which property waits are told apart, or null. */
  @Nullable List<String> per();

  /** A moment that opens when a signal waited too long for its answer. */
  record Silence(int index, MomentRule rule, Trigger.Silence trigger, long millis)
      implements WaitPlan {
    @Override
    public @Nullable List<String> per() {
      return rule.per();
    }
  }

  /**
   * The open instances of a goal.
   *
   * @param ended the streams that count how instances end
   * @param open the fact that counts open ones
   */
  record Pursuit(int index, Goal goal, List<StreamPlan> ended, int open, long millis)
      implements WaitPlan {
    @Override
    public @Nullable List<String> per() {
      return goal.per();
    }
  }

  /** The shape of the log of what waits. */
  default SignalLog.Shape shape() {
    return per() == null ? SignalLog.Shape.BARE : SignalLog.Shape.of(1, 0);
  }

  static List<WaitPlan> of(Playbook playbook, List<StreamPlan> streams) {
    List<WaitPlan> waits = new ArrayList<>();
    for (MomentRule rule : playbook.moments()) {
      if (rule.trigger() instanceof Trigger.Silence silence) {
        waits.add(new Silence(waits.size(), rule, silence, silence.length().toMillis()));
      }
    }
    for (Goal goal : playbook.goals()) {
      List<StreamPlan> ended =
          streams.stream()
              .filter(s -> s.isOfGoal() && s.family.event().equals(goal.name()))
              .toList();
      int open = playbook.openCountOf(goal).index();
      waits.add(new Pursuit(waits.size(), goal, ended, open, goal.within().toMillis()));
    }
    return List.copyOf(waits);
  }
}
