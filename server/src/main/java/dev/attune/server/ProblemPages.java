package dev.attune.server;

import dev.attune.customer.Data;
import dev.attune.pages.Frame;
import dev.attune.pages.Pages;
import dev.attune.pages.ProblemPage;
import dev.attune.wire.Json;
import java.util.Optional;

/** Shows a browser a page where a program would read a problem. */
final class ProblemPages {
  private final Framing framing;

  ProblemPages(Framing framing) {
    this.framing = framing;
  }

  /** The answer as whoever asked can read it. */
  Answer shown(Request request, Answer answer) {
    if (!answer.contentType().equals(Answer.PROBLEM) || !isForPerson(request)) {
      return answer;
    }
    Frame frame = framing.ofAnyone(request);
    Data problem = Json.read(answer.body());
    ProblemPage page =
        new ProblemPage(
            answer.status(),
            answer.status() == 404 ? Optional.empty() : Optional.ofNullable(problem.text("detail")),
            answer.status() >= 500);
    Answer shown =
        Framing.answer(
            request, answer.status(), Pages.problem(frame.called(page.title(frame)), page));
    for (var header : answer.headers().entrySet()) {
      shown = shown.with(header.getKey(), header.getValue());
    }
    return shown;
  }

  private static boolean isForPerson(Request request) {
    return request.header("accept").filter(all -> all.contains("text/html")).isPresent()
        && !Paths.isForPrograms(request.path());
  }
}
