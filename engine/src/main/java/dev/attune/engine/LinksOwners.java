package dev.attune.engine;

import dev.attune.customer.Id;
import dev.attune.engine.DeviceLinks.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Works out who has a device from where on when words have a say: sightings at or before a
 * "different" do not count, a "same" is a sighting, and devices that are the same share theirs.
 *
 * <p>Jumps from change to change instead of reading every sighting: from a place on, the next owner
 * is whoever else is seen first.
 */
final class LinksOwners {
  private final LinksStore store;
  private final SortedMap<String, DeviceLinks> devices = new TreeMap<>();

  /** For {@code same}, the devices that share their sightings. */
  LinksOwners(LinksStore store, Iterable<String> same, LinksRecords records) {
    this.store = store;
    same.forEach(device -> devices.put(device, records.device(device)));
  }

  List<Run> find() {
    List<Run> owners = new ArrayList<>();
    Run next = after(null);
    while (next != null) {
      owners.add(next);
      next = after(next);
    }
    return owners;
  }

  private @Nullable Run after(@Nullable Run current) {
    Run first = null;
    for (var device : devices.entrySet()) {
      for (String user : device.getValue().users()) {
        if (current != null && current.user().equals(user)) {
          continue;
        }
        Place place =
            next(
                device.getKey(), device.getValue(), user, current == null ? null : current.first());
        if (place != null && (first == null || place.compareTo(first.first()) < 0)) {
          first = new Run(user, place);
        }
      }
    }
    return first;
  }

  /** The first sighting that counts of {@code device} under {@code user} after {@code place}. */
  private @Nullable Place next(
      String device, DeviceLinks links, String user, @Nullable Place place) {
    List<LinksWord> words = links.wordsWith(Id.user(user));
    Place cut = LinksWord.cut(words);
    Place after = cut != null && (place == null || place.compareTo(cut) < 0) ? cut : place;
    Place seen = nextSeen(device, links.runs(), user, after);
    for (LinksWord word : words) {
      boolean later = after == null || word.at().compareTo(after) > 0;
      if (word.same() && later && (seen == null || word.at().compareTo(seen) < 0)) {
        seen = word.at();
      }
    }
    return seen;
  }

  private @Nullable Place nextSeen(
      String device, List<Run> runs, String user, @Nullable Place after) {
    int run = after == null ? -1 : DeviceLinks.runAt(runs, after);
    if (after != null && run >= 0 && runs.get(run).user().equals(user)) {
      Place again = store.firstSighting(device, user, after);
      if (again != null) {
        return again;
      }
    }
    for (int later = run + 1; later < runs.size(); later++) {
      if (runs.get(later).user().equals(user)) {
        return runs.get(later).first();
      }
    }
    return null;
  }
}
