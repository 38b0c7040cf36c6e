package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** People from the command line, where no server runs. */
class PeopleCommandTest {
  @TempDir private Path directory;
  private String data = "";

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void make() {
    Path place = directory.resolve("data");
    AttuneServer.open(place).close();
    data = place.toString();
  }

  private Run run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine(words);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(words);
    return new Run(code, out.toString(), err.toString());
  }

  @Test
  void addsListsInvitesAndEnds() {
    Run added = run("people", "add", "ana", "--role", "lead", "--title", "Ana M", "--data", data);
    assertThat(added.err()).isEmpty();
    assertThat(added.code()).isEqualTo(0);
    assertThat(added.out()).contains("ana signs in", "/first-sign-in?ticket=attune_link_");
    assertThat(run("people", "list", "--data", data).out())
        .containsPattern("ana +lead +- +invited +Ana M");
    assertThat(run("people", "invite", "ana", "--data", data).out())
        .contains("/first-sign-in?ticket=attune_link_");
    assertThat(run("people", "sessions", "ana", "--data", data).out()).isEmpty();
    assertThat(run("people", "sessions", "ana", "--end", "--data", data).out())
        .contains("ended: 0");
    assertThat(run("people", "end", "ana", "--data", data).out()).contains("can sign in no more");
    assertThat(run("people", "list", "--data", data).out()).contains("ended");
    assertThat(run("audit", "verify", "--data", data).out()).contains("the audit is whole");
  }

  @Test
  void saysWhatIsWrong() {
    Run bad = run("people", "add", "Ana", "--role", "lead", "--data", data);
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.err()).contains("\"name\" is 'Ana', expected 1 to 64 of the letters a to z");
    assertThat(run("people", "end", "nobody", "--data", data).err())
        .contains("there is nobody named 'nobody'");
    assertThat(run("people", "add", "ana", "--data", data).code()).isEqualTo(2);
    assertThat(run("people", "add", "ana", "--role", "boss", "--data", data).err())
        .contains("expected one of steward, lead, front-line");
  }
}
