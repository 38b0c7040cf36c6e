package dev.attune.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides what of a piece of the feed is sent to a webhook now, what later, and what not at all.
 */
final class Reader {
  private final Webhook webhook;
  private final LaneBook book;
  private final LaneBook.Edit edit;
  private final Instant now;
  private final List<Waiting> ready = new ArrayList<>();
  private final List<Waiting> later = new ArrayList<>();

  Reader(Webhook webhook, LaneBook book, LaneBook.Edit edit, Instant now) {
    this.webhook = webhook;
    this.book = book;
    this.edit = edit;
    this.now = now;
  }

  /** What is sent now; what is sent later is in the edit. */
  List<Waiting> read(List<Told> piece) {
    for (Told told : piece) {
      if (webhook.hears().orElse(Interest.ALL).includes(told.change(), told.isWithdrawn())) {
        wanted(told);
      }
    }
    later.forEach(edit::wait);
    return ready;
  }

  private void wanted(Told told) {
    if (webhook.isRecording()) {
      ready.add(Waiting.first(told, now));
      return;
    }
    if (told.foundLate() || dropped(told)) {
      return;
    }
    Instant settles = told.settlesAt() == null ? now : told.settlesAt();
    if (settles.isAfter(now)) {
      later.add(Waiting.first(told, settles));
    } else {
      ready.add(Waiting.first(told, now));
    }
  }

  /** Whether what it is about was never sent, and now is not; then this is no news either. */
  private boolean dropped(Told told) {
    String effect = told.overtakes();
    if (effect == null) {
      return false;
    }
    Predicate<Waiting> isIt = each -> each.effect().equals(effect) && !each.isWithdrawn();
    int before = ready.size() + later.size();
    ready.removeIf(isIt);
    later.removeIf(isIt);
    boolean inPiece = ready.size() + later.size() < before;
    Optional<Waiting> kept = book.waitingFor(effect);
    kept.ifPresent(each -> edit.forget(each.position()));
    return inPiece || kept.filter(each -> each.tries() == 0).isPresent();
  }
}
