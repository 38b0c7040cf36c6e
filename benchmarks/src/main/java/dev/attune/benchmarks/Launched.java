package dev.attune.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A server as people start it: by the script, which the bench itself was started by.
 *
 * @param seconds from its start to its first answer
 */
record Launched(Process process, double seconds) {
  /** Starts a server over {@code directory}/data and waits until it is ready. */
  static Launched at(Path directory) throws IOException, InterruptedException {
    int port = freePort();
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Objects.requireNonNull(
                    System.getProperty("attune.script"), "run this as ./attune bench NAME"),
                "serve",
                "--data",
                directory.resolve("data").toString(),
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (!isReady(port)) {
      if (!process.isAlive()) {
        throw new IOException("the server ended with " + process.exitValue());
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return new Launched(process, (System.nanoTime() - begin) / 1e9);
  }

  /** The memory that it holds, in bytes, as the kernel counts it. */
  long resident() throws IOException {
    // The script has become the program: it ends in exec.
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException(status + " tells of no resident memory");
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  private static boolean isReady(int port) throws IOException {
    try (Connection connection = Connection.ofReader(port, "nobody")) {
      return connection.get("/health/ready").isOk();
    } catch (ConnectException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
