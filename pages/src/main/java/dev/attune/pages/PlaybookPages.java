package dev.attune.pages;

import java.util.List;

/** The pages about the playbook, as functions from their views to HTML. Pure. */
public final class PlaybookPages {
  private PlaybookPages() {}

  /** What the company cares about. */
  public static String rules(Frame frame, PlaybookPage page) {
    return Pages.html(out -> JteplaybookGenerated.render(out, Pages.NONE, frame, page));
  }

  /** One rule as a form. */
  public static String form(Frame frame, RuleFormPage page) {
    return Pages.html(out -> JteruleFormGenerated.render(out, Pages.NONE, frame, page));
  }

  /** What is said of a form while it is filled in: a piece, put into the page. */
  public static String told(Frame frame, RuleFormPage page) {
    return Pages.html(out -> JteruleToldGenerated.render(out, Pages.NONE, frame, page));
  }

  /** Rules that are ready to be taken. */
  public static String library(Frame frame, LibraryPage page) {
    return Pages.html(out -> JtelibraryGenerated.render(out, Pages.NONE, frame, page));
  }

  /** Those that were drafted from what was seen: a piece, put into the page. */
  public static String librarySeen(Frame frame, List<LibraryPage.Item> seen) {
    return Pages.html(out -> JtelibrarySeenGenerated.render(out, Pages.NONE, frame, seen));
  }

  /** The playbook as text. */
  public static String text(Frame frame, PlaybookTextPage page) {
    return Pages.html(out -> JteplaybookTextGenerated.render(out, Pages.NONE, frame, page));
  }

  /** What is said of the text while it is written: a piece, put into the page. */
  public static String textTold(Frame frame, PlaybookTextPage page) {
    return Pages.html(out -> JtetextToldGenerated.render(out, Pages.NONE, frame, page));
  }

  /** What differs, and what can be done with it. */
  public static String difference(Frame frame, DifferencePage page) {
    return Pages.html(out -> JtedifferenceGenerated.render(out, Pages.NONE, frame, page));
  }

  /** Every version. */
  public static String history(Frame frame, HistoryPage page) {
    return Pages.html(out -> JtehistoryGenerated.render(out, Pages.NONE, frame, page));
  }

  /** What a playbook would have noticed. */
  public static String rehearsal(Frame frame, RehearsalPage page) {
    return Pages.html(out -> JterehearsalGenerated.render(out, Pages.NONE, frame, page));
  }

  /** The same without what is around it: a piece, put into the page. */
  public static String rehearsalNow(Frame frame, RehearsalPage page) {
    return Pages.html(out -> JterehearsalNowGenerated.render(out, Pages.NONE, frame, page));
  }
}
