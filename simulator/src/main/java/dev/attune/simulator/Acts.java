package dev.attune.simulator;

import dev.attune.customer.Content;
import dev.attune.customer.Data;
import dev.attune.simulator.Act.Device;
import dev.attune.simulator.Act.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects acts in the order in which they are made. Not thread-safe. */
final class Acts {
  private final List<Act> all = new ArrayList<>();

  /** What was collected, in the order of making. */
  List<Act> all() {
    return all;
  }

  /** An event happens; returns the act's order. */
  int track(long at, Sender sender, String event, Object... properties) {
    return track(at, sender, event, Data.of(properties));
  }

  int track(long at, Sender sender, String event, Data properties) {
    return add(at, sender, device(sender), Name.CUSTOMER, new Content.Track(event, properties));
  }

  void identify(long at, Sender sender, Data traits) {
    add(at, sender, device(sender), Name.CUSTOMER, new Content.Identify(traits));
  }

  void page(long at, Device device, Name as, String name, String path) {
    Data properties =
        Data.of("path", path, "url", "https://meridian.example" + path, "title", name);
    add(at, Sender.WEB, device, as, new Content.Page(name, properties));
  }

  void screen(long at, Name as, String name) {
    add(at, Sender.APP, Device.PHONE, as, new Content.Screen(name, Data.EMPTY));
  }

  /** Their words; returns the act's order. */
  int say(long at, String text, int rating, String channel, @Nullable String about) {
    Data.Builder properties = new Data.Builder();
    if (rating > 0) {
      properties.put("rating", rating);
    }
    properties.put("channel", channel);
    if (about != null) {
      properties.put("about", about);
    }
    return add(
        at,
        Sender.VOICE,
        Device.NONE,
        Name.CUSTOMER,
        new Content.Feedback(text, properties.build()));
  }

  int add(long at, Sender sender, Device device, Name as, Content content) {
    all.add(new Act(at, all.size(), sender, device, as, content));
    return all.size() - 1;
  }

  private static Device device(Sender sender) {
    return switch (sender) {
      case WEB -> Device.BROWSER;
      case APP -> Device.PHONE;
      case BACKEND, CARE, VOICE -> Device.NONE;
    };
  }
}
