package dev.attune.server;

import dev.attune.delivery.BadAddress;
import dev.attune.delivery.Chat;
import dev.attune.delivery.PreferenceBook;
import dev.attune.delivery.Preferences;
import dev.attune.pages.AccountPage;
import dev.attune.pages.AccountPage.Browser;
import dev.attune.pages.AccountPage.Done;
import dev.attune.pages.Filled;
import dev.attune.pages.Frame;
import dev.attune.pages.Language;
import dev.attune.pages.Look;
import dev.attune.pages.PeoplePages;
import dev.attune.pages.Words;
import dev.attune.people.Account;
import dev.attune.people.Person;
import dev.attune.playbook.Team;
import dev.attune.playbook.Team.Channel;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Everybody's own page: what they may give, how they are told, where they are signed in. */
final class AccountPages {
  static final String PAGE = "/account";

  private static final Access SIGNED_IN = Access.anyPerson();
  private static final String EMAIL = "email";
  private static final String ADDRESS = "address";

  /** What may have been done before, and where the page says so. */
  private static final Map<String, String> DONE =
      Map.of(
          "password", "password",
          "session", "sessions",
          "others", "sessions",
          "contact", "contact",
          "told", "telling",
          "push", "telling",
          "push-end", "telling");

  private final Framing framing;
  private final Roster roster;
  private final PersonRows rows;
  private final PreferenceBook preferences;

