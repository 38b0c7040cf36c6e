package dev.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.audit.AuditEntry.Head;
import dev.attune.audit.AuditTrail.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-02T08:00:00Z"));
  private static final AuditKey KEY = key();

  @TempDir private Path directory;

  private static AuditKey key() {
    try {
      return AuditKey.of(Files.createTempDirectory("attune-audit").resolve("KEY"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Act act(int number) {
    return new Act(
        "person:ana",
        "10.0.0." + number,
        "POST /api/tokens",
        number % 2 == 0 ? Optional.of("ci") : Optional.empty(),
        number % 3 == 0 ? Optional.of("0123456789abcdef") : Optional.empty());
  }

  private static KeptPieces written(int count) {
    KeptPieces store = new KeptPieces();
    AuditLog log = new AuditLog(store, KEY, CLOCK);
    for (int i = 1; i <= count; i++) {
      log.write(act(i));
    }
    return store;
  }

  private static Verdict verify(KeptPieces store) {
    return new AuditTrail(store, KEY).verify(Optional.empty());
  }

  private static long firstWrong(List<String> lines) {
    return verify(KeptPieces.of(lines)) instanceof Verdict.Broken broken ? broken.sequence() : 0;
  }

  @Test
  void fitsAsLongAsNobodyTouchesIt() {
    KeptPieces store = written(20);

    assertThat(verify(store))
        .isInstanceOfSatisfying(
            Verdict.Whole.class, whole -> assertThat(whole.head().sequence()).isEqualTo(20));
    assertThat(verify(new KeptPieces())).isEqualTo(new Verdict.Whole(Head.NONE));
  }

  @Test
  void goesOnWhereItEndedAfterARestart() {
    KeptPieces store = written(5);
    AuditLog again = new AuditLog(store, KEY, CLOCK);
    again.write(act(6));

    assertThat(new AuditTrail(store, KEY).head()).isEqualTo(again.head());
    assertThat(verify(store)).isEqualTo(new Verdict.Whole(again.head()));
    assertThat(again.head().sequence()).isEqualTo(6);
  }

  /** Whatever is changed in whatever entry, that entry is named. */
  @Property(tries = 300)
  void namesTheEntryThatWasChanged(
      @ForAll @IntRange(min = 1, max = 12) int entry,
      @ForAll @IntRange(min = 0, max = 400) int at) {
    List<String> lines = new ArrayList<>(written(12).lines());
    String line = lines.get(entry - 1);
    int place = at % line.length();
    char other = line.charAt(place) == '7' ? '8' : '7';
    lines.set(entry - 1, line.substring(0, place) + other + line.substring(place + 1));

    assertThat(firstWrong(lines)).isEqualTo(entry);
  }

  @Property(tries = 50)
  void namesTheEntryThatIsMissingDoubledOrMoved(@ForAll @IntRange(min = 1, max = 11) int entry) {
    List<String> lines = written(12).lines();
    List<String> without = new ArrayList<>(lines);
    without.remove(entry - 1);
    assertThat(firstWrong(without)).isEqualTo(entry);
    List<String> doubled = new ArrayList<>(lines);
    doubled.add(entry, lines.get(entry - 1));
    assertThat(firstWrong(doubled)).isEqualTo(entry + 1);
    List<String> moved = new ArrayList<>(lines);
    moved.set(entry - 1, lines.get(entry));
    moved.set(entry, lines.get(entry - 1));
    assertThat(firstWrong(moved)).isEqualTo(entry);
  }

  @Test
  void seesAForgerWithoutTheKey() {
    KeptPieces forged = new KeptPieces();
    AuditLog log = new AuditLog(forged, AuditKey.of(directory.resolve("OTHER")), CLOCK);
    log.write(act(1));

    assertThat(verify(forged))
        .isInstanceOfSatisfying(
            Verdict.Broken.class, broken -> assertThat(broken.sequence()).isEqualTo(1));
  }

  @Test
  void seesThatTheEndWasCutOffByAHeadThatIsKnown() {
    KeptPieces store = written(8);
    Head known = new AuditTrail(store, KEY).head();
    KeptPieces cut = KeptPieces.of(store.lines().subList(0, 6));
    assertThat(verify(cut)).isInstanceOf(Verdict.Whole.class);

    assertThat(new AuditTrail(cut, KEY).verify(Optional.of(known)))
        .isEqualTo(new Verdict.Broken(7, "the end was cut off: entry 8 was known"));
    assertThat(new AuditTrail(store, KEY).verify(Optional.of(known)))
        .isEqualTo(new Verdict.Whole(known));
    assertThat(new AuditTrail(store, KEY).verify(Optional.of(new Head(5, "0".repeat(64)))))
        .isInstanceOfSatisfying(
            Verdict.Broken.class, broken -> assertThat(broken.sequence()).isEqualTo(5));
  }

  @Test
  void saysWhereTheKeyWasChanged() {
    KeptPieces store = written(3);
    AuditKey other = AuditKey.of(directory.resolve("OTHER"));
    new AuditLog(store, other, CLOCK).write(act(9));

    assertThat(new AuditTrail(store, other).verify(Optional.empty()))
        .isInstanceOfSatisfying(
            Verdict.Broken.class,
            broken -> {
              assertThat(broken.sequence()).isEqualTo(1);
              assertThat(broken.reason()).contains("from entry 4 on the key was changed");
            });
    assertThat(store.lines()).hasSize(5);
  }

  @Test
  void writesWhoComesTogetherTogetherAndLosesNobody() {
    KeptPieces store = new KeptPieces();
    AuditLog log = new AuditLog(store, KEY, CLOCK);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 2_000; i++) {
        int number = i;
        threads.execute(() -> log.write(act(number)));
      }
    }
    assertThat(verify(store)).isEqualTo(new Verdict.Whole(log.head()));
    assertThat(log.head().sequence()).isEqualTo(2_000);
    assertThat(store.lines()).doesNotHaveDuplicates();
  }

  @Test
  void refusesWhatItCannotKeepAndGoesOnAfter() {
    KeptPieces store = new KeptPieces();
    AuditLog log = new AuditLog(store, KEY, CLOCK);
    log.write(act(1));
    store.full = true;
    assertThatThrownBy(() -> log.write(act(2))).hasMessage("no room");
    store.full = false;
    log.write(act(3));

    assertThat(verify(store)).isEqualTo(new Verdict.Whole(log.head()));
    assertThat(log.head().sequence()).isEqualTo(2);
  }

  @Property(tries = 60)
  void findsItsEndAndAnyPartOfIt(
      @ForAll @IntRange(min = 1, max = 90) int count,
      @ForAll @IntRange(min = 1, max = 90) int from) {
    KeptPieces store = written(count);
    AuditTrail trail = new AuditTrail(store, KEY);

    assertThat(trail.head().sequence()).isEqualTo(count);
    assertThat(trail.between(from, from + 9L).stream().map(AuditEntry::sequence).toList())
        .isEqualTo(LongStream.rangeClosed(from, Math.min(count, from + 9L)).boxed().toList());
  }

  @Test
  void keepsItsKeyToItsOwner() throws IOException {
    Path file = directory.resolve("made/AUDIT-KEY");
    AuditKey key = AuditKey.of(file);

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    assertThat(AuditKey.of(file).sign("a", new byte[1])).isEqualTo(key.sign("a", new byte[1]));
    Path damaged = Files.writeString(directory.resolve("damaged"), "abc");
    assertThatThrownBy(() -> AuditKey.of(damaged))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("put back the one that was there");
  }
}
