package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.engine.EngineException;
import dev.attune.engine.NoRoom;
import dev.attune.people.PeopleException;
import dev.attune.wire.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route for a request, asks whether the caller may use it, and turns whatever goes wrong
 * into an answer. The one place where everything is caught.
 *
 * <p>Paths without names win over those with; one trailing slash does not count. {@code HEAD} is
 * answered as {@code GET}; the host leaves the body out.
 *
 * <p>Immutable; used by all threads.
 */
final class Router {
  private static final System.Logger LOG = System.getLogger(Router.class.getName());

  /** Every route of one path. */
  private record Place(List<String> parts, SortedMap<String, Route> byMethod) {
    @Nullable Map<String, String> match(List<String> segments) {
      if (parts.size() != segments.size()) {
        return null;
      }
      Map<String, String> names = new HashMap<>();
      for (int i = 0; i < parts.size(); i++) {
        String part = parts.get(i);
        boolean isName = part.startsWith("{");
        if (isName ? segments.get(i).isEmpty() : !part.equals(segments.get(i))) {
          return null;
        }
        if (isName) {
          names.put(part.substring(1, part.length() - 1), segments.get(i));
        }
      }
      return names;
    }

    boolean isIntake() {
      return byMethod.values().stream().anyMatch(Route::isIntake);
    }

    String methods() {
      String all = String.join(", ", byMethod.keySet());
      return (byMethod.containsKey("GET") ? all + ", HEAD" : all) + ", OPTIONS";
    }
  }

  private record Found(Place place, Map<String, String> names) {}

  private final List<Route> routes;
  private final Map<String, Place> exact = new HashMap<>();
  private final List<Place> patterns;
  private final Admission admission;

  Router(List<Route> routes, Admission admission) {
    this.routes = List.copyOf(routes);
    this.admission = admission;
    Map<String, Place> places = new TreeMap<>();
    for (Route route : routes) {
      Place place = places.computeIfAbsent(route.template(), Router::place);
      if (place.byMethod().put(route.method(), route) != null) {
        throw new IllegalArgumentException("two routes: " + route.method() + route.template());
      }
    }
    places.forEach((template, place) -> {
      if (template.indexOf('{') < 0) {
        exact.put(template, place);
      }
    });
    this.patterns =
        places.entrySet().stream()
            .filter(each -> each.getKey().indexOf('{') >= 0)
            .map(Map.Entry::getValue)
            .toList();
  }

  private static Place place(String template) {
    return new Place(List.of(template.substring(1).split("/", -1)), new TreeMap<>());
  }

  /** Every route, in the order given. */
  List<Route> routes() {
    return routes;
  }

  /** Answers; never throws. */
  Answer answer(Request request) {
    Found found = null;
    try {
      found = find(request.path());
      Answer answer = dispatch(request, found);
      return opened(request, found, answer);
    } catch (Refusal refusal) {
      return opened(request, found, SignedOut.answer(request, refusal));
    } catch (PeopleException e) {
      return opened(request, found, Answer.of(refusal(e)));
    } catch (Json.BadJson e) {
      return opened(
          request,
          found,
          Answer.of(Refusal.unreadable("bad-json", String.valueOf(e.getMessage()))));
    } catch (EngineException e) {
      return opened(request, found, engineAnswer(e));
    } catch (RuntimeException e) {
      // The path's template only: a path may hold a customer's id.
      String where = found == null ? "?" : String.join("/", found.place().parts());
      LOG.log(System.Logger.Level.ERROR, request.method() + " /" + where + " failed", e);
      return Answer.problem(500, "failed", "Attune failed to answer; its log says why", Data.EMPTY);
    }
  }

  private static Answer opened(Request request, @Nullable Found found, Answer answer) {
    return found != null && found.place().isIntake() ? Cors.open(request, answer) : answer;
  }

  private static Answer engineAnswer(EngineException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case CALLER -> Answer.of(Refusal.unreadable(e.code(), message));
      case NO_ROOM -> {
        Duration wait = e instanceof NoRoom noRoom ? noRoom.retryAfter() : Duration.ofSeconds(1);
        yield Answer.of(Refusal.noRoom(message, wait));
      }
      case OURS -> {
        LOG.log(System.Logger.Level.ERROR, e.code(), e);
        yield Answer.problem(500, e.code(), message, Data.EMPTY);
      }
    };
  }

  static Refusal refusal(PeopleException e) {
    int status =
        switch (e.kind()) {
          case BAD -> 422;
          case ABSENT -> 404;
          case CONFLICT -> 409;
        };
    return Refusal.caller(status, e.code(), String.valueOf(e.getMessage()));
  }

  private Found find(String path) {
    String whole =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Place place = exact.get(whole);
    if (place != null) {
      return new Found(place, Map.of());
    }
    List<String> segments = Paths.segments(path);
    if (segments == null) {
      throw Refusal.unreadable("bad-path", "path has an escape that cannot be decoded as UTF-8");
    }
    for (Place each : patterns) {
      Map<String, String> names = each.match(segments);
      if (names != null) {
        return new Found(each, names);
      }
    }
    throw Refusal.absent("no-such-route", "there is nothing at this path; see /api/openapi.json");
  }

  private Answer dispatch(Request request, Found found) {
    boolean isHead = request.method().equals("HEAD");
    Route route = found.place().byMethod().get(isHead ? "GET" : request.method());
    if (route != null) {
      Request named = request.withNames(found.names());
      return route.handler().handle(admission.admit(route, named));
    }
    if (request.method().equals("OPTIONS")) {
      return Answer.empty(204).with("Allow", found.place().methods());
    }
    return Answer.of(
            Refusal.caller(
                405,
                "method-not-allowed",
                "%s is not possible here; possible: %s"
                    .formatted(request.method(), found.place().methods())))
        .with("Allow", found.place().methods());
  }
}
