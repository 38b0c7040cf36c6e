package dev.attune.customer;

import java.util.List;

/**
 * A customer as people look for them.
 *
 * @param id the canonical id
 * @param ids every id they are known by, the canonical one among them
 */
public record Named(Id id, List<Id> ids, NameTag tag) {
  public Named {
    ids = List.copyOf(ids);
  }
}
