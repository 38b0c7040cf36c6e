package dev.attune.engine;

import dev.attune.customer.Content;
import dev.attune.customer.Id;
import dev.attune.customer.Kind;
import dev.attune.customer.Signal;
import dev.attune.engine.DeviceLinks.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is who, derived from signals alone: the same signals give the same customers in whatever
 * order they arrive (INV-004).
 *
 * <ul>
 *   <li>A signal that names a user and a device <em>sights</em> the device under that user; so does
 *       an alias for the id that came before, taken as a device's. A correction sights nothing by
 *       the ids it is sent under: it speaks of the two it names.
 *   <li>A device's own signals belong to the user of the newest sighting at or before them; before
 *       the first sighting, to the first one's; without any, the device is a customer of its own.
 *   <li>An alias, unless it is hearsay, and a person's correction are <em>words</em> on a pair of
 *       ids; the latest word on a pair holds. Users joined by words are one customer. Devices
 *       joined by words share their sightings.
 *   <li>Between a device and a user, "same" is a sighting, and "different" makes sightings up to
 *       its place not count, for good: a later "same" sights anew from its own place.
 *   <li>What is beyond {@link LinksLimits} joins nobody.
 *   <li>A customer's canonical id is the smallest user id that was a signal's user, else the
 *       smallest device they had last. Every id is an address of the customer who has it last.
 * </ul>
 *
 * <p>One thread notes. Readers on other threads need a store that shows them one consistent state.
 */
final class Links {
  private final LinksStore store;
  private final LinksLimits limits;
  private final LinksRecords records;
  private final LinksView view;

  Links(LinksStore store) {
    this(store, LinksLimits.USUAL);
  }

  Links(LinksStore store, LinksLimits limits) {
    this.store = store;
    this.limits = limits;
    this.records = new Decoded(store);
    this.view = new LinksView(records, limits);
  }

  /** Whether {@code signal} sights {@code device} under its user. */
  static boolean sights(Signal signal, String device) {
    return signal.userId() != null
        && signal.content().kind() != Kind.CORRECTED
        && (device.equals(signal.anonymousId())
            || (signal.content() instanceof Content.Alias alias
                && alias.previousId().equals(device)));
  }

  /**
   * Takes one accepted signal into account; again has no effect. Nothing is written when it says
   * nothing new: a known user, with no device or one in their hands.
   */
  Noted note(Signal signal) {
    Id customer = customerIfNothingNew(signal);
    if (customer != null) {
      return new Noted(customer, List.of());
    }
    LinksEdit edit = new LinksEdit(records, store, limits);
    edit.apply(signal);
    List<Noted.Move> moves = edit.finish();
    return new Noted(customerOf(signal), moves);
  }

  /** The canonical id of the customer to whom {@code signal} belongs, noted or not. */
  Id customerOf(Signal signal) {
    Id sender = signal.sender();
    return sender.isUser()
        ? view.canonical(sender.value())
        : view.customerOf(sender.value(), Place.of(signal));
  }

  /** The customer for whom {@code any} is an address; an id never seen is one of its own. */
  Identity customer(Id any) {
    return view.identity(any);
  }

  /** What links the ids of the customer for whom {@code any} is an address, cut links included. */
  List<Link> links(Id any) {
    List<Link> links = new ArrayList<>();
    for (Id id : view.ids(any)) {
      if (id.isUser()) {
        boolean open = !records.user(id.value()).crowded();
        records
            .user(id.value())
            .words()
            .forEach((partner, word) ->
                add(links, id, Id.user(partner), word, open && !isCrowded(Id.user(partner))));
      } else {
        addOfDevice(links, id);
      }
    }
    Collections.sort(links);
    return links.stream().distinct().toList();
  }

  private void addOfDevice(List<Link> links, Id device) {
    DeviceLinks known = records.device(device.value());
    List<Run> owners = view.owners(device.value());
    for (String user : known.users()) {
      boolean joins = owners.stream().anyMatch(owner -> owner.user().equals(user));
      known.runs().stream()
          .filter(run -> run.user().equals(user))
          .findFirst()
          .ifPresent(run ->
              links.add(new Link(Id.user(user), device, Link.How.SEEN, run.first(), "", joins)));
    }
    known
        .words()
        .forEach((partner, words) ->
            words.forEach(word -> add(links, device, partner, word, !isCrowded(partner))));
  }

  private static void add(List<Link> links, Id id, Id partner, LinksWord word, boolean counts) {
    boolean inOrder = id.compareTo(partner) < 0;
    links.add(
        new Link(
            inOrder ? id : partner,
            inOrder ? partner : id,
            word.how(),
            word.at(),
            word.by(),
            counts && word.same()));
  }

  private boolean isCrowded(Id id) {
    return id.isUser() ? records.user(id.value()).crowded() : records.device(id.value()).crowded();
  }

  /**
   * The customer of a signal that says nothing new, found with one read of each record, or null.
   */
  private @Nullable Id customerIfNothingNew(Signal signal) {
    if (signal.content() instanceof Content.Alias || signal.content().kind() == Kind.CORRECTED) {
      return null;
    }
    String user = signal.userId();
    if (user == null) {
      return customerOf(signal);
    }
    UserLinks known = records.user(user);
    if (!known.known()) {
      return null;
    }
    Id customer = known.canonical() == null ? Id.user(user) : known.canonical();
    String device = signal.anonymousId();
    if (device == null) {
      return customer;
    }
    DeviceLinks links = records.device(device);
    boolean nothingNew =
        links.crowded()
            || (links.words().isEmpty() && DeviceLinks.holds(links.runs(), user, Place.of(signal)));
    return nothingNew ? customer : null;
  }

  /** Records as the store has them. */
  private record Decoded(LinksStore store) implements LinksRecords {
    @Override
    public UserLinks user(String user) {
      return UserLinks.decode(store.get(Id.user(user)));
    }

    @Override
    public DeviceLinks device(String device) {
      return DeviceLinks.decode(store.get(Id.anonymous(device)));
    }

    @Override
    public List<String> devices(String user) {
      return store.devices(user);
    }
  }
}
