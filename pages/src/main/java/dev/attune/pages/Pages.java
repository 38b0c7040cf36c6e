package dev.attune.pages;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.function.Consumer;

/** Every page there is, as a function from its view to HTML. Pure. */
public final class Pages {
  /** Templates call one only where elements are named in the build; none are. */
  static final HtmlInterceptor NONE =
      new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(
            String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
      };

  private Pages() {}

  /** Where people sign in. */
  public static String signIn(Frame frame, SignInPage page) {
    return html(out -> JtesignInGenerated.render(out, NONE, frame, page));
  }

  /** Why there is no page. */
  public static String problem(Frame frame, ProblemPage page) {
    return html(out -> JteproblemGenerated.render(out, NONE, frame, page));
  }

  /** Who needs us now. */
  public static String today(Frame frame, TodayPage page) {
    return html(out -> JtetodayGenerated.render(out, NONE, frame, page));
  }

  /** Somebody. */
  public static String customer(Frame frame, CustomerPage page) {
    return html(out -> JtecustomerGenerated.render(out, NONE, frame, page));
  }

  /** What follows in a timeline, to be put behind what is shown. */
  public static String timeline(Frame frame, Timeline timeline) {
    return html(out -> JtetimelineGenerated.render(out, NONE, frame, timeline));
  }

  /** That more of somebody is known by now, to be put above what is read. */
  public static String customerNews(Frame frame, CustomerNews news) {
    return html(out -> JtecustomerNewsGenerated.render(out, NONE, frame, news));
  }

  /** Finding somebody. */
  public static String customers(Frame frame, CustomersPage page) {
    return html(out -> JtecustomersGenerated.render(out, NONE, frame, page));
  }

  /** Why somebody is, or is not. */
  public static String why(Frame frame, WhyPage page) {
    return html(out -> JtewhyPageGenerated.render(out, NONE, frame, page));
  }

  /** Moments. */
  public static String moments(Frame frame, MomentsPage page) {
    return html(out -> JtemomentsGenerated.render(out, NONE, frame, page));
  }

  /** One moment. */
  public static String moment(Frame frame, MomentPage page) {
    return html(out -> JtemomentPageGenerated.render(out, NONE, frame, page));
  }

  /** That there is something new, to be put above what is read. */
  public static String news(Frame frame, News news) {
    return html(out -> JtenewsGenerated.render(out, NONE, frame, news));
  }

  /** The segments. */
  public static String segments(Frame frame, SegmentsPage page) {
    return html(out -> JtesegmentsGenerated.render(out, NONE, frame, page));
  }

  /** One segment. */
  public static String segment(Frame frame, SegmentPage page) {
    return html(out -> JtesegmentGenerated.render(out, NONE, frame, page));
  }

  /** Where signals come from. */
  public static String sources(Frame frame, SourcesPage page) {
    return html(out -> JtesourcesGenerated.render(out, NONE, frame, page));
  }

  /** One source. */
  public static String source(Frame frame, SourcePage page) {
    return html(out -> JtesourceGenerated.render(out, NONE, frame, page));
  }

  /** What a source says now, to be put into its page. */
  public static String heard(Frame frame, SourcePage page) {
    return html(out -> JteheardGenerated.render(out, NONE, frame, page));
  }

  /** A file on its way in. */
  public static String importing(Frame frame, ImportPage page) {
    return html(out -> JteimportGenerated.render(out, NONE, frame, page));
  }

  /** How far a file is, to be put into its page. */
  public static String importNow(Frame frame, ImportPage page) {
    return html(out -> JteimportNowGenerated.render(out, NONE, frame, page));
  }

  /** How the program fares. */
  public static String system(Frame frame, SystemPage page) {
    return html(out -> JtesystemGenerated.render(out, NONE, frame, page));
  }

  static String html(Consumer<HtmlTemplateOutput> template) {
    StringOutput text = new StringOutput(16 * 1024);
    template.accept(new OwaspHtmlTemplateOutput(text));
    return text.toString();
  }
}
