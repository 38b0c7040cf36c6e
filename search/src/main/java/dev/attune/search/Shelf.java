package dev.attune.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory in which indexes lie, each in one of its own whose name is a number: {@code
 * search/1}, {@code search/2}... The one with the highest number that is whole is in use; a higher
 * one was being made when the process ended, a lower one was to be deleted. All of it may be
 * deleted at any time while nobody uses it: it is made anew.
 */
final class Shelf {
  private final Path path;

  Shelf(Path path) {
    this.path = path;
  }

  /** Opens the one that is in use, and deletes the others; nothing if none can be used. */
  Optional<Index> open() throws IOException {
    Optional<Index> found = Optional.empty();
    List<Long> numbers = numbers();
    for (int i = numbers.size() - 1; i >= 0; i--) {
      Path each = path.resolve(Long.toString(numbers.get(i)));
      if (found.isEmpty()) {
        found = tryOpen(each);
      }
      if (found.isEmpty() || !found.get().path().equals(each)) {
        delete(each);
      }
    }
    return found;
  }

  private static Optional<Index> tryOpen(Path each) {
    try {
      return Optional.of(Index.open(each));
    } catch (IOException | IllegalArgumentException e) {
      // Damaged, older, or never whole: whichever it is, it is made anew from the store.
      System.getLogger(Shelf.class.getName())
          .log(
              System.Logger.Level.INFO, "the index in {0} cannot be used: {1}", each, e.toString());
      return Optional.empty();
    }
  }

  /** An empty one that stands at {@code position}, with a higher number than any other. */
  Index create(long position) throws IOException {
    Files.createDirectories(path);
    long highest = numbers().stream().mapToLong(Long::longValue).max().orElse(0);
    Path made = Files.createDirectory(path.resolve(Long.toString(highest + 1)));
    return Index.create(made, position);
  }

  /** Deletes one that is closed. */
  void delete(Path index) throws IOException {
    try (Stream<Path> walk = Files.walk(index)) {
      for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Long> numbers() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    List<Long> numbers = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches("[1-9][0-9]{0,17}")) {
          numbers.add(Long.parseLong(name));
        }
      }
    }
    numbers.sort(Comparator.naturalOrder());
    return numbers;
  }
}
