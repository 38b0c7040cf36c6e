package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.playbook.Role;
import dev.attune.wire.Json;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person with a browser of their own: keeps cookies and says from which page it asks. */
final class Visitor {
  static final String WORDS = "late train to Ulm";

  private final Running running;
  final Map<String, String> cookies = new LinkedHashMap<>();
  String formKey = "";

  Visitor(Running running) {
    this.running = running;
  }

  /** Somebody with this role, who is signed in. */
  static Visitor with(Running running, Role role, Optional<String> team) {
    String name = "p" + running.server.accounts().people().all().size();
    Data.Builder person =
        new Data.Builder().put("name", name).put("title", name).put("role", role.word());
    team.ifPresent(text -> person.put("team", text));
    Running.Reply added = running.post("/api/people", Json.text(person.build()));
    if (added.status() != 201) {
      throw new AssertionError(added.body());
    }
    String link = String.valueOf(added.json().text("link")).replaceFirst(".*ticket=", "");
    Visitor visitor = new Visitor(running);
    Running.Reply in =
        visitor.post("/api/session/first", Data.of("ticket", link, "password", WORDS));
    if (in.status() != 200) {
      throw new AssertionError(in.body());
    }
    return visitor;
  }

  /** A request of a page of Attune's own. */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = bare(path);
    request.header("Sec-Fetch-Site", "same-origin");
    if (!formKey.isEmpty()) {
      request.header("Attune-Form-Key", formKey);
    }
    return request;
  }

  /** A request that brings the cookies, and says nothing else. */
  HttpRequest.Builder bare(String path) {
    HttpRequest.Builder request = running.request(path);
    if (!cookies.isEmpty()) {
      StringBuilder all = new StringBuilder();
      cookies.forEach((name, value) ->
          all.append(all.isEmpty() ? "" : "; ").append(name).append('=').append(value));
      request.header("Cookie", all.toString());
    }
    return request;
  }

  Running.Reply send(HttpRequest.Builder request) {
    Running.Reply reply = running.send(request);
    for (String cookie : cookiesOf(reply)) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    if (reply.body().startsWith("{") && reply.body().contains("\"formKey\"")) {
      formKey = String.valueOf(reply.json().text("formKey"));
    }
    return reply;
  }

  static List<String> cookiesOf(Running.Reply reply) {
    return reply.response().headers().allValues("Set-Cookie");
  }

  Running.Reply get(String path) {
    return send(request(path).GET());
  }

  Running.Reply post(String path, Data body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.text(body))));
  }

  Running.Reply delete(String path) {
    return send(request(path).DELETE());
  }

  Running.Reply form(String path, Map<String, String> fields) {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) ->
        body.append(body.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(Paths.encoded(value)));
    return send(
        bare(path)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", Form.TYPE)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }
}
