package dev.attune.step;

import dev.attune.step.Summary.Kept;
import dev.attune.step.Summary.Open;
import dev.attune.step.Summary.Stated;
import dev.attune.step.Summary.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link Summary}, format {@value #FORMAT}; format 1 ends before the last line. In
 * order, in the terms of {@link Encoder}:
 *
 * <pre>
 *   format raw · cut whole · last {@link Mark}
 *   facts: count × (definition text, complete from whole, count × (key text, {@link Lifetime}))
 *   traits, then those that are not hearsay: count × (name text, value, first and last {@link Mark})
 *   zone: raw 1, text, {@link Mark}; or raw 0
 *   limit: raw 1, count, {@link Mark}; or raw 0
 *   open: count × (definition text, count × ({@link Mark}, key optional text))
 *   segments: count × (definition text, since whole) · seen at whole · set aside count
 *   objects to being served: raw 1, raw 1 or 0, {@link Mark}; or raw 0
 * </pre>
 */
final class SummaryFormat {
  static final int FORMAT = 2;

  private SummaryFormat() {}

  static void write(Summary summary, Encoder out) {
    out.raw(FORMAT);
    out.whole(summary.cut);
    summary.last.write(out);
    out.count(summary.facts.size());
    summary.facts.forEach((definition, kept) -> {
      out.text(definition);
      out.whole(kept.from());
      out.count(kept.byKey().size());
      kept.byKey()
          .forEach((key, lifetime) -> {
            out.text(key);
            lifetime.write(out);
          });
    });
    write(summary.traits, out);
    write(summary.trusted, out);
    write(summary.zone, out::text, out);
    write(summary.limit, limit -> out.count(limit), out);
    writeOpen(summary, out);
    out.count(summary.segments.size());
    summary.segments.forEach((definition, since) -> {
      out.text(definition);
      out.whole(since);
    });
    out.whole(summary.seenAt);
    out.count(summary.setAside);
    write(summary.objects, objects -> out.raw(objects ? 1 : 0), out);
  }

  /** Whether there is a word on something, what it is, and where it was said. */
  private static <T> void write(@Nullable Told<T> told, Consumer<T> what, Encoder out) {
    out.raw(told == null ? 0 : 1);
    if (told != null) {
      what.accept(told.what());
      told.at().write(out);
    }
  }

  static Summary read(Decoder in) {
    int format = in.raw();
    if (format < 1 || format > FORMAT) {
      throw new IllegalStateException(
          "summary has format " + format + ", this version reads formats 1 to " + FORMAT);
    }
    Summary summary = new Summary(in.whole(), Mark.read(in));
    for (int left = in.size(); left > 0; left--) {
      String definition = in.text();
      Kept kept = new Kept(in.whole(), new TreeMap<>());
      for (int keys = in.size(); keys > 0; keys--) {
        kept.byKey().put(in.text(), Lifetime.read(in));
      }
      summary.facts.put(definition, kept);
    }
    summary.traits = readTraits(in);
    summary.trusted = readTraits(in);
    summary.zone = in.raw() == 0 ? null : new Told<>(in.text(), Mark.read(in));
    summary.limit = in.raw() == 0 ? null : new Told<>(in.size(), Mark.read(in));
    for (int left = in.size(); left > 0; left--) {
      summary.open.put(in.text(), readOpen(in));
    }
    for (int left = in.size(); left > 0; left--) {
      summary.segments.put(in.text(), in.whole());
    }
    summary.seenAt = in.whole();
    summary.setAside = in.size();
    boolean isTold = format > 1 && in.raw() == 1;
    summary.objects = isTold ? new Told<>(in.raw() == 1, Mark.read(in)) : null;
    return summary;
  }

  private static void write(Map<String, Stated> traits, Encoder out) {
    out.count(traits.size());
    traits.forEach((name, stated) -> {
      out.text(name);
      out.value(stated.value());
      stated.first().write(out);
      stated.last().write(out);
    });
  }

  private static Map<String, Stated> readTraits(Decoder in) {
    Map<String, Stated> traits = new LinkedHashMap<>();
    for (int left = in.size(); left > 0; left--) {
      String name = in.text();
      @Nullable Object value = in.value();
      traits.put(name, new Stated(value, Mark.read(in), Mark.read(in)));
    }
    return traits;
  }

  private static void writeOpen(Summary summary, Encoder out) {
    out.count(summary.open.size());
    summary.open.forEach((definition, open) -> {
      out.text(definition);
      out.count(open.size());
      open.forEach(each -> {
        each.started().write(out);
        out.optionalText(each.key());
      });
    });
  }

  private static List<Open> readOpen(Decoder in) {
    List<Open> open = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      open.add(new Open(Mark.read(in), in.optionalText()));
    }
    return open;
  }
}
