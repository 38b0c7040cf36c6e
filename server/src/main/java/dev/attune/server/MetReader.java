package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.customer.Id;
import dev.attune.engine.Engine;
import dev.attune.playbook.Team;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom nobody knows yet: a name, a booking or a phone number is enough. They get an id of
 * their own kind, the same for the same booking or number, which a correction joins with who they
 * turn out to be.
 */
final class MetReader {
  /** How such ids begin; they are no user ids. */
  static final String PREFIX = "met-";

  private static final int LONGEST = 200;

  private final Engine engine;
  private final Staff staff;

  MetReader(Engine engine, Staff staff) {
    this.engine = engine;
    this.staff = staff;
  }

  /**
   * The person that {@code met} describes, if a body does; what it says of them is written where
   * nobody met them before.
   *
   * @param request the id of the request: who has a name only is a person of their own
   * @param team who met them: they are a customer of its brand, if it has one
   * @throws Refusal if it says nothing
   */
  Optional<Id> read(Data body, String request, Optional<String> team) {
    if (!(body.get("met") instanceof Data met)) {
      return Optional.empty();
    }
    String name = text(met, "name");
    String booking = text(met, "booking");
    String phone = text(met, "phone");
    if (name == null && booking == null && phone == null) {
      throw Refusal.unreadable(
          "missing-member", "\"met\" says one of name, booking and phone at least");
    }
    Id id = Id.anonymous(PREFIX + ChoiceReader.hash(key(name, booking, phone, request)));
    // Who is known already stays who they are, and of the brand they are of.
    if (engine.traits(id).isEmpty()) {
      Data.Builder traits = new Data.Builder();
      Shapes.put(traits, "name", name);
      Shapes.put(traits, "booking", booking);
      Shapes.put(traits, "phone", phone);
      brand(team).ifPresent(brand -> traits.put(Sight.BRAND, brand));
      Data said = Data.of("type", "identify", "traits", traits.build());
      staff.say(List.of(new Staff.Word(PREFIX + ChoiceReader.hash(request + "\n" + id), id, said)));
    }
    return Optional.of(id);
  }

  private Optional<String> brand(Optional<String> team) {
    return engine
        .playbook()
        .flatMap(playbook ->
            playbook.care().teams().stream()
                .filter(each -> team.map(each.name()::equals).orElse(false))
                .findFirst())
        .flatMap(Team::brand);
  }

  private static String key(
      @Nullable String name, @Nullable String booking, @Nullable String phone, String request) {
    if (booking != null) {
      return ofBooking(booking);
    }
    return phone != null ? ofPhone(phone) : "name\n" + request + "\n" + name;
  }

  private static String ofBooking(String booking) {
    return "booking\n" + booking.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
  }

  private static String ofPhone(String phone) {
    return "phone\n" + phone.replaceAll("[^0-9+]", "");
  }

  /** Who was met with this booking, if anybody was. */
  static Id byBooking(String booking) {
    return Id.anonymous(PREFIX + ChoiceReader.hash(ofBooking(booking)));
  }

  /** Who was met with this phone number, if anybody was. */
  static Id byPhone(String phone) {
    return Id.anonymous(PREFIX + ChoiceReader.hash(ofPhone(phone)));
  }

  private static @Nullable String text(Data met, String name) {
    String text = met.text(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > LONGEST) {
      throw Refusal.unreadable(
          "bad-value", "\"%s\" has more than %d characters".formatted(name, LONGEST));
    }
    return text.strip();
  }
}
