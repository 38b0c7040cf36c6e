package dev.attune.benchmarks;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.EventSender;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.common.client.configuration.runtime.ConfigurationRuntimeThreading;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Esper as its manual advises for throughput: events as object arrays sent by senders of their
 * type, filters at the stream, no internal timer, no locks.
 *
 * <p>Statements are grouped by customer over one window for all. In a context partitioned by
 * customer, which the manual also offers, they ran at half to two thirds of that speed. The clock
 * visits every instant that is due, as it must to name it; letting it jump to the next event made
 * Esper a tenth faster, and late by up to a minute of these lives.
 */
final class EsperContender implements Contender {
  private static final String[] PROPERTIES = {"customer", "cents", "late"};
  private static final Object[] TYPES = {int.class, long.class, long.class};

  private final EPRuntime runtime;
  private final EPEventService events;
  private final Map<String, EventSender> senders = new HashMap<>();
  private final Answers answers;

  EsperContender(List<SharedRule> shared) {
    answers = new Answers(shared.stream().map(SharedRule::name).toList());
    Configuration configuration = configuration();
    EPCompiled compiled = compiled(shared, configuration);
    runtime = EPRuntimeProvider.getRuntime("bench", configuration);
    events = runtime.getEventService();
    events.clockExternal();
    events.advanceTime(Lives.START);
    deploy(compiled, shared);
    for (String event : Lives.EVENTS) {
      senders.put(event, events.getEventSender(Happening.type(event)));
    }
  }

  @Override
  public String name() {
    return "Esper";
  }

  @Override
  public long take(List<Happening> happenings) {
    int count = happenings.size();
    Object[][] arrays = new Object[count][];
    EventSender[] to = new EventSender[count];
    for (int i = 0; i < count; i++) {
      Happening each = happenings.get(i);
      arrays[i] = new Object[] {each.customer(), each.cents(), each.late()};
      to[i] = Objects.requireNonNull(senders.get(each.event()), each.event());
    }
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      events.advanceTimeSpan(happenings.get(i).at());
      to[i].sendEvent(arrays[i]);
    }
    return System.nanoTime() - begin;
  }

  @Override
  public Answers answers() {
    return answers;
  }

  @Override
  public void close() {
    runtime.destroy();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    ConfigurationRuntimeThreading threading = configuration.getRuntime().getThreading();
    threading.setInternalTimerEnabled(false);
    threading.setListenerDispatchPreserveOrder(false);
    threading.setInsertIntoDispatchPreserveOrder(false);
    threading.setNamedWindowConsumerDispatchPreserveOrder(false);
    configuration.getRuntime().getExecution().setDisableLocking(true);
    for (String event : Lives.EVENTS) {
      configuration.getCommon().addEventType(Happening.type(event), PROPERTIES, TYPES);
    }
    return configuration;
  }

  private static EPCompiled compiled(List<SharedRule> shared, Configuration configuration) {
    StringBuilder epl = new StringBuilder();
    shared.stream().map(SharedRule::table).distinct().forEach(epl::append);
    for (SharedRule rule : shared) {
      epl.append("@Name('").append(rule.name()).append("') ").append(rule.epl()).append(";\n");
    }
    try {
      return EPCompilerProvider.getCompiler()
          .compile(epl.toString(), new CompilerArguments(configuration));
    } catch (EPCompileException e) {
      throw new IllegalStateException(e);
    }
  }

  private void deploy(EPCompiled compiled, List<SharedRule> shared) {
    Map<String, Integer> rules = new HashMap<>();
    for (int i = 0; i < shared.size(); i++) {
      rules.put(shared.get(i).name(), i);
    }
    try {
      for (EPStatement statement :
          runtime.getDeploymentService().deploy(compiled).getStatements()) {
        Integer rule = rules.get(statement.getName());
        if (rule != null) {
          boolean onlyBegins = shared.get(rule).onlyBegins();
          statement.addListener((now, before, from, within) -> note(rule, onlyBegins, now, before));
        }
      }
    } catch (EPDeployException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A row that is there now and was not before began; one that was and is not ended. */
  private void note(
      int rule, boolean onlyBegins, EventBean @Nullable [] now, EventBean @Nullable [] before) {
    if (now == null || before == null) {
      note(rule, now, true);
      note(rule, onlyBegins ? null : before, false);
    } else if (now.length > 1 || before.length > 1) {
      throw new IllegalStateException("more than one customer changed at once");
    }
  }

  private void note(int rule, EventBean @Nullable [] rows, boolean began) {
    if (rows != null) {
      for (EventBean row : rows) {
        int customer = (Integer) row.get("customer");
        answers.add(rule, began, customer, events.getCurrentTime());
      }
    }
  }
}
