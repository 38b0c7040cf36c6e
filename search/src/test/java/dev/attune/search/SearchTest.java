package dev.attune.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.customer.Id;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  @TempDir Path directory;

  private final Register register = TypingTest.company();

  @Test
  void findsAtOnceWhoCameAMomentAgo() {
    try (Search search = complete()) {
      for (int i = 0; i < 50; i++) {
        register.put("new" + i, "name", "Quirin" + "abcdefghij".charAt(i % 10) + " Neu");
        assertThat(found(search, "new" + i)).containsExactly("new" + i);
        assertThat(found(search, "Quirin neu")).contains("new" + i);
      }
    }
  }

  @Test
  void forgetsANameThatNobodyHasAnyMore() {
    try (Search search = complete()) {
      register.put("45", "name", "Michael Weiß").remove("44");
      assertThat(found(search, "schwarzenegger")).isEmpty();
      assertThat(found(search, "annabell")).isEmpty();
      assertThat(found(search, "weiss")).containsExactly("45");
      awaitFed(search);
      assertThat(found(search, "schwarzenegger")).isEmpty();
      assertThat(found(search, "annabell")).isEmpty();
      assertThat(found(search, "weiss")).containsExactly("45");
    }
  }

  @Test
  void followsMergesAndCuts() {
    try (Search search = complete()) {
      register.merge("42", "44");
      awaitFed(search);
      assertThat(found(search, "44")).containsExactly("42");
      assertThat(found(search, "annabell")).isEmpty();
      register.cut("42", "44", "name", "Annabell Schmitt");
      awaitFed(search);
      assertThat(found(search, "44")).containsExactly("44");
      assertThat(found(search, "annabell")).containsExactly("44");
    }
  }

  @Test
  void goesOnWhereItStoodWhenItIsOpenedAgain() throws IOException {
    complete().close();
    assertThat(register.passed()).isEqualTo(register.last());
    register.forget(register.last());
    register.put("46", "name", "Vera Neu");
    try (Search search = complete()) {
      awaitFed(search);
      assertThat(indexes()).as("it was not made anew").containsExactly("1");
      assertThat(found(search, "vera")).containsExactly("46");
      assertThat(found(search, "mueller")).containsExactly("42");
    }
  }

  @Test
  void losesAndDoublesNothingWhenItEndsInTheMiddleOfFeeding() throws IOException {
    complete().close();
    Shelf shelf = new Shelf(directory);
    long position;
    // As after a kill: changes were fed and found, and never committed.
    try (Index index = shelf.open().orElseThrow()) {
      position = index.position();
      register.put("47", "name", "Uwe Halb").merge("42", "45");
      index.put(register.everybody());
      index.remove(List.of(Id.user("45")));
      index.moveTo(register.last());
      index.refresh();
    }
    try (Index again = shelf.open().orElseThrow()) {
      assertThat(again.position()).isEqualTo(position);
    }
    try (Search search = complete()) {
      awaitFed(search);
      assertThat(found(search, "uwe")).containsExactly("47");
      assertThat(found(search, "45")).containsExactly("42");
      assertThat(found(search, "schwarzenegger")).isEmpty();
      assertThat(indexes()).containsExactly("1");
    }
  }

  @Test
  void isMadeAnewWhenItIsGone() throws IOException {
    complete().close();
    new Shelf(directory).delete(directory);
    try (Search search = complete()) {
      assertThat(found(search, "mueller")).containsExactly("42");
    }
  }

  @Test
  void isMadeAnewWhenItIsDamaged() throws IOException {
    complete().close();
    try (Stream<Path> files = Files.walk(directory)) {
      Path largest =
          files
              .filter(file -> file.toString().matches(".*\\.(cfs|tim|doc|dvd)"))
              .findFirst()
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(largest);
      bytes[bytes.length / 2] ^= 0x10;
      Files.write(largest, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }
    assertMadeAnew();
  }

  @Test
  void isMadeAnewWhenItMissedWhatIsKeptNoMore() throws IOException {
    complete().close();
    register.put("48", "name", "Vera Neu").put("49", "name", "Olga Neu");
    register.forget(register.last() - 1);
    assertMadeAnew();
  }

  @Test
  void isMadeAnewWhenItIsAheadOfWhatItIsFedFrom() throws IOException {
    try (Index ahead = new Shelf(directory).create(register.last() + 7)) {
      ahead.commit(true);
    }
    assertMadeAnew();
  }

  @Test
  void isMadeAnewWhenItsMakingWasInterrupted() throws IOException {
    try (Index half = new Shelf(directory).create(register.last())) {
      half.put(register.everybody().subList(0, 2));
      half.commit(false);
    }
    assertMadeAnew();
  }

  private void assertMadeAnew() throws IOException {
    try (Search search = complete()) {
      assertThat(indexes()).hasSize(1);
      register.everybody().stream()
          .flatMap(who -> who.tag().names().stream())
          .forEach(name -> assertThat(found(search, name)).isNotEmpty());
    }
  }

  @Test
  void answersWhileItIsMadeAnewAndMissesNothingThatComesMeanwhile() {
    for (int i = 0; i < 6_000; i++) {
      register.put("m" + i, "name", "Menge" + i % 100 + " Viele");
    }
    try (Search search = complete()) {
      search.makeAnew();
      int came = 0;
      while (!Files.isDirectory(directory.resolve("2"))
          || Files.isDirectory(directory.resolve("1"))) {
        String user = "w" + came++;
        register.put(user, "name", "Waehrend" + user);
        assertThat(found(search, "waehrend" + user)).containsExactly(user);
        assertThat(found(search, "mueller")).containsExactly("42");
        assertThat(search.status().isComplete()).isTrue();
      }
      awaitFed(search);
      for (int i = 0; i < came; i += Math.max(1, came / 50)) {
        assertThat(found(search, "waehrendw" + i)).contains("w" + i);
      }
      assertThat(search.find(Wanted.of("viele"), Optional.empty(), 0, 10).more()).isTrue();
    }
  }

  private List<String> indexes() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(each -> each.getFileName().toString()).toList();
    }
  }

  private Search complete() {
    Search search = new Search(directory, register);
    search.start();
    eventually(() -> search.status().isComplete());
    return search;
  }

  private void awaitFed(Search search) {
    eventually(() -> search.shown() >= register.last());
  }

  private static Results find(Search search, String typed) {
    return search.find(Wanted.of(typed), Optional.empty(), 0, 100);
  }

  private static List<String> found(Search search, String typed) {
    return find(search, typed).matches().stream().map(match -> match.who().id().value()).toList();
  }

  static void eventually(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("it did not happen within 60 seconds");
      }
      Thread.onSpinWait();
    }
  }
}