  AccountPages(Framing framing, Roster roster, PersonRows rows, PreferenceBook preferences) {
    this.framing = framing;
    this.roster = roster;
    this.rows = rows;
    this.preferences = preferences;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PAGE, SIGNED_IN, this::mine),
        Route.get(PAGE + "/trust", SIGNED_IN, this::trust),
        Route.post(PAGE, SIGNED_IN, this::contact),
        Route.post(PAGE + "/told", SIGNED_IN, this::told),
        Route.post(PAGE + "/push/{push}/end", SIGNED_IN, this::endPush),
        Route.post(PAGE + "/sessions/end", SIGNED_IN, this::endOthers));
  }

  /** Where it is said on the page what was done, or went wrong, with a password. */
  static String password(String what, String code) {
    return PAGE + "?" + what + "=" + code + "#password";
  }

  private static Person person(Request request) {
    return Entrance.caller(request).person();
  }

  private Answer mine(Request request) {
    Person person = person(request);
    return page(request, 200, contactOf(person), telling(person));
  }

  /** What they may give, as it is by now. */
  private Answer trust(Request request) {
    Frame frame = framing.of(request);
    return Framing.answer(
        request, PeoplePages.trust(frame, rows.trusts().of(person(request), frame.words())));
  }

  private Answer page(Request request, int status, Filled contact, Filled telling) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    Caller.ByPerson caller = Entrance.caller(request);
    Account account = roster.demand(caller.person().name());
    AccountPage page =
        new AccountPage(
            rows.row(account, Optional.empty(), words),
            contact,
            telling,
            ways(caller.person(), words),
            passwordForm(request, words),
            rows.sessions(caller.person().name(), Optional.of(caller.session())),
            done(request, words));
    String html = PeoplePages.account(frame.called(frame.say("account.title")), page);
    return Framing.answer(request, status, html);
  }

  private static Optional<Done> done(Request request, Words words) {
    return request
        .parameter("done")
        .filter(DONE::containsKey)
        .map(each -> new Done(DONE.getOrDefault(each, each), words.say("account.done." + each)));
  }

  private static Filled passwordForm(Request request, Words words) {
    String code = request.parameter("problem").orElse("");
    String key = "account.problem." + code;
    if (!words.has(key)) {
      return Filled.EMPTY;
    }
    String field = code.equals("bad-password") ? "password" : "old";
    return Filled.EMPTY.with(Map.of(field, words.say(key)));
  }

  private static Filled contactOf(Person person) {
    Map<String, String> values = new LinkedHashMap<>();
    person.email().ifPresent(email -> values.put(ADDRESS, email));
    person.language().ifPresent(language -> values.put("language", language));
    return Filled.of(values);
  }

  private Filled telling(Person person) {
    Preferences chosen = preferences.of(person.name());
    Map<String, String> values = new LinkedHashMap<>();
    values.put("how", chosen.channels().isPresent() ? "own" : "usual");
    for (Channel channel : chosen.channels().orElseGet(() -> usual(person))) {
      values.put(word(channel), "on");
    }
    values.put("shape", chosen.chat().map(room -> room.shape().word()).orElse("slack"));
    return Filled.of(values);
  }

  private Set<Channel> usual(Person person) {
    String team = rows.team(person);
    Set<Channel> channels =
        rows.trusts().care().teams().stream()
            .filter(each -> each.name().equals(team))
            .findFirst()
            .map(Team::channels)
            .orElse(Set.of());
    return channels.isEmpty() ? EnumSet.of(Channel.PUSH) : channels;
  }

  private static String word(Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }

  private AccountPage.Ways ways(Person person, Words words) {
    Preferences chosen = preferences.of(person.name());
    String usual =
        usual(person).stream()
            .sorted()
            .map(each -> words.say("account." + word(each)))
            .collect(Collectors.joining(" · "));
    return new AccountPage.Ways(
        usual,
        chosen.pushes().stream()
            .map(push ->
                new Browser(
                    push.id(),
                    Labels.cut(push.label()),
                    String.valueOf(push.shown().text("service"))))
            .toList(),
        chosen.chat().map(room -> String.valueOf(room.shown().text("service"))));
  }

  private Answer contact(Request request) {
    Form form = Form.of(request);
    Person before = person(request);
    Form named = new Form(Map.of(EMAIL, form.text(ADDRESS), "language", form.text("language")));
    PersonForm reader = new PersonForm(List.of(), framing.of(request).words());
    List<String> fields = List.of(EMAIL, "language");
    PersonForm.Read<Person> read = reader.person(named, before, fields);
    if (read.value().isEmpty()) {
      Map<String, String> typed = new LinkedHashMap<>(read.filled().typed());
      typed.put(ADDRESS, form.text(ADDRESS));
      Map<String, String> problems = new LinkedHashMap<>();
      read.filled()
          .problems()
          .forEach((field, said) -> problems.put(field.equals(EMAIL) ? ADDRESS : field, said));
      return page(request, 422, new Filled(typed, problems), telling(before));
    }
    Account changed =
        roster.change(
            request,
            before.name(),
            person -> reader.person(named, person, fields).value().orElse(person));
    Look look = Framing.look(request);
    Optional<Language> language = changed.person().language().flatMap(Language::of);
    return DoorPages.keep(Framing.to(PAGE + "?done=contact"), new Look(look.theme(), language));
  }

  private Answer told(Request request) {
    Form form = Form.of(request);
    Person person = person(request);
    Words words = framing.of(request).words();
    Map<String, String> problems = new LinkedHashMap<>();
    Optional<Chat> had = preferences.of(person.name()).chat();
    Optional<Chat> room = form.text("no-room").isEmpty() ? had : Optional.empty();
    String url = form.text("url").strip();
    if (!url.isEmpty()) {
      try {
        room =
            Optional.of(new Chat(Chat.Shape.of(form.text("shape")).orElse(Chat.Shape.SLACK), url));
      } catch (BadAddress e) {
        problems.put("url", words.say("account.problem.url"));
      }
    }
    Optional<Set<Channel>> chosen = channels(form);
    if (chosen.map(all -> all.contains(Channel.CHAT)).orElse(false) && room.isEmpty()) {
      problems.putIfAbsent("url", words.say("account.problem.no-room"));
    }
    if (chosen.map(all -> all.contains(Channel.EMAIL)).orElse(false) && person.email().isEmpty()) {
      problems.put("", words.say("account.problem.no-email"));
    }
    if (!problems.isEmpty()) {
      return page(request, 422, contactOf(person), new Filled(form.fields(), problems));
    }
    Optional<Chat> keep = room;
    Preferences unused =
        preferences.change(person.name(), was -> new Preferences(chosen, keep, was.pushes()));
    return Framing.to(PAGE + "?done=told#told-how");
  }

  private static Optional<Set<Channel>> channels(Form form) {
    if (!form.text("how").equals("own")) {
      return Optional.empty();
    }
    Set<Channel> chosen = EnumSet.noneOf(Channel.class);
    for (Channel channel : Channel.values()) {
      if (!form.text(word(channel)).isEmpty()) {
        chosen.add(channel);
      }
    }
    return Optional.of(chosen);
  }

  private Answer endPush(Request request) {
    String push = request.name("push");
    Preferences unused = preferences.change(person(request).name(), was -> was.without(push));
    return Framing.to(PAGE + "?done=push-end#told-how");
  }

  private Answer endOthers(Request request) {
    Caller.ByPerson caller = Entrance.caller(request);
    int unused =
        roster
            .accounts()
            .sessions()
            .endAll(caller.person().name(), each -> !each.hash().equals(caller.session().hash()));
    return Framing.to(PAGE + "?done=others#sessions");
  }
}
