package dev.attune.pages;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/**
 * Markup that is written by code, such as a picture. Every text and value is escaped on its way in;
 * only names of elements and attributes, which are ours, are not.
 */
final class Markup implements Content {
  private final StringBuilder text = new StringBuilder();

  /** Opens an element with alternating names and values of attributes. */
  Markup open(String element, Object... attributes) {
    tag(element, attributes);
    text.append('>');
    return this;
  }

  /** An element with nothing in it. */
  Markup leaf(String element, Object... attributes) {
    tag(element, attributes);
    text.append("/>");
    return this;
  }

  /** An element with only a text in it. */
  Markup line(String element, String inside, Object... attributes) {
    return open(element, attributes).say(inside).close(element);
  }

  Markup close(String element) {
    text.append("</").append(element).append('>');
    return this;
  }

  /** A text between elements. */
  Markup say(String inside) {
    escape(inside);
    return this;
  }

  private void tag(String element, Object... attributes) {
    text.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      escape(value(attributes[i + 1]));
      text.append('"');
    }
  }

  /** Numbers short: a picture has many, and a tenth of a pixel is fine enough. */
  static String value(Object value) {
    if (value instanceof Double number) {
      long tenths = Math.round(number * 10);
      return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10.0 + "";
    }
    return value.toString();
  }

  private void escape(String plain) {
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        default -> text.append(c);
      }
    }
  }

  @Override
  public void writeTo(TemplateOutput output) {
    output.writeContent(text.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
