package dev.attune.server;

import dev.attune.pages.Frame;
import dev.attune.pages.Pages;
import dev.attune.pages.SignInPage;
import dev.attune.people.People;
import dev.attune.people.PeopleException;
import dev.attune.people.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pages for signing in, and what they send. What went wrong is said on the same page, which
 * keeps what was typed, but for passwords.
 */
final class SignInForms {
  static final String FIRST = "/first-sign-in";
  private static final String PASSWORD = "/password";
  private static final String TICKET = "ticket";

  private final Accounts accounts;
  private final Entrance entrance;
  private final Framing framing;

  SignInForms(Accounts accounts, Entrance entrance, Framing framing) {
    this.accounts = accounts;
    this.entrance = entrance;
    this.framing = framing;
  }

  List<Route> routes() {
    return List.of(
        Route.get(SignedOut.PAGE, Access.anyone(), this::signInPage),
        Route.post(SignedOut.PAGE, Access.anyone(), this::signIn),
        Route.get(FIRST, Access.anyone(), this::firstPage),
        Route.post(FIRST, Access.anyone(), this::first),
        Route.post(
            "/sign-out",
            Access.anyPerson(),
            request -> entrance.signOut(request, Answer.seeOther(SignedOut.PAGE))),
        Route.post(PASSWORD, Access.anyPerson(), this::password),
        Route.post("/sessions/{id}/end", Access.anyPerson(), this::end));
  }

  /** Who is in already goes where they wanted to. */
  private Answer signInPage(Request request) {
    String next = SignedOut.local(request.parameter(SignedOut.NEXT).orElse("/"));
    return request.person().isPresent()
        ? Answer.seeOther(next)
        : page(request, 200, door(request, next));
  }

  /** A demo's people have no passwords. */
  private SignInPage door(Request request, String next) {
    SignInPage page = SignInPage.empty(SignedOut.PAGE, next);
    return framing.isDemo() ? page.noticed(framing.ofAnyone(request).say("sign-in.demo")) : page;
  }

  private Answer signIn(Request request) {
    Form form = Form.of(request);
    String next = SignedOut.local(form.text(SignedOut.NEXT));
    return orAgain(
        request,
        SignInPage.empty(SignedOut.PAGE, next).named(shortened(form.text("name"))),
        () ->
            entrance
                .signIn(request, form.text("name"), form.text("password"))
                .with(Answer.seeOther(next)));
  }

  private Answer firstPage(Request request) {
    String ticket = request.parameter(TICKET).orElse("");
    return entrance
        .whose(ticket)
        .map(whose -> page(request, 200, first(whose, ticket, "")))
        .orElseGet(() -> again(request, SignInPage.empty(SignedOut.PAGE, ""), 404, "bad-link", 0));
  }

  /** Who has a name keeps it; the first steward chooses one, again if it will not do. */
  private static SignInPage first(People.For whose, String ticket, String typed) {
    return switch (whose) {
      case People.For.Known(var person) -> SignInPage.first(FIRST, ticket).named(person.name());
      case People.For.FirstSteward steward -> SignInPage.steward(FIRST, ticket).named(typed);
    };
  }

  private Answer first(Request request) {
    Form form = Form.of(request);
    Entrance.FirstSignIn first =
        new Entrance.FirstSignIn(
            form.text(TICKET), form.text("password"), form.text("name"), form.text("title"));
    return orAgain(
        request,
        entrance
            .whose(first.ticket())
            .map(whose -> first(whose, shortened(first.ticket()), shortened(first.name())))
            .orElseGet(() -> SignInPage.empty(SignedOut.PAGE, "")),
        () -> entrance.signInFirst(request, first).with(Answer.seeOther("/")));
  }

  private Answer password(Request request) {
    Form form = Form.of(request);
    try {
      return entrance
          .changePassword(request, form.text("old"), form.text("password"))
          .with(Answer.seeOther(AccountPages.password("done", "password")));
    } catch (PeopleException e) {
      return Answer.seeOther(AccountPages.password("problem", e.code()));
    } catch (Refusal refusal) {
      return Answer.seeOther(AccountPages.password("problem", refusal.code()));
    }
  }

  private Answer end(Request request) {
    Caller.ByPerson caller = Entrance.caller(request);
    Session unused = accounts.sessions().end(caller.person().name(), request.name("id"));
    return Answer.seeOther(AccountPages.PAGE + "?done=session#sessions");
  }

  private static String shortened(String typed) {
    return typed.substring(0, Math.min(typed.length(), 200));
  }

  /** What comes of it, or the form again with what went wrong. */
  private Answer orAgain(Request request, SignInPage page, Supplier<Answer> act) {
    try {
      return act.get();
    } catch (Refusal refusal) {
      if (refusal.status() == 403) {
        throw refusal;
      }
      long wait = refusal.retryAfter().map(left -> left.toSeconds()).orElse(0L);
      Answer answer = again(request, page, refusal.status(), refusal.code(), wait);
      return wait == 0 ? answer : answer.with("Retry-After", Long.toString(wait));
    } catch (PeopleException e) {
      Refusal refusal = Router.refusal(e);
      return again(request, page, refusal.status(), refusal.code(), 0);
    }
  }

  private Answer again(Request request, SignInPage page, int status, String code, long wait) {
    String said = framing.ofAnyone(request).say("sign-in.problem." + code, wait);
    return page(
        request,
        status,
        switch (code) {
          case "bad-name", "name-in-use" -> page.with(Optional.of(said), Optional.empty());
          case "bad-password" -> page.with(Optional.empty(), Optional.of(said));
          default -> page.noticed(said);
        });
  }

  private Answer page(Request request, int status, SignInPage page) {
    Frame frame = framing.ofAnyone(request);
    String title = page.isFirst() ? "sign-in.first" : "sign-in.title";
    return Framing.answer(request, status, Pages.signIn(frame.called(frame.say(title)), page))
        // A ticket is in the address: it is told to nobody.
        .with("Referrer-Policy", "no-referrer");
  }
}
