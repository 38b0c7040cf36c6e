package dev.attune.server;

import dev.attune.delivery.AddressRange;
import dev.attune.delivery.BadAddress;
import dev.attune.delivery.MailServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code serve} about the world outside. */
final class OutgoingOptions {
  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description =
          "Where people reach its pages, such as https://attune.example.com; links in notices begin with it. Otherwise the address it listens on.")
  private @Nullable String baseUrl;

  @Option(
      names = "--allow-address",
      paramLabel = "RANGE",
      split = ",",
      description =
          "An address or range of the company's own, such as 10.7.0.0/16, to which webhooks may go, without TLS too; give it again for more. Otherwise public addresses only.")
  private List<String> inside = new ArrayList<>();

  @Option(
      names = "--mail-server",
      paramLabel = "HOST[:PORT]",
      description = "The SMTP server that takes notices by e-mail. Without one none is sent.")
  private @Nullable String mailServer;

  @Option(
      names = "--mail-security",
      paramLabel = "HOW",
      defaultValue = "starttls",
      description =
          "starttls (port 587), tls (port 465), or none (port 25; for a server on this machine or network). ${DEFAULT-VALUE} unless told otherwise.")
  private String mailSecurity = "starttls";

  @Option(
      names = "--mail-from",
      paramLabel = "ADDRESS",
      description = "Whom e-mail comes from, such as 'Attune <attune@example.com>'.")
  private @Nullable String mailFrom;

  @Option(
      names = "--mail-user",
      paramLabel = "NAME",
      description = "Who Attune is to the mail server, if it asks.")
  private @Nullable String mailUser;

  @Option(
      names = "--mail-password-file",
      paramLabel = "FILE",
      description = "A file with that user's password, readable by its owner only.")
  private @Nullable Path mailPassword;

  Outgoing read() {
    try {
      return new Outgoing(
          Optional.ofNullable(baseUrl), inside.stream().map(AddressRange::of).toList(), mail());
    } catch (BadAddress e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  private Optional<MailServer> mail() {
    if (mailServer == null) {
      return Optional.empty();
    }
    if (mailFrom == null) {
      throw Failure.usage("--mail-server needs --mail-from, the address that e-mail comes from");
    }
    MailServer.Security security =
        MailServer.Security.of(mailSecurity)
            .orElseThrow(() ->
                Failure.usage(
                    "--mail-security: '%s' is none of starttls, tls, none"
                        .formatted(mailSecurity)));
    String[] parts = mailServer.split(":(?=[0-9]+$)", 2);
    int port = parts.length == 2 ? Integer.parseInt(parts[1]) : security.usualPort();
    return Optional.of(new MailServer(parts[0], port, security, login(), mailFrom));
  }

  private Optional<MailServer.Login> login() {
    if ((mailUser == null) != (mailPassword == null)) {
      throw Failure.usage("--mail-user and --mail-password-file go together");
    }
    if (mailUser == null || mailPassword == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new MailServer.Login(mailUser, Files.readString(mailPassword).stripTrailing()));
    } catch (IOException e) {
      throw Failure.usage("cannot read %s: %s".formatted(mailPassword, e.getMessage()));
    }
  }
}
