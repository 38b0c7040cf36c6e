package dev.attune.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Public data that lies outside the repository, in a folder that {@code .ci/run --data FOLDER} or
 * {@code -Dattune.data=FOLDER} names; a relative one begins at the checkout.
 */
enum DataFolder {
  CAPTURES(
      "captures/segment_sdk_requests.jsonl",
      "requests as Segment's libraries send them: point one at a server that writes down what it gets"),
  PURCHASES(
      "cdnow/CDNOW_sample.txt",
      "the 1/10 sample of CDNOW's purchases by Fader and Hardie: brucehardie.com, among its datasets"),
  RESORT_BOOKINGS("hotel_bookings/H1.csv.gz", Whence.HOTELS),
  CITY_BOOKINGS("hotel_bookings/H2.csv.gz", Whence.HOTELS);

  private static final class Whence {
    private static final String HOTELS =
        "hotel booking demand by Antonio, Almeida and Nunes: the supplement of doi:10.1016/j.dib.2018.11.126";
  }

  private static final System.Logger LOG = System.getLogger(DataFolder.class.getName());

  private final String path;
  private final String whence;

  DataFolder(String path, String whence) {
    this.path = path;
    this.whence = whence;
  }

  /** Where it lies; skips the test where it does not, and says how to get it. */
  Path file() {
    String folder = System.getProperty("attune.data", "");
    String how = "%s (%s; examples/README.md says more)".formatted(path, whence);
    check(
        !folder.isBlank(),
        "name the folder that holds %s by .ci/run --data FOLDER or -Dattune.data=FOLDER"
            .formatted(how));
    Path root = Checkout.root().resolve(folder);
    assertThat(root).as("the folder that was named for public data").isDirectory();
    Path file = root.resolve(path);
    check(Files.exists(file), "%s has no %s".formatted(root, how));
    return file;
  }

  private static void check(boolean isThere, String otherwise) {
    if (!isThere) {
      // Maven counts what is skipped, and does not say why.
      LOG.log(System.Logger.Level.WARNING, "skipped: " + otherwise);
    }
    assumeTrue(isThere, otherwise);
  }
}
