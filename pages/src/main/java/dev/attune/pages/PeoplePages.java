package dev.attune.pages;

/** The pages about who works here and what leaves here, as functions from views to HTML. Pure. */
public final class PeoplePages {
  private PeoplePages() {}

  /** Everybody. */
  public static String all(Frame frame, PeoplePage page) {
    return Pages.html(out -> JtepeopleGenerated.render(out, Pages.NONE, frame, page));
  }

  /** Somebody. */
  public static String one(Frame frame, PersonPage page) {
    return Pages.html(out -> JtepersonGenerated.render(out, Pages.NONE, frame, page));
  }

  /** Whoever looks. */
  public static String account(Frame frame, AccountPage page) {
    return Pages.html(out -> JteaccountGenerated.render(out, Pages.NONE, frame, page));
  }

  /** What somebody may give: a piece, put into their page. */
  public static String trust(Frame frame, Trust trust) {
    return Pages.html(out -> JtetrustGenerated.render(out, Pages.NONE, frame, trust));
  }

  /** What was given, and what came of it. */
  public static String spending(Frame frame, SpendingPage page) {
    return Pages.html(out -> JtespendingGenerated.render(out, Pages.NONE, frame, page));
  }

  /** Who did what. */
  public static String audit(Frame frame, AuditPage page) {
    return Pages.html(out -> JteauditGenerated.render(out, Pages.NONE, frame, page));
  }

  /** The systems that are told. */
  public static String webhooks(Frame frame, WebhooksPage page) {
    return Pages.html(out -> JtewebhooksGenerated.render(out, Pages.NONE, frame, page));
  }

  /** One of them. */
  public static String webhook(Frame frame, WebhookPage page) {
    return Pages.html(out -> JtewebhookGenerated.render(out, Pages.NONE, frame, page));
  }
}
