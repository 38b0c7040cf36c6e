package dev.attune.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** Gives somebody a session's secret before they sign in, and uses one that has ended. */
final class Fixation implements Attack {
  private static final String CHOSEN = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  @Override
  public String name() {
    return "sessions fixed or reused";
  }

  @Override
  public void on(Victim victim, Tries tries) throws Exception {
    String name = victim.person("steward", "north");
    String fixed = "attune-" + victim.port() + "=" + CHOSEN;
    Victim.Reply in = victim.signIn(name, Victim.PASSWORD, Map.of("Cookie", fixed));
    String cookies = Victim.cookies(in);
    tries.note(
        "a secret chosen before signing in",
        in.status() == 200 && !cookies.isEmpty() && !cookies.contains(CHOSEN),
        "another was given");
    tries.note("the chosen secret behind it", !isIn(victim, fixed), "nobody");
    tries.note("the given one", isIn(victim, cookies), "works");
    Victim.Reply again = victim.signIn(name, Victim.PASSWORD, Map.of("Cookie", cookies));
    tries.note(
        "the same secret at the next sign-in",
        again.status() == 200 && !Victim.cookies(again).equals(cookies),
        "another was given");
    String head = again.head().toLowerCase(java.util.Locale.ROOT);
    tries.note("reads it by a script", head.contains("httponly"), "HttpOnly");
    tries.note("sends it from another site", head.contains("samesite"), "SameSite");

    String newer = Victim.cookies(again);
    Map<String, String> leaving = new LinkedHashMap<>(Victim.ownPage(newer));
    leaving.put("Attune-Form-Key", String.valueOf(again.json().text("formKey")));
    int left = victim.ask("DELETE", "/api/session", leaving, "").status();
    tries.note("signs out", left == 200 || left == 204, "done");
    tries.note("a secret whose session has ended", !isIn(victim, newer), "nobody");
  }

  private static boolean isIn(Victim victim, String cookies) throws Exception {
    return victim.ask("GET", "/api/session", Victim.ownPage(cookies), "").status() == 200;
  }
}
