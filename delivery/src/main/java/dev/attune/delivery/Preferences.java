package dev.attune.delivery;

import dev.attune.customer.Data;
import dev.attune.playbook.Team.Channel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a person wants to be told.
 *
 * @param channels nothing if they have not chosen: then as their team is told
 * @param chat where they read chat messages
 * @param pushes browsers they have asked to be told in
 */
public record Preferences(
    Optional<Set<Channel>> channels, Optional<Chat> chat, List<PushSubscription> pushes) {
  /** Nothing chosen. */
  public static final Preferences NONE =
      new Preferences(Optional.empty(), Optional.empty(), List.of());

  /** Browsers of one person. */
  public static final int MOST_PUSHES = 10;

  public Preferences {
    channels = channels.map(Set::copyOf);
    pushes = List.copyOf(pushes);
  }

  /** With one more browser, or the same one anew; beyond {@link #MOST_PUSHES} the oldest goes. */
  public Preferences with(PushSubscription push) {
    List<PushSubscription> next = new ArrayList<>(pushes);
    next.removeIf(each -> each.endpoint().equals(push.endpoint()));
    next.add(push);
    while (next.size() > MOST_PUSHES) {
      next.removeFirst();
    }
    return new Preferences(channels, chat, next);
  }

  /** Without a browser. */
  public Preferences without(String push) {
    return new Preferences(
        channels, chat, pushes.stream().filter(each -> !each.id().equals(push)).toList());
  }

  /**
   * The ways in which somebody is told. Who has not chosen is told as the playbook says of the
   * team; where that says nothing, in the browsers that they subscribed.
   */
  List<Way> ways(Recipient person, Set<Channel> ofTeam) {
    Set<Channel> usual = ofTeam.isEmpty() ? EnumSet.of(Channel.PUSH) : ofTeam;
    Set<Channel> chosen = channels.orElse(usual);
    List<Way> ways = new ArrayList<>();
    if (chosen.contains(Channel.PUSH)) {
      pushes.forEach(push -> ways.add(new Way.ByPush(push)));
    }
    if (chosen.contains(Channel.EMAIL)) {
      person.email().ifPresent(email -> ways.add(new Way.ByMail(email)));
    }
    if (chosen.contains(Channel.CHAT)) {
      chat.ifPresent(room -> ways.add(new Way.ByChat(room)));
    }
    return ways;
  }

  /** As it may be shown. */
  public Data shown() {
    Data.Builder data = new Data.Builder();
    channels.ifPresent(chosen -> data.put("channels", words(chosen)));
    chat.ifPresent(room -> data.put("chat", room.shown()));
    return data.put("push", pushes.stream().map(PushSubscription::shown).toList()).build();
  }

  Data data() {
    Data.Builder data = new Data.Builder();
    channels.ifPresent(chosen -> data.put("channels", words(chosen)));
    chat.ifPresent(room -> data.put("chat", room.data()));
    return data.put("push", pushes.stream().map(PushSubscription::data).toList()).build();
  }

  private static List<String> words(Set<Channel> channels) {
    return channels.stream().sorted().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }

  static Preferences of(Data data) {
    Set<Channel> chosen = EnumSet.noneOf(Channel.class);
    Kept.texts(data, "channels")
        .forEach(word -> chosen.add(Channel.valueOf(word.toUpperCase(Locale.ROOT))));
    return new Preferences(
        data.get("channels") == null ? Optional.empty() : Optional.of(chosen),
        data.get("chat") instanceof Data room ? Optional.of(Chat.of(room)) : Optional.empty(),
        Kept.list(data, "push").stream().map(PushSubscription::of).toList());
  }
}
