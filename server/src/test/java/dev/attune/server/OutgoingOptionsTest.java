package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.delivery.MailServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class OutgoingOptionsTest {
  @TempDir private Path directory;

  @Command
  private static final class Holder {
    @Mixin private final OutgoingOptions options = new OutgoingOptions();
  }

  private static Outgoing read(String... args) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(args);
    return holder.options.read();
  }

  /** Every key and its default: whoever changes one changes this, and says so in the changelog. */
  @Test
  void hasTheseKeysAndDefaults() {
    CommandLine line = new CommandLine(new Holder());
    assertThat(
            line.getCommandSpec().options().stream()
                .collect(
                    Collectors.toMap(
                        option -> option.longestName(),
                        option -> String.valueOf(option.defaultValue()))))
        .containsExactlyInAnyOrderEntriesOf(
            java.util.Map.of(
                "--base-url", "null",
                "--allow-address", "null",
                "--mail-server", "null",
                "--mail-security", "starttls",
                "--mail-from", "null",
                "--mail-user", "null",
                "--mail-password-file", "null"));
    assertThat(read()).isEqualTo(Outgoing.USUAL);
    assertThat(Outgoing.USUAL)
        .isEqualTo(new Outgoing(Optional.empty(), List.of(), Optional.empty()));
  }

  @Test
  void readsAllOfThem() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "s3cret\n");
    Outgoing outgoing =
        read(
            "--base-url=https://attune.example.com/",
            "--allow-address=10.7.0.0/16,fd12::/16",
            "--mail-server=mail.example.com",
            "--mail-from=Attune <attune@example.com>",
            "--mail-user=attune",
            "--mail-password-file=" + password);

    assertThat(outgoing.baseUrl()).contains("https://attune.example.com");
    assertThat(outgoing.inside()).hasSize(2);
    MailServer mail = outgoing.mail().orElseThrow();
    assertThat(mail)
        .isEqualTo(
            new MailServer(
                "mail.example.com",
                587,
                MailServer.Security.STARTTLS,
                Optional.of(new MailServer.Login("attune", "s3cret")),
                "Attune <attune@example.com>"));
    assertThat(outgoing.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "--base-url=attune, is no address of a server",
    "--base-url=ftp://x.example, is no address of a server",
    "--base-url=https://x.example/?a=1, is no address of a server",
    "--allow-address=inside, is no address",
    "--mail-server=mail.example.com, needs --mail-from",
    "--mail-server=m:25 --mail-from=a@b.c --mail-security=ssl, none of starttls",
    "--mail-server=m:99999 --mail-from=a@b.c, from 1 to 65535",
    "--mail-server=m --mail-from=a@b.c --mail-user=u, go together",
    "--mail-server=m --mail-from=a@b.c --mail-user=u --mail-password-file=/no/such, cannot read",
    "--mail-server=m --mail-from=a@b.c --mail-user=u --mail-password-file=/dev/null --mail-security=none, not sent in the clear"
  })
  void saysWhatIsWrong(String args, String what) {
    assertThatThrownBy(() -> read(args.split(" ")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(what);
  }
}
