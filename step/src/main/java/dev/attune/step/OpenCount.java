package dev.attune.step;

import dev.attune.customer.Signal;
import dev.attune.playbook.Reads.Sensitivity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many instances of a goal are open. Signals change it, and the missing of one; so time alone
 * never does behind the goal's back.
 *
 * @param log where the open instances are
 */
record OpenCount(int log) implements Gauge {
  @Override
  public Object value(Memory memory, long now) {
    return (long) memory.log(log).size();
  }

  @Override
  public double number(Memory memory, long now) {
    return memory.log(log).size();
  }

  @Override
  public long nextChange(Memory memory, long now) {
    return NEVER;
  }

  @Override
  public long nextTurn(Memory memory, Sensitivity.Threshold comparison, long now) {
    return NEVER;
  }

  @Override
  public Signal.@Nullable Address turnedAt(Memory memory, long due) {
    return null;
  }

  @Override
  public long counted(Memory memory, long now) {
    return memory.log(log).size();
  }

  @Override
  public void newest(Memory memory, long now, int most, List<Signal.Address> into) {
    SignalLog open = memory.log(log);
    for (int i = open.end() - 1; i >= open.first() && i >= open.end() - most; i--) {
      into.add(open.address(i, memory.senders));
    }
  }
}
