package dev.attune.server;

import dev.attune.people.Person;
import dev.attune.people.Session;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks who sends a request, and whether they may. A token comes in a header, which no foreign page
 * can send; a session comes in a cookie, which every page sends, so there it is asked as well
 * whether the request comes from a page of ours, see {@link SameOrigin}.
 */
final class Admission {
  private final Tokens tokens;
  private final Accounts accounts;
  private final Auditing auditing;

  Admission(Tokens tokens, Accounts accounts, Auditing auditing) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.auditing = auditing;
  }

  /**
   * The request, with who sent it where that matters or is known; what is audited is in the audit
   * by then.
   *
   * @throws Refusal if they may not use the route
   */
  Request admit(Route route, Request request) {
    Request admitted = admitted(route, request);
    auditing.before(route, admitted);
    return admitted;
  }

  private Request admitted(Route route, Request request) {
    return switch (route.access()) {
      case Access.Anyone anyone -> known(request);
      case Access.WriteKey key -> request;
      case Access.Bearer bearer -> bearer(request, bearer);
      case Access.Person people -> person(request, people);
    };
  }

  /** On open routes a page may greet who is there; it does nothing in their name. */
  private Request known(Request request) {
    if (!request.isSafe()) {
      return request;
    }
    return accounts.signedIn(request).<Request>map(request::from).orElse(request);
  }

  private Request bearer(Request request, Access.Bearer access) {
    Optional<Caller.ByPerson> caller =
        request.bearer() == null ? accounts.signedIn(request) : Optional.empty();
    if (caller.isEmpty()) {
      return request.from(new Caller.ByToken(tokens.demand(request, access.scope())));
    }
    if (!access.allows(caller.get().person().role())) {
      throw Refusal.caller(
          403,
          "missing-role",
          "this needs a role that may do '%s'; yours is %s"
              .formatted(access.scope().word(), caller.get().person().role().word()));
    }
    return SameOrigin.checked(request, caller.get()).from(caller.get());
  }

  private Request person(Request request, Access.Person access) {
    Caller.ByPerson caller = accounts.signedIn(request).orElseThrow(Admission::signedOut);
    if (!caller.person().isOneOf(access.roles())) {
      String roles =
          access.roles().stream().map(role -> role.word()).collect(Collectors.joining(" or "));
      throw Refusal.caller(
          403,
          "missing-role",
          "this is for people with the role %s; yours is %s"
              .formatted(roles, caller.person().role().word()));
    }
    return SameOrigin.checked(request, caller).from(caller);
  }

  private static Refusal signedOut() {
    return Refusal.caller(
        401, SignedOut.CODE, "sign in first; if you were, your session has ended");
  }

  /** Whether what admitted a request admits it still. */
  boolean stillAllows(Request request, Scope scope) {
    return switch (request.caller()) {
      case Caller.ByToken by -> tokens.of(request).map(now -> now.allows(scope)).orElse(false);
      case Caller.ByPerson by -> isStill(by.session(), scope);
    };
  }

  private boolean isStill(Session session, Scope scope) {
    return accounts.sessions().isLive(session)
        && accounts
            .people()
            .live(session.person())
            .map(Person::role)
            .map(scope::isImpliedBy)
            .orElse(false);
  }
}
