package dev.attune.server;

import dev.attune.people.Device;
import dev.attune.people.People;
import dev.attune.people.Person;
import dev.attune.people.Secret;
import dev.attune.people.Session;
import dev.attune.people.Sessions;
import dev.attune.people.SignIn;
import java.time.Duration;
import java.util.Optional;

/** How people come in and go, whether by a page's form or by the API. */
final class Entrance {
  /** Longer than most holidays: who comes back is no stranger. */
  private static final Duration KNOWN_FOR = Duration.ofDays(180);

  private final Accounts accounts;
  private final Auditing auditing;

  Entrance(Accounts accounts, Auditing auditing) {
    this.accounts = accounts;
    this.auditing = auditing;
  }

  /** Somebody who is in, and what their browser is to keep. */
  record Entered(Person person, Sessions.Begun begun, String sessionCookie, String deviceCookie) {
    Answer with(Answer answer) {
      return answer.withCookie(sessionCookie).withCookie(deviceCookie);
    }

    Caller.ByPerson caller() {
      return new Caller.ByPerson(person, begun.session(), SameOrigin.token(begun.secret()));
    }
  }

  /**
   * Lets somebody in by name and password.
   *
   * @throws Refusal if they do not belong together, or it was tried too often
   */
  Entered signIn(Request request, String name, String password) {
    SameOrigin.check(request);
    demandTls(request);
    return enter(request, verified(request, name, password));
  }

  /** Nobody types a password for nothing. */
  private static void demandTls(Request request) {
    String unused = Cookie.SESSION.set(request, "", Duration.ZERO);
  }

  private Person verified(Request request, String name, String password) {
    Optional<String> device = Cookie.DEVICE.in(request);
    return switch (accounts
        .signIn()
        .attempt(new SignIn.Attempt(name, password, request.address(), device))) {
      case SignIn.Outcome.Welcome welcome -> welcome.person();
      case SignIn.Outcome.Wrong wrong -> throw wrong(request, name);
      case SignIn.Outcome.TooSoon soon ->
          throw Refusal.tooMany(
              "too-soon",
              "too many wrong tries: try again in %d s".formatted(seconds(soon.left())),
              Duration.ofSeconds(seconds(soon.left())));
    };
  }

  /** A name that nobody has is not kept: it may be a password that was typed too early. */
  private Refusal wrong(Request request, String name) {
    Optional<String> known = accounts.people().live(name).map(Person::name);
    auditing.note(request, "nobody", "sign-in-refused", known);
    return Refusal.caller(401, "wrong-password", "name and password do not belong together");
  }

  private static long seconds(Duration wait) {
    return wait.plusMillis(999).toSeconds();
  }

  /** A new session, and the end of the one that the browser had. */
  Entered enter(Request request, Person person) {
    auditing.note(request, Auditing.person(person.name()), "sign-in", Optional.empty());
    accounts.signedIn(request).ifPresent(before -> accounts.sessions().end(before.session()));
    String device = Device.of(request.header("user-agent").orElse(""));
    Sessions.Begun begun = accounts.sessions().begin(person.name(), device, request.address());
    return new Entered(
        person,
        begun,
        Cookie.SESSION.set(request, begun.secret().reveal(), Session.WHOLE),
        Cookie.DEVICE.set(request, accounts.devices().remember(person.name()), KNOWN_FOR));
  }

  /** For whom a link is, if it is good. */
  Optional<People.For> whose(String link) {
    Secret secret = Secret.presented(link);
    return secret == null ? Optional.empty() : accounts.people().whose(secret);
  }

  /**
   * What somebody sends with their one-time link.
   *
   * @param ticket the link's secret
   * @param name of the first steward; others have one
   * @param title as {@code name}; where it is empty they are called by their name
   */
  record FirstSignIn(String ticket, String password, String name, String title) {}

  /**
   * Lets somebody in by a one-time link, with a password that is theirs from now on.
   *
   * @throws Refusal if the link is not good
   * @throws dev.attune.people.PeopleException if the password or the name will not do
   */
  Entered signInFirst(Request request, FirstSignIn first) {
    SameOrigin.check(request);
    demandTls(request);
    Secret link = Secret.presented(first.ticket());
    People.For whose =
        whose(first.ticket())
            .orElseThrow(() ->
                Refusal.absent(
                    "bad-link",
                    "this link was used already, or is too old: a steward can give you a new one"));
    if (link == null) {
      throw new IllegalStateException("a good link is there");
    }
    String who =
        switch (whose) {
          case People.For.Known(var known) -> Auditing.person(known.name());
          case People.For.FirstSteward steward -> "nobody";
        };
    auditing.note(request, who, "first-sign-in", Optional.empty());
    Person person =
        switch (whose) {
          case People.For.Known known -> accounts.people().accept(link, first.password());
          case People.For.FirstSteward steward ->
              accounts.people().acceptFirst(link, first.name(), called(first), first.password());
        };
    int unused = accounts.sessions().endAll(person.name(), session -> true);
    return enter(request, person);
  }

  /** Who does not say how people call them is called by their name. */
  private static String called(FirstSignIn first) {
    return first.title().isBlank() ? first.name() : first.title();
  }

  /**
   * Gives the caller another password; they are signed in anew, and nowhere else.
   *
   * @throws Refusal if the old one is not theirs
   * @throws dev.attune.people.PeopleException if the new one will not do
   */
  Entered changePassword(Request request, String old, String password) {
    Caller.ByPerson caller = caller(request);
    Person person = verified(request, caller.person().name(), old);
    accounts.people().changePassword(person.name(), password);
    int unused = accounts.sessions().endAll(person.name(), session -> true);
    return enter(request, person);
  }

  /** Ends the caller's session, and empties what their browser keeps of Attune. */
  Answer signOut(Request request, Answer answer) {
    accounts.sessions().end(caller(request).session());
    return answer
        .withCookie(Cookie.SESSION.clear(request))
        .with("Clear-Site-Data", "\"cache\", \"storage\"");
  }

  /** The person who asks. */
  static Caller.ByPerson caller(Request request) {
    return switch (request.caller()) {
      case Caller.ByPerson by -> by;
      case Caller.ByToken by ->
          throw Refusal.caller(403, "no-person", "this is for people who are signed in");
    };
  }
}
