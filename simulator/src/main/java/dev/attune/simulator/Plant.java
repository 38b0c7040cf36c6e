package dev.attune.simulator;

/** What is planted in customers' pasts, to be noticed. */
public enum Plant {
  THIRD_CONTACT(Tone.TROUBLE, "a third contact about one problem within 14 days", true),
  LATE_CLAIM(Tone.TROUBLE, "a warranty claimed a day or two after its end", true),
  LEFT_STANDING(Tone.TROUBLE, "two drivers in one day who did not come", true),
  VERY_LATE(Tone.TROUBLE, "a car that came twenty-five minutes late or more", true),
  LET_DOWN_AGAIN(Tone.TROUBLE, "a fifth disappointment, with no good ride in between", true),
  PAYMENT_TROUBLE(Tone.TROUBLE, "a payment that failed on two days", true),
  PASS_CANCELLED(Tone.TROUBLE, "a pass given up", true),
  STUCK_AT_START(Tone.TROUBLE, "a sign-up, and no ride for a week", true),
  UNHAPPY_WORDS(Tone.TROUBLE, "words with the lowest rating", true),
  WARNS_OTHERS(Tone.TROUBLE, "a second public warning within 60 days", true),
  INVOICE_AGAIN(Tone.TROUBLE, "a third request for one invoice within 30 days", true),
  GONE_QUIET(Tone.DECLINE, "a regular who has not ridden for 30 days", true),
  FADING(
      Tone.DECLINE, "rides that grow fewer every three weeks, for no reason that is told", false),
  PARENTS_DECLINE(
      Tone.DECLINE, "parents of one riding community ride less; no field says who is one", false),
  FIRST_CHILD_ORDER(Tone.DELIGHT, "a first order for a child", true),
  FRIEND_JOINED(Tone.DELIGHT, "a friend who came through them", true),
  PRAISED_US(Tone.DELIGHT, "a third praise within a year", true),
  CAME_BACK(Tone.DELIGHT, "a first ride after more than 30 days without, by a regular", true),
  TRIED_IT_FIRST(Tone.DELIGHT, "a third new thing tried within half a year", true);

  private final Tone tone;
  private final String because;
  private final boolean byRule;

  Plant(Tone tone, String because, boolean byRule) {
    this.tone = tone;
    this.because = because;
    this.byRule = byRule;
  }

  /** What sort of moment it is. */
  public enum Tone {
    TROUBLE,
    /** Less and less of them, at once or slowly. */
    DECLINE,
    DELIGHT
  }

  /** The name in the truth's JSON, and of the moment in Meridian's playbook: {@code late-claim}. */
  public String word() {
    return Why.word(this);
  }

  public Tone tone() {
    return tone;
  }

  /** What it is, in plain words. */
  public String because() {
    return because;
  }

  /**
   * Whether a rule over one customer's signals can notice it at its instant; what it cannot shows
   * in numbers over many.
   */
  public boolean byRule() {
    return byRule;
  }
}
