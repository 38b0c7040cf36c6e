package dev.attune.server;

import dev.attune.engine.AdoptedMeanwhile;
import dev.attune.engine.Version;
import dev.attune.pages.ChangeRow;
import dev.attune.pages.Frame;
import dev.attune.pages.HistoryPage;
import dev.attune.pages.PlaybookPages;
import dev.attune.playbook.Differences;
import dev.attune.playbook.Edits;
import dev.attune.playbook.Said;
import dev.attune.playbook.Tongue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Every version of the playbook, and going back to one: an adoption like any other. */
final class HistoryPages {
  private static final int NAMED = 3;
  private static final int SHOWN = 50;

  private final Drafting drafting;

  HistoryPages(Drafting drafting) {
    this.drafting = drafting;
  }

  List<Route> routes() {
    Access editors = Drafting.EDITORS;
    return List.of(
        Route.get("/playbook/history", editors, request -> show(request, 200, Optional.empty())),
        Route.get(
            "/playbook/history/{version}",
            editors,
            request -> show(request, 200, Optional.of(named(request)))),
        Route.post("/playbook/history/{version}", editors, this::rollBack));
  }

  private Version named(Request request) {
    String number = request.name("version");
    return drafting.engine().versions().stream()
        .filter(version -> Integer.toString(version.number()).equals(number))
        .findFirst()
        .orElseThrow(
            () -> Refusal.absent("no-such-version", "there is no version '%s'".formatted(number)));
  }

  private Answer show(Request request, int status, Optional<Version> chosen) {
    Frame frame = drafting.frame(request, "history.title");
    List<Version> versions = drafting.engine().versions();
    List<HistoryPage.Version> rows =
        IntStream.range(0, Math.min(SHOWN, versions.size()))
            .mapToObj(index -> row(versions, index))
            .toList();
    String notice =
        request
            .parameter("adopted")
            .filter(number -> number.matches("\\d{1,9}"))
            .map(number -> frame.say("history.adopted", Integer.valueOf(number)))
            .orElse("");
    HistoryPage page =
        new HistoryPage(
            drafting.about(request),
            rows,
            chosen.map(version -> chosen(versions, version, Labels.tongue(frame.words()))),
            notice);
    return Framing.answer(request, status, PlaybookPages.history(frame, page));
  }

  private static HistoryPage.Version row(List<Version> versions, int index) {
    Version version = versions.get(index);
    List<String> changed =
        index + 1 < versions.size()
            ? names(versions.get(index + 1).text(), version.text())
            : List.of();
    int sameAs =
        versions.subList(index + 1, versions.size()).stream()
            .filter(other -> other.text().equals(version.text()))
            .mapToInt(Version::number)
            .min()
            .orElse(0);
    return new HistoryPage.Version(
        version.number(),
        version.who(),
        version.at(),
        sameAs,
        changed.stream().limit(NAMED).toList(),
        Math.max(0, changed.size() - NAMED));
  }

  /** What people call the rules that differ. */
  private static List<String> names(String before, String after) {
    Optional<Said.Words> first = Edits.read(before);
    Optional<Said.Words> second = Edits.read(after);
    if (first.isEmpty() || second.isEmpty()) {
      return List.of();
    }
    return Differences.between(before, after).stream()
        .map(each -> {
          String title = Drafting.title(second.get(), each.section(), each.name());
          return title.equals(each.name())
              ? Drafting.title(first.get(), each.section(), each.name())
              : title;
        })
        .toList();
  }

  private static HistoryPage.Chosen chosen(List<Version> versions, Version version, Tongue tongue) {
    int index = versions.indexOf(version);
    List<ChangeRow> changed =
        index + 1 < versions.size()
            ? Drafting.rows(versions.get(index + 1).text(), version.text(), tongue)
            : List.of();
    List<ChangeRow> back =
        index == 0 ? List.of() : Drafting.rows(versions.getFirst().text(), version.text(), tongue);
    return new HistoryPage.Chosen(row(versions, index), changed, back);
  }

  private Answer rollBack(Request request) {
    Version wanted = named(request);
    int basedOn = Typed.of(request).number("basedOn", Integer.MAX_VALUE);
    try {
      Version version =
          drafting.engine().adopt(wanted.text(), drafting.who(request), OptionalInt.of(basedOn));
      return Framing.to("/playbook/history?adopted=" + version.number());
    } catch (AdoptedMeanwhile e) {
      return show(request, 409, Optional.of(wanted));
    }
  }
}
