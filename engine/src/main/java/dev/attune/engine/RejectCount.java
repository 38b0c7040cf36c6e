package dev.attune.engine;

import java.util.ArrayList;
import java.util.List;

/** How many messages of a source were refused for a reason, ever. */
public record RejectCount(String source, String reason, long count) {
  static List<RejectCount> of(Counts counts) {
    List<RejectCount> all = new ArrayList<>();
    counts
        .all(Counts.REJECT)
        .forEach((name, count) -> {
          int slash = name.indexOf('/');
          all.add(new RejectCount(name.substring(slash + 1), name.substring(0, slash), count));
        });
    return all;
  }
}
