package dev.attune.server;

import dev.attune.people.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Refuses what a foreign page makes a browser send in the name of somebody who is signed in (CSRF).
 *
 * <p>What changes anything must come from a page of ours, as the browser says in {@code
 * Sec-Fetch-Site}, else in {@code Origin}; who says neither is refused. What a plain form can send
 * must also hold a token that only our pages know: in the form's field {@value #FIELD}, or in the
 * header {@value #HEADER}. The token belongs to the session.
 */
final class SameOrigin {
  static final String FIELD = "formKey";
  static final String HEADER = "Attune-Form-Key";

  /** What a page can send to another origin without asking it first. */
  private static final Set<String> OF_FORMS =
      Set.of("", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private SameOrigin() {}

  /** The token for the forms of one session. */
  static String token(Secret session) {
    return Objects.requireNonNull(Secret.presented("attune form of " + session.reveal()))
        .hash()
        .substring(0, 32);
  }

  /**
   * The request, if a page of ours sent it or it changes nothing.
   *
   * @throws Refusal if not
   */
  static Request checked(Request request, Caller.ByPerson caller) {
    if (SAFE_METHODS.contains(request.method())) {
      return request;
    }
    if (!isFromHere(request, false)) {
      throw foreign();
    }
    return OF_FORMS.contains(Form.type(request)) ? withToken(request, caller) : request;
  }

  /**
   * As above, before anybody is signed in: a foreign page must not sign somebody in as somebody
   * else. A program that is no browser says nothing of where it comes from.
   */
  static void check(Request request) {
    if (!isFromHere(request, true)) {
      throw foreign();
    }
  }

  private static Refusal foreign() {
    return Refusal.caller(
        403, "foreign-page", "a page of another site sent this; open Attune itself and try again");
  }

  private static boolean isFromHere(Request request, boolean otherwise) {
    String site = request.header("sec-fetch-site").orElse("");
    if (!site.isEmpty()) {
      return site.equals("same-origin") || site.equals("none");
    }
    return request.header("origin").map(origin -> isOwn(origin, request)).orElse(otherwise);
  }

  private static boolean isOwn(String origin, Request request) {
    String host = request.header("host").orElse("");
    boolean isTls = Cookie.isTls(request);
    String own = origin.toLowerCase(Locale.ROOT);
    return !host.isEmpty()
        && (own.equals("https://" + host.toLowerCase(Locale.ROOT))
            || (!isTls && own.equals("http://" + host.toLowerCase(Locale.ROOT))));
  }

  private static Request withToken(Request request, Caller.ByPerson caller) {
    String header = request.header(HEADER).orElse("");
    if (!header.isEmpty()) {
      check(header, caller);
      return request;
    }
    if (!Form.type(request).equals(Form.TYPE)) {
      throw Refusal.caller(
          403, "no-form-token", "send the session's token in the header " + HEADER);
    }
    byte[] body = request.entity().read(Form.LIMIT);
    Map<String, String> fields = Form.fields(body);
    check(fields.getOrDefault(FIELD, ""), caller);
    return request.withBody(body);
  }

  private static void check(String token, Caller.ByPerson caller) {
    boolean isTheirs =
        MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            caller.formKey().getBytes(StandardCharsets.UTF_8));
    if (!isTheirs) {
      throw Refusal.caller(
          403,
          "bad-form-token",
          "this form is of another session; open the page again and send it anew");
    }
  }
}
