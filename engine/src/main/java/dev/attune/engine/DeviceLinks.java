package dev.attune.engine;

import dev.attune.customer.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one anonymous id's links. Its bytes, version 1 (parts as in {@link UserLinks}):
 *
 * <pre>
 * device = version:byte=1  flags:byte  users:count {text}*  runs:count {user:varint place}*
 *          [words:count {id  count {word}*}*]  [owners:count {user:text place}*]
 * flags  = 1 crowded | 2 words and owners present
 * </pre>
 *
 * A device of one user takes about 60 bytes with common message ids, and is written once; a run
 * says only where it begins, so that a further sighting within it writes nothing.
 *
 * @param crowded whether it was in more hands than one person's device can be; nothing else is kept
 * @param users everyone it was ever seen under, cut or not, in order of arrival
 * @param runs who had it from where on, by sightings alone; neighbours differ
 * @param words by the other id, those that matter
 * @param owners with words: who has it from where on, once words and the devices said to be the
 *     same have their say; kept with the smallest of those devices
 */
record DeviceLinks(
    boolean crowded,
    List<String> users,
    List<Run> runs,
    SortedMap<Id, List<LinksWord>> words,
    List<Run> owners) {
  static final DeviceLinks NONE =
      new DeviceLinks(false, List.of(), List.of(), new TreeMap<>(), List.of());
  static final DeviceLinks CROWDED =
      new DeviceLinks(true, List.of(), List.of(), new TreeMap<>(), List.of());

  private static final int CROWD = 1;
  private static final int WORDS = 2;

  /** {@code user} has the device from {@code first} on, until the next run begins. */
  record Run(String user, Place first) {}

  DeviceLinks withUser(String user) {
    if (users.contains(user)) {
      return this;
    }
    List<String> with = new ArrayList<>(users);
    with.add(user);
    return new DeviceLinks(crowded, with, runs, words, owners);
  }

  DeviceLinks withRuns(List<Run> others) {
    return new DeviceLinks(crowded, users, others, words, owners);
  }

  DeviceLinks withWords(Id partner, List<LinksWord> said) {
    SortedMap<Id, List<LinksWord>> with = new TreeMap<>(words);
    with.put(partner, said);
    return new DeviceLinks(crowded, users, runs, with, owners);
  }

  DeviceLinks withOwners(List<Run> others) {
    return new DeviceLinks(crowded, users, runs, words, others);
  }

  List<LinksWord> wordsWith(Id partner) {
    return words.getOrDefault(partner, List.of());
  }

  /** The index of the run that holds {@code place}, or -1 where it lies before the first. */
  static int runAt(List<Run> runs, Place place) {
    int low = 0;
    int high = runs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (runs.get(middle).first().compareTo(place) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Whether {@code user} has the device at {@code place} by a sighting at or before it. */
  static boolean holds(List<Run> runs, String user, Place place) {
    int run = runAt(runs, place);
    return run >= 0 && runs.get(run).user().equals(user);
  }

  /**
   * The runs with one more sighting, the same list when nothing is new. A sighting late enough to
   * lie within another's run splits it where that other is next seen.
   *
   * @param next the first sighting under a user after a place
   */
  static List<Run> sight(
      List<Run> runs, Run sighting, BiFunction<String, Place, @Nullable Place> next) {
    Place place = sighting.first();
    int before = runAt(runs, place);
    if (before >= 0 && runs.get(before).user().equals(sighting.user())) {
      return runs;
    }
    List<Run> changed = new ArrayList<>(runs);
    int after = before + 1;
    Run following = after < runs.size() ? runs.get(after) : null;
    Place again = before < 0 ? null : next.apply(runs.get(before).user(), place);
    if (again != null && (following == null || again.compareTo(following.first()) < 0)) {
      changed.add(after, sighting);
      changed.add(after + 1, new Run(runs.get(before).user(), again));
    } else if (following != null && following.user().equals(sighting.user())) {
      changed.set(after, sighting);
    } else {
      changed.add(after, sighting);
    }
    return changed;
  }

  byte[] encode() {
    LinksBytes.Out out = new LinksBytes.Out();
    out.writeByte((crowded ? CROWD : 0) | (words.isEmpty() ? 0 : WORDS));
    out.writeCount(users.size());
    users.forEach(out::writeText);
    out.writeCount(runs.size());
    for (Run run : runs) {
      out.writeCount(users.indexOf(run.user()));
      out.writePlace(run.first());
    }
    if (!words.isEmpty()) {
      out.writeCount(words.size());
      words.forEach((partner, said) -> {
        out.writeId(partner);
        out.writeCount(said.size());
        said.forEach(out::writeWord);
      });
      out.writeCount(owners.size());
      for (Run owner : owners) {
        out.writeText(owner.user());
        out.writePlace(owner.first());
      }
    }
    return out.bytes();
  }

  static DeviceLinks decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return NONE;
    }
    LinksBytes.In in = new LinksBytes.In(bytes);
    int flags = in.readByte();
    if ((flags & CROWD) != 0) {
      return CROWDED;
    }
    List<String> users = in.readList(in::readText);
    List<Run> runs = in.readList(() -> new Run(users.get(in.readCount()), in.readPlace()));
    if ((flags & WORDS) == 0) {
      return new DeviceLinks(false, users, runs, NONE.words, List.of());
    }
    SortedMap<Id, List<LinksWord>> words = new TreeMap<>();
    int pairs = in.readCount();
    for (int i = 0; i < pairs; i++) {
      Id partner = in.readId();
      words.put(partner, in.readList(in::readWord));
    }
    List<Run> owners = in.readList(() -> new Run(in.readText(), in.readPlace()));
    return new DeviceLinks(false, users, runs, words, owners);
  }
}
