package dev.attune.delivery;

import dev.attune.playbook.Team.Channel;

/** One way to one place in which somebody is told. */
sealed interface Way {
  /** By it the place is known; it shows nothing that is secret. */
  String id();

  Channel channel();

  /** A browser. */
  record ByPush(PushSubscription subscription) implements Way {
    @Override
    public String id() {
      return "push:" + subscription.id();
    }

    @Override
    public Channel channel() {
      return Channel.PUSH;
    }
  }

  /** A mailbox. */
  record ByMail(String address) implements Way {
    @Override
    public String id() {
      return "email:" + Integer.toHexString(address.hashCode());
    }

    @Override
    public Channel channel() {
      return Channel.EMAIL;
    }
  }

  /** A chat room; whoever names the same one shares it. */
  record ByChat(Chat room) implements Way {
    @Override
    public String id() {
      return "chat:" + Integer.toHexString(room.url().hashCode());
    }

    @Override
    public Channel channel() {
      return Channel.CHAT;
    }
  }
}
