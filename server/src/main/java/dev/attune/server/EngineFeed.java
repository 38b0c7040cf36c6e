package dev.attune.server;

import dev.attune.customer.Id;
import dev.attune.customer.Named;
import dev.attune.engine.Engine;
import dev.attune.engine.Names;
import dev.attune.engine.Page;
import dev.attune.search.Feed;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The engine's customers, as the search learns of them. */
record EngineFeed(Engine engine) implements Feed {
  private Names names() {
    return engine.names();
  }

  @Override
  public Kept kept() {
    Names.Kept kept = names().kept();
    return new Kept(kept.oldest(), kept.last());
  }

  @Override
  public List<Changed> after(long number, int limit) {
    return names().after(number, limit).stream()
        .map(each -> new Changed(each.number(), each.ids()))
        .toList();
  }

  @Override
  public List<Id> fresh(long number, int most) {
    return names().fresh(number, most);
  }

  @Override
  public void await(long number, Duration most) throws InterruptedException {
    names().await(number, most);
  }

  @Override
  public void pass(long number) {
    names().pass(number);
  }

  @Override
  public List<Named> of(Collection<Id> ids) {
    return names().of(ids);
  }

  @Override
  public Some all(Optional<String> cursor, int limit) {
    Page<Named> page = names().all(cursor, limit);
    return new Some(page.items(), page.next());
  }

  @Override
  public long customers() {
    return engine.progress().customers();
  }
}
