package dev.attune.simulator;

import java.time.ZoneId;
import java.util.List;

/** Where Meridian drives. Phone numbers lie in ranges that regulators keep for works of fiction. */
// Its lists are made by List.of, so they are immutable; their type cannot say so.
@SuppressWarnings("ImmutableEnumChecker")
enum City {
  HAMBURG(
      "Hamburg",
      "Europe/Berlin",
      "de-DE",
      0.22,
      List.of(
          "Altona",
          "Eimsbüttel",
          "Winterhude",
          "St. Georg",
          "Wilhelmsburg",
          "Barmbek",
          "HafenCity"),
      List.of("Elbe Riders", "Alster Early Birds")),
  BERLIN(
      "Berlin",
      "Europe/Berlin",
      "de-DE",
      0.24,
      List.of(
          "Pankow", "Neukölln", "Mitte", "Charlottenburg", "Friedrichshain", "Steglitz", "Wedding"),
      List.of("Spree Commons", "Ringbahn Friends")),
  COLOGNE(
      "Köln",
      "Europe/Berlin",
      "de-DE",
      0.12,
      List.of("Ehrenfeld", "Nippes", "Deutz", "Lindenthal", "Südstadt", "Kalk"),
      List.of("Rhine Loop")),
  LYON(
      "Lyon",
      "Europe/Paris",
      "fr-FR",
      0.12,
      List.of("Croix-Rousse", "Part-Dieu", "Confluence", "Gerland", "Vieux Lyon", "Villeurbanne"),
      List.of("Les Deux Rives")),
  GOTHENBURG(
      "Göteborg",
      "Europe/Stockholm",
      "sv-SE",
      0.09,
      List.of("Majorna", "Linné", "Haga", "Lindholmen", "Gamlestaden", "Örgryte"),
      List.of("Västra Cykelvänner")),
  DUBLIN(
      "Dublin",
      "Europe/Dublin",
      "en-IE",
      0.09,
      List.of("Rathmines", "Phibsborough", "Smithfield", "Ringsend", "Clontarf", "Docklands"),
      List.of("Liffey Wheelers")),
  PORTO(
      "Porto",
      "Europe/Lisbon",
      "pt-PT",
      0.06,
      List.of("Cedofeita", "Bonfim", "Ribeira", "Foz", "Campanhã", "Paranhos"),
      List.of("Ribeira Em Roda")),
  KRAKOW(
      "Kraków",
      "Europe/Warsaw",
      "pl-PL",
      0.06,
      List.of("Kazimierz", "Podgórze", "Nowa Huta", "Krowodrza", "Zabłocie", "Bronowice"),
      List.of("Wisła Razem"));

  /** All of them. */
  static final List<City> ALL = List.of(values());

  private final String title;
  private final ZoneId zone;
  private final String locale;
  private final double share;
  private final List<String> areas;
  private final List<String> communities;

  City(
      String title,
      String zone,
      String locale,
      double share,
      List<String> areas,
      List<String> communities) {
    this.title = title;
    this.zone = ZoneId.of(zone);
    this.locale = locale;
    this.share = share;
    this.areas = areas;
    this.communities = communities;
  }

  /** As people there write it. */
  String title() {
    return title;
  }

  ZoneId zone() {
    return zone;
  }

  String locale() {
    return locale;
  }

  /** What is spoken there: {@code de}. */
  String language() {
    return locale.substring(0, 2);
  }

  /** What phone numbers begin with; empty where no range is kept for fiction. */
  String phone() {
    return switch (this) {
      case HAMBURG -> "+494066969";
      case BERLIN -> "+493023125";
      case COLOGNE -> "+492214710";
      case LYON -> "+3363998";
      case GOTHENBURG -> "+463139006";
      case DUBLIN -> "+35320910";
      case PORTO, KRAKOW -> "";
    };
  }

  List<String> areas() {
    return areas;
  }

  List<String> communities() {
    return communities;
  }

  /** The city at a place between 0 and 1. */
  static City at(double place) {
    double sum = 0;
    for (City city : ALL) {
      sum += city.share;
      if (place < sum) {
        return city;
      }
    }
    return HAMBURG;
  }
}
