package dev.attune.engine;

import java.util.List;
import java.util.Optional;

/**
 * Some of a longer list.
 *
 * @param next asks for the items that follow; nothing if these are the last
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }
}
