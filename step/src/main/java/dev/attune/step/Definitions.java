package dev.attune.step;

import dev.attune.playbook.Condition;
import dev.attune.playbook.Fact;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Reads.Sensitivity;
import dev.attune.playbook.Segment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * What each segment and watch of one playbook says: see {@link Definition}. The segments that one
 * builds on stand in it as digests of what they say, each worked out once, so that it is short and
 * soon made however deep they build. Immutable.
 */
final class Definitions {
  private final Playbook playbook;
  private final List<String> segments = new ArrayList<>();
  private final List<String> digests = new ArrayList<>();

  Definitions(Playbook playbook) {
    this.playbook = playbook;
    // In the order in which they build on each other.
    for (Segment segment : playbook.segments()) {
      String definition = of(segment.condition());
      segments.add(definition);
      digests.add(digest(definition));
    }
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of a segment, with the facts and segments that it reads. */
  String ofSegment(int index) {
    return segments.get(index);
  }

  /** What a watch tracks. */
  String of(WatchPlan watch) {
    return switch (watch) {
      case WatchPlan.InSegment in -> Definition.text(in.segment().name(), segments.get(in.index()));
      case WatchPlan.Becoming becoming -> of(becoming.condition());
      case WatchPlan.Bettering good -> Definition.text("good", of(good.condition()));
      case WatchPlan.Near near -> Definition.text(near.around());
    };
  }

  /** A condition, with the facts and segments that it reads, by the names by which it does. */
  private String of(Condition condition) {
    List<String> read = new ArrayList<>();
    for (Sensitivity sensitivity : condition.reads().facts()) {
      Fact fact = playbook.facts().get(sensitivity.fact());
      read.add(Definition.text(fact.name(), Definition.of(fact, playbook)));
    }
    for (int index : new TreeSet<>(condition.reads().segments())) {
      read.add(Definition.text(playbook.segments().get(index).name(), digests.get(index)));
    }
    return Definition.text(condition.text(), playbook.zone(), read);
  }
}
