package dev.attune.server;

import dev.attune.engine.Engine;
import dev.attune.pages.Frame;
import dev.attune.pages.Guide;
import dev.attune.pages.Language;
import dev.attune.pages.Look;
import dev.attune.pages.Place;
import dev.attune.pages.Who;
import dev.attune.pages.Words;
import dev.attune.people.Person;
import dev.attune.playbook.Playbook;
import dev.attune.playbook.Role;
import dev.attune.playbook.Team;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * What is around every page: who asks, in which language and by which clock; and how it is sent.
 */
final class Framing {
  /** The cookie that keeps a {@link Look}. It says nothing about who somebody is. */
  static final String LOOK = "attune-look";

  /** Nothing runs, loads or is sent anywhere but what this server itself serves. */
  static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'"
          + " data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action"
          + " 'self'; frame-ancestors 'none'; base-uri 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", CONTENT_POLICY,
          "Referrer-Policy", "same-origin",
          "X-Frame-Options", "DENY",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
          "Vary", "Accept-Encoding, Accept-Language, Cookie, HX-Request");

  private static final String HTML = "text/html; charset=utf-8";

  /** Less than this is sent as it is: packing would cost more than it saves. */
  private static final int WORTH_PACKING = 1_024;

  private final Engine engine;
  private final InstantSource clock;
  private final Accounts accounts;
  private final Optional<Demo> demo;

  Framing(Engine engine, InstantSource clock, Accounts accounts, Optional<Demo> demo) {
    this.engine = engine;
    this.clock = clock;
    this.accounts = accounts;
    this.demo = demo;
  }

  boolean isDemo() {
    return demo.isPresent();
  }

  /** As people call somebody; by their name whoever is no person. */
  String titleOf(String name) {
    return accounts.people().find(name).map(each -> Labels.cut(each.person().title())).orElse(name);
  }

  /** The frame of a page for somebody who was admitted. */
  Frame of(Request request) {
    return switch (request.caller()) {
      case Caller.ByToken by ->
          frame(request, Optional.of(new Who("", by.name(), "", EnumSet.allOf(Place.class))), "");
      case Caller.ByPerson by -> frame(request, Optional.of(who(by.person())), by.formKey());
    };
  }

  private static Who who(Person person) {
    return new Who(
        person.name(),
        person.title(),
        person.team().orElse(person.role().word()),
        places(person.role()));
  }

  /** The front line has no lists of customers' groups, and nothing to do with how it all runs. */
  private static Set<Place> places(Role role) {
    return switch (role) {
      case STEWARD -> EnumSet.allOf(Place.class);
      case LEAD -> EnumSet.complementOf(EnumSet.of(Place.AUDIT, Place.WEBHOOKS));
      case FRONT_LINE -> EnumSet.of(Place.TODAY, Place.GRACE, Place.CUSTOMERS, Place.MOMENTS);
    };
  }

  /** The frame of a page for anybody. */
  Frame ofAnyone(Request request) {
    return frame(request, Optional.empty(), "");
  }

  private Frame frame(Request request, Optional<Who> who, String formKey) {
    Look look = look(request);
    Words words = Words.of(language(request, look), zone(request.person()), clock.instant());
    Optional<Guide> guide = demo.flatMap(each -> request.person().map(each::guide));
    return new Frame(words, look, "", Optional.empty(), who, address(request), formKey, guide);
  }

  /** The one they chose, else the one of their account, else the one their browser asks for. */
  private static Language language(Request request, Look look) {
    return look.language()
        .or(() -> request.person().flatMap(Person::language).flatMap(Language::of))
        .orElseGet(() -> Language.wanted(request.header("accept-language").orElse("")));
  }

  /** A person's own clock, else their team's, else the company's. */
  private ZoneId zone(Optional<Person> person) {
    Optional<Playbook> playbook = engine.playbook();
    Optional<String> name = person.flatMap(Person::team);
    return person
        .flatMap(Person::zone)
        .or(() ->
            playbook.stream()
                .flatMap(each -> each.care().teams().stream())
                .filter(team -> name.map(team.name()::equals).orElse(false))
                .map(Team::zone)
                .findFirst())
        .or(() -> playbook.map(Playbook::zone))
        .orElse(ZoneOffset.UTC);
  }

  /** How somebody wants pages to look, as their browser remembers it. */
  static Look look(Request request) {
    return cookie(request, LOOK).map(Look::of).orElse(Look.USUAL);
  }

  static Optional<String> cookie(Request request, String name) {
    return request
        .header("cookie")
        .flatMap(all ->
            Arrays.stream(all.split(";", -1))
                .map(String::strip)
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst());
  }

  private static String address(Request request) {
    StringBuilder address = new StringBuilder(request.path());
    char mark = '?';
    for (Map.Entry<String, String> each : request.query().entrySet()) {
      address.append(mark).append(Paths.encoded(each.getKey())).append('=');
      address.append(Paths.encoded(each.getValue()));
      mark = '&';
    }
    return address.toString();
  }

  /** A page, or a piece of one, as an answer. */
  static Answer answer(Request request, String html) {
    return answer(request, 200, html);
  }

  /** The same, with a status of its own. */
  static Answer answer(Request request, int status, String html) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    boolean isPacked = bytes.length >= WORTH_PACKING && takesGzip(request);
    Answer answer = new Answer(status, HTML, isPacked ? pack(bytes) : bytes, HEADERS);
    return isPacked ? answer.with("Content-Encoding", "gzip") : answer;
  }

  /** Sends somebody to another page of this server. */
  static Answer to(String address) {
    return new Answer(303, "", new byte[0], HEADERS).with("Location", local(address));
  }

  /** An address of this server; whatever else it is, the first page. */
  static String local(String address) {
    boolean isLocal =
        address.matches("/(?![/\\\\])[\\x21-\\x7e]{0,2000}") && !address.contains("\\");
    return isLocal ? address : Place.TODAY.href();
  }

  /** Whether a piece of a page is asked for, to be put into one that is shown. */
  static boolean isPiece(Request request) {
    return request.header("hx-request").isPresent()
        && request.header("hx-history-restore-request").isEmpty();
  }

  static boolean takesGzip(Request request) {
    return request.header("accept-encoding").filter(all -> all.contains("gzip")).isPresent();
  }

  private static byte[] pack(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, 8 * 1024)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
