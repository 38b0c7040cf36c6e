package dev.attune.customer;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What happened: the part of a signal that differs by kind. Switches over it have no {@code
 * default}, so a new kind shows every decision that must consider it.
 */
public sealed interface Content {
  /** Which kind of signal this is. */
  Kind kind();

  /** What a playbook calls it: the event's name, or the kind's where it has no name. */
  default String event() {
    return kind().title();
  }

  /** What the sender wrote in free form; conditions read it as {@code signal.properties}. */
  default Data properties() {
    return Data.EMPTY;
  }

  /** Traits of a person; a trait set to null is taken away. */
  record Identify(Data traits) implements Content {
    @Override
    public Kind kind() {
      return Kind.IDENTIFY;
    }

    @Override
    public Data properties() {
      return traits;
    }
  }

  /** Something a person did, under the sender's name for it. */
  record Track(String event, Data properties) implements Content {
    @Override
    public Kind kind() {
      return Kind.TRACK;
    }
  }

  /** A web page seen. */
  record Page(@Nullable String name, Data properties) implements Content {
    @Override
    public Kind kind() {
      return Kind.PAGE;
    }
  }

  /** A screen of an app seen. */
  record Screen(@Nullable String name, Data properties) implements Content {
    @Override
    public Kind kind() {
      return Kind.SCREEN;
    }
  }

  /** The person belongs to a set of people with traits of its own. */
  record Group(String groupId, Data traits) implements Content {
    @Override
    public Kind kind() {
      return Kind.GROUP;
    }

    @Override
    public Data properties() {
      return traits;
    }
  }

  /** The signal's user was known as {@code previousId} before. */
  record Alias(String previousId) implements Content {
    @Override
    public Kind kind() {
      return Kind.ALIAS;
    }
  }

  /**
   * What a customer said: a review, an answer, a mail.
   *
   * @param text their words, as they wrote them
   * @param properties what came with it: {@code rating}, {@code channel}, {@code about}...
   */
  record Feedback(String text, Data properties) implements Content {
    @Override
    public Kind kind() {
      return Kind.FEEDBACK;
    }
  }

  /** What we asked them. */
  record Asked(String question, Data properties) implements Content {
    @Override
    public Kind kind() {
      return Kind.ASKED;
    }
  }

  /** What a colleague saw or heard. */
  record Observed(String text, String by, Data properties) implements Content {
    @Override
    public Kind kind() {
      return Kind.OBSERVED;
    }
  }

  /**
   * What was done for them, and how it went.
   *
   * @param option which act of grace
   * @param moment the moment it answers, or null
   * @param by who did it
   */
  record Gesture(String option, @Nullable String moment, String by, Data properties)
      implements Content {
    @Override
    public Kind kind() {
      return Kind.GESTURE;
    }
  }

  /**
   * What staff did with a moment.
   *
   * @param moment the moment's id
   * @param by who
   * @param why in their words, or null
   */
  record Handled(String moment, Act act, String by, @Nullable String why) implements Content {
    /** What can be done with a moment. */
    public enum Act {
      /** Somebody looks after it; it stays open. */
      TAKE,
      /** Somebody else shall look after it; it stays open. */
      HAND_OVER,
      /** It is dealt with. */
      CLOSE,
      /** It should not have opened. */
      DISMISS
    }

    @Override
    public Kind kind() {
      return Kind.HANDLED;
    }
  }

  /** What the customer allows for one purpose. */
  record Consent(Purpose purpose, boolean given) implements Content {
    /** What a customer can allow or object to. */
    public enum Purpose {
      /** Moments and grace. */
      SERVE,
      /** Reading their words. */
      UNDERSTAND,
      /** Being asked. */
      ASK,
      /** Being told. */
      TELL
    }

    @Override
    public Kind kind() {
      return Kind.CONSENT;
    }
  }

  /** What a person put right about who is who. The latest word on a pair of ids holds. */
  record Corrected(Id first, Id second, Verdict verdict, String by) implements Content {
    /** What holds from now on. */
    public enum Verdict {
      /** The two ids are one customer. */
      SAME,
      /** They are not: what joined them so far is cut. */
      DIFFERENT
    }

    public Corrected {
      if (first.equals(second)) {
        throw new IllegalArgumentException("a correction needs two different ids, got " + first);
      }
    }

    @Override
    public Kind kind() {
      return Kind.CORRECTED;
    }
  }

  /**
   * A person put right that somebody was set aside who is one person after all: how many signals a
   * window may count of this customer. It holds from their first signal on; the latest word holds.
   *
   * @param limit at most {@link #MOST}, so that no word can make a customer cost without bound
   * @param by who says so
   * @param why in their words, or null
   */
  record Raised(int limit, String by, @Nullable String why) implements Content {
    /** The highest limit there is. */
    public static final int MOST = 1_000_000;

    public Raised {
      if (limit < 1 || limit > MOST) {
        throw new IllegalArgumentException("limit is " + limit + ", expected 1 to " + MOST);
      }
    }

    @Override
    public Kind kind() {
      return Kind.CORRECTED;
    }
  }

  /**
   * What Attune read in a feedback.
   *
   * @param feedback the feedback's id; there is one reading of each, the newest
   * @param sentiment from -1 to 1, where it could be told
   */
  record Understood(SignalId feedback, OptionalDouble sentiment, Data properties)
      implements Content {
    @Override
    public Kind kind() {
      return Kind.UNDERSTOOD;
    }
  }
}
