package dev.attune.simulator;

import dev.attune.customer.Data;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a customer told Meridian about themselves. No trait tells what happens in their life.
 *
 * @param phone empty where they gave none
 * @param birthdayMonth 0 where they gave none
 */
record Profile(String name, String email, String phone, String language, int birthdayMonth) {
  private static final long NAMES = 0x7A3E5;
  private static final Map<String, List<String>> POOLS = Lines.sections("names.txt");
  private static final List<String> DOMAINS =
      List.of("example.com", "example.org", "example.net", "mail.example.com", "post.example.org");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^a-z]+");
  private static final List<String> ELSEWHERE =
      List.of(
          "turkish",
          "arabic",
          "italian",
          "ukrainian",
          "spanish",
          "vietnamese",
          "westafrican",
          "persian",
          "greek",
          "indian",
          "polish",
          "german",
          "french",
          "irish");

  static Profile of(long seed, Person person) {
    Chance chance = Chance.of(seed ^ NAMES, person.index(), 0);
    String local = local(person.city());
    Chance home = Chance.of(seed ^ NAMES, person.shares() ? person.index() / 2 : person.index(), 1);
    String origin = home.happens(0.62) ? local : home.pick(ELSEWHERE);
    String family = home.pick(pool((home.happens(0.85) ? origin : local) + " family"));
    String given = chance.pick(pool(origin + " given"));
    String number = Integer.toString(10 + person.index() % 990_000);
    String email = plain(given) + '.' + plain(family) + number + '@' + chance.pick(DOMAINS);
    return new Profile(
        given + ' ' + family,
        email,
        phone(person.city(), chance),
        person.city().language(),
        chance.happens(0.35) ? chance.between(1, 12) : 0);
  }

  /** The traits, with what changes in the course of time. */
  Data.Builder traits(City city, String plan) {
    Data.Builder traits =
        new Data.Builder().put("name", name).put("email", email).put("city", city.title());
    if (!phone.isEmpty()) {
      traits.put("phone", phone);
    }
    if (birthdayMonth > 0) {
      traits.put("birthdayMonth", birthdayMonth);
    }
    return traits.put("language", language).put("timezone", city.zone().getId()).put("plan", plan);
  }

  private static List<String> pool(String heading) {
    List<String> names = POOLS.get(heading);
    if (names == null) {
      throw new IllegalStateException("names.txt has no heading [" + heading + "]");
    }
    return names;
  }

  private static String phone(City city, Chance chance) {
    if (city.phone().isEmpty() || chance.happens(0.3)) {
      return "";
    }
    String digits = Integer.toString(1000 + chance.below(1000));
    int missing = city == City.GOTHENBURG ? 2 : 3;
    return city.phone() + digits.substring(4 - missing);
  }

  private static String plain(String name) {
    String lower = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    String latin = lower.replace('ı', 'i').replace('ł', 'l').replace('đ', 'd').replace("ß", "ss");
    return OTHERS.matcher(MARKS.matcher(latin).replaceAll("")).replaceAll("");
  }

  private static String local(City city) {
    return switch (city) {
      case HAMBURG, BERLIN, COLOGNE -> "german";
      case LYON -> "french";
      case GOTHENBURG -> "swedish";
      case DUBLIN -> "irish";
      case PORTO -> "portuguese";
      case KRAKOW -> "polish";
    };
  }
}
