package dev.attune.server;

import dev.attune.audit.Act;
import dev.attune.audit.AuditEntry;
import dev.attune.audit.AuditKey;
import dev.attune.audit.AuditLog;
import dev.attune.audit.AuditTrail;
import dev.attune.audit.Pseudonyms;
import dev.attune.customer.Id;
import dev.attune.engine.CustomerView;
import dev.attune.engine.Engine;
import dev.attune.engine.MomentView;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts into the audit what somebody is about to do, before it is done: if that is not possible, it
 * is not done. What a request says is left out: it may hold a customer's words.
 */
final class Auditing {
  /** The key's place, in the data directory; it may be a link to a better one. */
  static final String KEY = "AUDIT-KEY";

  private static final String ID = "id";

  private final Engine engine;
  private final AuditLog log;
  private final AuditTrail trail;
  private final Pseudonyms names;

  /** Begins, with the key in {@code key}; it is made if there is none. */
  Auditing(Engine engine, Path key, InstantSource clock) {
    EngineAudit store = new EngineAudit(engine);
    AuditKey secret = AuditKey.of(key);
    this.engine = engine;
    this.log = new AuditLog(store, secret, clock);
    this.trail = new AuditTrail(store, secret);
    this.names = new Pseudonyms(store);
  }

  AuditTrail trail() {
    return trail;
  }

  AuditEntry.Head head() {
    return log.head();
  }

  /** What an admitted request is about to do, where its route is audited. */
  void before(Route route, Request request) {
    Optional<Caller> caller = request.admitted();
    if (caller.isEmpty() || !route.audited().of(caller.get())) {
      return;
    }
    log.write(
        new Act(
            who(caller.get()),
            request.address(),
            route.method() + " " + route.template(),
            of(route, request),
            about(route, request).map(names::of)));
  }

  private static String who(Caller caller) {
    return switch (caller) {
      case Caller.ByToken by -> "token:" + by.name();
      case Caller.ByPerson by -> person(by.name());
    };
  }

  static String person(String name) {
    return "person:" + name;
  }

  /** Something that is no route's: signing in, and what is said in detail. */
  void note(Request request, String who, String what, Optional<String> of) {
    log.write(new Act(who, request.address(), what, of, Optional.empty()));
  }

  /** As above, in the name of who asks. */
  void note(Request request, String what, String of) {
    note(request, who(request.caller()), what, Optional.of(of));
  }

  /** Shows a person a customer whom they found in another way than by an address. */
  void found(Request request, Id customer) {
    log.write(
        new Act(
            who(request.caller()),
            request.address(),
            "customer-found",
            Optional.empty(),
            Optional.of(names.of(customer.toString()))));
  }

  /** The values of the route's names, but for a customer's id. */
  private static Optional<String> of(Route route, Request request) {
    Map<String, String> names = new TreeMap<>(request.names());
    if (route.isAboutCustomer()) {
      names.remove(ID);
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", names.values()));
  }

  /** The customer whom it touches, by the id that they are known by now. */
  private Optional<String> about(Route route, Request request) {
    String id = request.names().getOrDefault(ID, "");
    if (route.isAboutCustomer()) {
      return id(id).flatMap(engine::customer).map(CustomerView::id).map(Id::toString);
    }
    return route.isAboutMoment()
        ? engine.moment(id).map(MomentView::customer).map(Id::toString)
        : Optional.empty();
  }

  private static Optional<Id> id(String text) {
    try {
      return Optional.of(Id.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether this is a customer's id: of anybody else the audit can say nothing. */
  boolean knows(Id any) {
    return engine.customer(any).isPresent();
  }

  /** A customer's name in the audit; nothing if nobody ever did anything with them. */
  Optional<String> pseudonym(Id any) {
    return engine.customer(any).map(view -> view.id().toString()).flatMap(names::known);
  }
}
