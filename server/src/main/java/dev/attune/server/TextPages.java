package dev.attune.server;

import dev.attune.pages.Frame;
import dev.attune.pages.PlaybookPages;
import dev.attune.pages.PlaybookTextPage;
import dev.attune.playbook.PlaybookReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The playbook as text: kept as it is written, whatever is wrong with it. */
final class TextPages {
  private final Drafting drafting;

  TextPages(Drafting drafting) {
    this.drafting = drafting;
  }

  List<Route> routes() {
    Access editors = Drafting.EDITORS;
    return List.of(
        Route.get("/playbook/text", editors, this::show),
        Route.post("/playbook/text", editors, this::save),
        // While one types; nobody but them ever sees it before they adopt it.
        Route.post("/playbook/text/check", editors, this::check).never());
  }

  private Answer show(Request request) {
    String text = drafting.draft(request).text();
    return answer(request, 200, text, hash(text), false);
  }

  private Answer save(Request request) {
    Typed typed = Typed.of(request);
    String text = text(request, typed);
    return keep(request, typed, text)
        ? Framing.to("/playbook/text")
        : answer(request, 409, text, hash(drafting.draft(request).text()), true);
  }

  /** What is said while somebody writes; the draft is kept on the way. */
  private Answer check(Request request) {
    Typed typed = Typed.of(request);
    String text = text(request, typed);
    boolean isKept = keep(request, typed, text);
    Frame frame = drafting.frame(request, "text.title");
    String was = isKept ? hash(text) : typed.of("was");
    return Framing.answer(
        request, PlaybookPages.textTold(frame, page(request, text, was, !isKept)));
  }

  /** Keeps it, unless the draft was changed elsewhere since this text began. */
  private boolean keep(Request request, Typed typed, String text) {
    Drafts.Draft draft = drafting.draft(request);
    if (text.equals(draft.text())) {
      return true;
    }
    boolean isSame = typed.of("was").equals(hash(draft.text()));
    if (isSame) {
      drafting.drafts().keep(drafting.owner(request), draft.basedOn(), text);
    }
    return isSame;
  }

  /** With ends of lines as the draft has them: browsers send each as two characters. */
  private String text(Request request, Typed typed) {
    boolean isWide = drafting.draft(request).text().contains("\r\n");
    String plain = typed.of("text").replace("\r\n", "\n");
    String text = isWide ? plain.replace("\n", "\r\n") : plain;
    if (text.length() > PlaybookReader.LONGEST) {
      throw Refusal.tooLarge("a playbook has at most %d bytes".formatted(PlaybookReader.LONGEST));
    }
    return text;
  }

  private Answer answer(Request request, int status, String text, String was, boolean isElsewhere) {
    Frame frame = drafting.frame(request, "text.title");
    return Framing.answer(
        request, status, PlaybookPages.text(frame, page(request, text, was, isElsewhere)));
  }

  private PlaybookTextPage page(Request request, String text, String was, boolean isElsewhere) {
    return new PlaybookTextPage(
        drafting.about(request),
        text,
        was,
        drafting.problems(text, Labels.tongue(drafting.words(request))),
        isElsewhere);
  }

  /** Tells one text from another. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
