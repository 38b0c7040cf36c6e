package dev.attune.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses passwords and tokens, as fast as it can, from ever other addresses as it says. */
final class BruteForce implements Attack {
  private static final int GUESSES = 40;
  private static final int FREE = 12;
  private static final Pattern WAIT = Pattern.compile("retry-after: (\\d+)");

  @Override
  public String name() {
    return "passwords guessed";
  }

  @Override
  public void on(Victim victim, Tries tries) throws Exception {
    String name = victim.person("steward", "north");
    int heard = 0;
    long wait = 0;
    for (int i = 0; i < GUESSES; i++) {
      Map<String, String> claimed =
          Map.of("X-Forwarded-For", "198.51.100." + i, "Forwarded", "for=198.51.100." + i);
      Victim.Reply reply = victim.signIn(name, "guess " + i, claimed);
      heard += reply.status() == 401 || reply.status() == 403 ? 1 : 0;
      wait = Math.max(wait, wait(reply));
      tries.note("guess " + i, reply.status() != 200, Integer.toString(reply.status()));
    }
    tries.note("heard of all guesses", heard <= FREE, "heard of " + heard + " of " + GUESSES);
    tries.note("need not wait", wait >= 1, "waits " + wait + " s");
    Victim.Reply known = victim.signIn(name, "wrong", Map.of());
    Victim.Reply unknown = victim.signIn("nobody-of-that-name", "wrong", Map.of());
    tries.note(
        "learns who there is",
        known.status() == unknown.status() && same(known, unknown),
        "the same answer");
    for (String token : List.of("", "att", "att_token_", "x".repeat(5_000), "' or 1=1 --")) {
      Victim.Reply reply = victim.ask("GET", "/api/people", Victim.bearer(token), "");
      tries.note("a token guessed", reply.status() == 401, Integer.toString(reply.status()));
    }
  }

  private static long wait(Victim.Reply reply) {
    Matcher found = WAIT.matcher(reply.head());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  private static boolean same(Victim.Reply one, Victim.Reply other) {
    return String.valueOf(one.json().text("code"))
        .equals(String.valueOf(other.json().text("code")));
  }
}
