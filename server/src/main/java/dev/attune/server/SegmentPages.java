package dev.attune.server;

import dev.attune.customer.Id;
import dev.attune.engine.Engine;
import dev.attune.engine.Member;
import dev.attune.engine.Page;
import dev.attune.engine.SegmentView;
import dev.attune.engine.Transition;
import dev.attune.pages.Frame;
import dev.attune.pages.Pages;
import dev.attune.pages.Place;
import dev.attune.pages.SegmentPage;
import dev.attune.pages.SegmentsPage;
import dev.attune.pages.Sizes;
import dev.attune.pages.Words;
import dev.attune.playbook.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Segments: how large they are, who is in them, and who came and went. */
final class SegmentPages {
  private static final Access READ = Access.bearer(Scope.READ);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int MOVES = 200;
  private static final int MOVES_SHOWN = 12;
  private static final int SHOWN = 30;
  private static final int DAYS = 60;
  private static final int PIECE = 500;

  private final Engine engine;
  private final Framing framing;
  private final Lore.Keeper lore;
  private final Faces faces;

  SegmentPages(Engine engine, Framing framing, Lore.Keeper lore, Faces faces) {
    this.engine = engine;
    this.framing = framing;
    this.lore = lore;
    this.faces = faces;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Place.SEGMENTS.href(), READ, this::all),
        Route.get("/segments/{name}", READ, this::one),
        Route.get("/segments/{name}/members.csv", READ, this::csv).forPeople());
  }

  private static String href(String segment) {
    return Place.SEGMENTS.href() + "/" + Paths.encoded(segment);
  }

  private Answer all(Request request) {
    Frame frame = framing.of(request);
    Words words = frame.words();
    long customers = engine.progress().customers();
    List<SegmentView> segments = engine.segments();
    SegmentsPage page =
        new SegmentsPage(
            segments.stream().map(each -> row(each, customers, words)).toList(),
            segments.stream().allMatch(SegmentView::complete));
    return Framing.answer(
        request, Pages.segments(frame.at(Place.SEGMENTS, frame.say(Place.SEGMENTS.key())), page));
  }

  private SegmentsPage.Row row(SegmentView segment, long customers, Words words) {
    Page<Transition> newest = engine.transitions(segment.name(), Optional.empty(), MOVES);
    Instant from = words.now().minus(WEEK);
    List<Transition> ofWeek =
        newest.items().stream().filter(each -> each.at().isAfter(from)).toList();
    long entered = ofWeek.stream().filter(Transition::entered).count();
    return new SegmentsPage.Row(
        Labels.plain(segment.name()),
        href(segment.name()),
        lore.now().sentence(Sentence.About.SEGMENT, segment.name(), words),
        segment.size(),
        customers < Words.FEW
            ? ""
            : words.say("segments.share", words.share(segment.size(), customers)),
        entered,
        ofWeek.size() - entered,
        ofWeek.size() == MOVES);
  }

  private SegmentView known(Request request) {
    String name = request.name("name");
    return engine.segments().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            Refusal.absent("no-such-segment", "the playbook has no segment '%s'".formatted(name)));
  }

  private Answer one(Request request) {
    SegmentView segment = known(request);
    Frame frame = framing.of(request);
    Words words = frame.words();
    Page<Member> members = engine.members(segment.name(), request.parameter("cursor"), SHOWN);
    Page<Transition> moves = engine.transitions(segment.name(), Optional.empty(), 500);
    SegmentPage page =
        new SegmentPage(
            Labels.plain(segment.name()),
            href(segment.name()),
            lore.now().sentence(Sentence.About.SEGMENT, segment.name(), words),
            segment.size(),
            sizes(segment, moves, words),
            members.items().stream().map(each -> member(each, segment.name(), words)).toList(),
            members.next().map(next -> href(segment.name()) + "?cursor=" + next),
            moves.items().stream()
                .limit(MOVES_SHOWN)
                .map(each -> move(each, segment.name(), words))
                .toList(),
            href(segment.name()) + "/members.csv");
    return Framing.answer(request, Pages.segment(frame.at(Place.SEGMENTS, page.name()), page));
  }

  private static String why(Id customer, String segment) {
    return Faces.href(customer) + "/why/" + Paths.encoded(segment);
  }

  private SegmentPage.Member member(Member member, String segment, Words words) {
    return new SegmentPage.Member(
        faces.of(member.customer(), words), member.since(), why(member.customer(), segment));
  }

  private SegmentPage.Move move(Transition move, String segment, Words words) {
    return new SegmentPage.Move(
        faces.of(move.customer(), words), move.entered(), move.at(), why(move.customer(), segment));
  }

  /**
   * How large it was at the end of each day, walked back from how large it is: as far as the newest
   * moves reach, and no further.
   */
  private static Sizes sizes(SegmentView segment, Page<Transition> moves, Words words) {
    List<Sizes.Day> days = new ArrayList<>();
    LocalDate today = words.now().atZone(words.zone()).toLocalDate();
    LocalDate earliest =
        moves.next().isPresent() && !moves.items().isEmpty()
            ? day(moves.items().getLast(), words).plusDays(1)
            : today.minusDays(DAYS);
    long size = segment.size();
    int next = 0;
    for (LocalDate day = today;
        !day.isBefore(earliest) && days.size() <= DAYS;
        day = day.minusDays(1)) {
      while (next < moves.items().size() && day(moves.items().get(next), words).isAfter(day)) {
        size += moves.items().get(next).entered() ? -1 : 1;
        next++;
      }
      days.add(new Sizes.Day(day, Math.max(0, size)));
    }
    return new Sizes(days.reversed());
  }

  private static LocalDate day(Transition move, Words words) {
    return move.at().atZone(words.zone()).toLocalDate();
  }

  private Answer csv(Request request) {
    SegmentView segment = known(request);
    Words words = framing.of(request).words();
    return CsvText.streamed(
        "segment-" + segment.name(),
        List.of("customer", "name", "since"),
        ListPages.all(cursor -> engine.members(segment.name(), cursor, PIECE))
            .map(each ->
                List.of(
                    each.customer().toString(),
                    faces.of(each.customer(), words).name(),
                    each.since().toString())));
  }
}
