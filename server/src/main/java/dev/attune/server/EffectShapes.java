package dev.attune.server;

import dev.attune.customer.Change;
import dev.attune.customer.Data;
import dev.attune.customer.Effect;
import dev.attune.delivery.Interest;
import dev.attune.engine.RecordedEffect;

/** How the API writes effects: each with its number, its kind and what it rests on. */
final class EffectShapes {
  private EffectShapes() {}

  static Data shape(RecordedEffect told) {
    Effect effect = told.effect();
    Data.Builder data =
        new Data.Builder()
            .put("position", told.sequence())
            .put("id", effect.id())
            .put("kind", Interest.kind(effect.change()))
            .put("rule", effect.change().rule());
    // What the company hears, or no longer hears, is about no customer.
    Shapes.put(data, "customer", told.customer() == null ? null : told.customer().toString());
    data.put("at", effect.at().toString());
    details(data, effect);
    Shapes.put(data, Interest.WITHDRAWN, told.withdrawn());
    data.put("foundAt", told.foundAt().toString()).put("foundLate", told.foundLate());
    Shapes.put(data, "settlesAt", told.settlesAt());
    return data.put("cause", Shapes.cause(effect.cause()))
        .put("evidence", Shapes.evidence(effect.evidence()))
        .build();
  }

  private static void details(Data.Builder data, Effect effect) {
    switch (effect.change()) {
      case Change.Entered entered -> {}
      case Change.Left left -> {}
      case Change.Opened opened -> {
        data.put("moment", effect.id());
        Shapes.put(data, "key", opened.key());
      }
      case Change.Renewed renewed -> data.put("moment", renewed.moment());
      case Change.Good good -> {
        data.put("moment", good.moment());
        Shapes.put(data, "gesture", good.gesture());
      }
      case Change.Closed closed ->
          data.put("moment", closed.moment()).put("ending", Shapes.word(closed.ending()));
      case Change.Attained attained -> {
        Shapes.put(data, "key", attained.key());
        data.put("startedAt", attained.started().toString());
      }
      case Change.Missed missed -> {
        Shapes.put(data, "key", missed.key());
        data.put("startedAt", missed.started().toString());
      }
      case Change.SetAside aside -> data.put("signals", aside.signals());
      case Change.LeftOut left -> data.put("value", left.value());
      case Change.Stopped stopped -> {}
      case Change.Gathered gathered ->
          data.put("members", gathered.members()).put("before", gathered.before());
      case Change.Resumed resumed -> data.put("stop", resumed.stop());
    }
  }
}
