package dev.attune.pages;

/** The pages of giving, as functions from their views to HTML. Pure. */
public final class GracePages {
  private GracePages() {}

  /** Where Grace begins: whom one could help now. */
  public static String home(Frame frame, GracePage page) {
    return Pages.html(out -> JtegraceGenerated.render(out, Pages.NONE, frame, page));
  }

  /** A customer in Grace: what one may do for them. */
  public static String person(Frame frame, GracePersonPage page) {
    return Pages.html(out -> JtegracePersonGenerated.render(out, Pages.NONE, frame, page));
  }

  /** What became of a choice. */
  public static String done(Frame frame, GestureDonePage page) {
    return Pages.html(out -> JtegraceDoneGenerated.render(out, Pages.NONE, frame, page));
  }

  /** What became of a choice: a piece, put into the page. */
  public static String doneNow(Frame frame, GestureDonePage page) {
    return Pages.html(out -> JtegraceDoneNowGenerated.render(out, Pages.NONE, frame, page));
  }

  /** Many people at once. */
  public static String group(Frame frame, GroupPage page) {
    return Pages.html(out -> JtegraceGroupGenerated.render(out, Pages.NONE, frame, page));
  }

  /** What a phone shows while it cannot reach Attune. */
  public static String offline(Frame frame) {
    return Pages.html(out -> JtegraceOfflineGenerated.render(out, Pages.NONE, frame));
  }

  /** What people saw and Attune did not. */
  public static String missed(Frame frame, MissedPage page) {
    return Pages.html(out -> JtemissedGenerated.render(out, Pages.NONE, frame, page));
  }
}
