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

  static String html(Consumer<HtmlTemplateOutput> template) {
    StringOutput text = new StringOutput(16 * 1024);
    template.accept(new OwaspHtmlTemplateOutput(text));
    return text.toString();
  }
}
