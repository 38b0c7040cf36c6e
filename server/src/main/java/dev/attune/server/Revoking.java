package dev.attune.server;

import dev.attune.customer.Data;
import picocli.CommandLine.Parameters;

/** A command that refuses a key or a token from now on. */
abstract class Revoking extends Command {
  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name = "";

  /** What the API calls such things: {@code sources} or {@code tokens}. */
  abstract String such();

  @Override
  int run(Client client) {
    String path = "/api/%s/%s/revoke".formatted(such(), Paths.encoded(name));
    Data revoked = client.ask("POST", path, Data.EMPTY);
    if (!asJson(revoked)) {
      out().println(name + " is revoked");
    }
    return Failure.OK;
  }

  /** The end of a line about one that may be revoked. */
  static String state(Data one) {
    return one.get("revokedAt") == null ? "" : "  revoked " + Print.text(one, "revokedAt");
  }
}
