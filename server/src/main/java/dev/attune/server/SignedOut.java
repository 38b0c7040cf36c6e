package dev.attune.server;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * What somebody gets who is signed in no more: a page leads to signing in and from there back to
 * where they were; whatever is no page gets the refusal itself.
 */
final class SignedOut {
  static final String CODE = "signed-out";
  static final String NEXT = "next";
  static final String PAGE = "/sign-in";

  private static final String HOME = "/";
  private static final int LONGEST = 2_000;

  private SignedOut() {}

  static Answer answer(Request request, Refusal refusal) {
    if (!isMeant(request, refusal)) {
      return Answer.of(refusal);
    }
    if (request.header("hx-request").isPresent()) {
      // A part of a page asked: the page as a whole has to go.
      String here = request.header("hx-current-url").map(SignedOut::pathOf).orElse(HOME);
      return Answer.of(refusal).with("HX-Redirect", signIn(here));
    }
    boolean isPage =
        request.header("accept").map(types -> types.contains("text/html")).orElse(false);
    if (!isPage) {
      return Answer.of(refusal);
    }
    String where =
        request.isSafe()
            ? request.path() + query(request)
            : request.header("referer").map(SignedOut::pathOf).orElse(HOME);
    return Answer.seeOther(signIn(where));
  }

  /** What tokens may read as well asks for one, and yet is a page to whoever comes with none. */
  private static boolean isMeant(Request request, Refusal refusal) {
    boolean isPage =
        refusal.code().equals(Tokens.NONE)
            && request.bearer() == null
            && !Paths.isForPrograms(request.path());
    return isPage || refusal.code().equals(CODE);
  }

  /** The page for signing in, which leads on to {@code where}. */
  static String signIn(String where) {
    String next = local(where);
    return next.equals(HOME) ? PAGE : PAGE + "?" + NEXT + "=" + Paths.encoded(next);
  }

  /** {@code where} if it is a path on this server and nothing else, else the first page. */
  static String local(String where) {
    boolean isPath =
        where.startsWith("/")
            && !where.startsWith("//")
            && where.length() <= LONGEST
            && where.chars().allMatch(each -> each > 0x20 && each < 0x7f && each != '\\');
    return isPath && !where.startsWith(PAGE) ? where : HOME;
  }

  private static String query(Request request) {
    StringBuilder query = new StringBuilder();
    request
        .query()
        .forEach((name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(Paths.encoded(name))
                .append('=')
                .append(Paths.encoded(value)));
    return query.toString();
  }

  private static String pathOf(String address) {
    try {
      URI uri = new URI(address);
      String path = uri.getRawPath() == null ? HOME : uri.getRawPath();
      return local(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    } catch (URISyntaxException e) {
      return HOME;
    }
  }
}
