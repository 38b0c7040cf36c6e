package dev.attune.pages;

import gg.jte.Content;

/**
 * The small pictures beside words, drawn in one hand: 24 by 24, round lines of 1.75. Their shapes
 * follow Lucide's (ISC, see NOTICE). They never stand alone, so they say nothing themselves.
 */
public enum Icon {
  /** Today: a sun over the horizon. */
  TODAY("M12 3v3M5.6 7.6l1.8 1.8M18.4 7.6l-1.8 1.8M3 16h2M19 16h2M8 16a4 4 0 0 1 8 0M2.5 20h19"),
  /** Customers: two people. */
  CUSTOMERS(
      "M16 20v-1.5a4 4 0 0 0-4-4H6.5a4 4 0 0 0-4 4V20M9.2 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0"
          + " 7ZM21.5 20v-1.5a4 4 0 0 0-3-3.9M15.5 4.2a3.5 3.5 0 0 1 0 6.7"),
  /** Moments: a heart with a beat. */
  MOMENTS(
      "M20.4 13.2c1.4-1.6 1.9-3.4 1.5-5.1A5.2 5.2 0 0 0 12 6.3 5.2 5.2 0 0 0 2.2 8c-.4 2 .3 3.9 1.9"
          + " 5.5L12 21l5-4.7M3.3 12.5h5l1.5-3 3 6 1.6-3h5.6"),
  /** Segments: parts of a round. */
  SEGMENTS("M21 12a9 9 0 1 1-11-8.8V12ZM14 3.2A9 9 0 0 1 20.8 10H14Z"),
  /** Playbook: an open book. */
  PLAYBOOK(
      "M12 6.5v13M12 6.5C10.6 5.2 8.6 4.5 6.2 4.5H3v13.2h3.6c2.2 0 4 .6 5.4 1.8 1.4-1.2 3.2-1.8"
          + " 5.4-1.8H21V4.5h-3.2c-2.4 0-4.4.7-5.8 2Z"),
  /** Something more. */
  PLUS("M12 5v14M5 12h14"),
  /** Sources: what plugs in. */
  SOURCES("M12 21v-4M8 2.5v5M16 2.5v5M18 7.5v4a6 6 0 0 1-12 0v-4Z"),
  /** System: a pulse. */
  SYSTEM("M22 12h-3.5l-3 8.5-6-17-3 8.5H2"),
  /** What was spent: coins. */
  COINS(
      "M9 14.5a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM17.6 9.8a6 6 0 1 1-7.6 7.9M8 6.5h1.2v4M16 14l.6.5-2.2"
          + " 2.9"),
  /** Trust: somebody, and a shield. */
  TRUST(
      "M12 21.5c5-1.8 7.5-4.8 7.5-9V5.6L12 2.8 4.5 5.6v6.9c0 4.2 2.5 7.2 7.5 9ZM9 12l2.2 2.2L15.2 10"),
  /** A record, line by line. */
  AUDIT("M8 6.5h12.5M8 12h12.5M8 17.5h12.5M3.5 6.5h.01M3.5 12h.01M3.5 17.5h.01"),
  /** What is sent out. */
  SEND("M21.5 2.5 10.8 13.2M21.5 2.5 14.7 21.5l-3.9-8.3-8.3-3.9Z"),
  /** Take a copy. */
  COPY(
      "M9 8.5h10.5a1 1 0 0 1 1 1V20a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1ZM4.5 15.5h-1a1 1 0"
          + " 0 1-1-1V4a1 1 0 0 1 1-1H14a1 1 0 0 1 1 1v1"),
  /** Search: a glass. */
  SEARCH("M11 18.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM21 21l-4.7-4.7"),
  /** More: three dots. */
  MORE("M12 12.5h.01M19 12.5h.01M5 12.5h.01"),
  /** Somebody. */
  PERSON("M19 20.5V19a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v1.5M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z"),
  /** Onwards. */
  NEXT("M9 18l6-6-6-6"),
  /** Down, to what is folded in. */
  DOWN("M6 9l6 6 6-6"),
  /** Done. */
  CHECK("M20 6.5 9.5 17 4.5 12"),
  /** Not done. */
  CROSS("M18 6 6 18M6 6l12 12"),
  /** Something to watch. */
  WATCH(
      "M12 9v4M12 16.8h.01M10.3 3.9 2.4 17.5A2 2 0 0 0 4.1 20.5h15.8a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0"
          + " 0 0-3.4 0Z"),
  /** Time that passes. */
  CLOCK("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.2 2"),
  /** Words that were said. */
  SPEECH("M21 11.5a8 8 0 0 1-11.6 7.1L3.5 20.5l1.9-5.7A8 8 0 1 1 21 11.5Z"),
  /** What was given. */
  GIFT(
      "M20 12v8.5H4V12M2.5 7.5h19V12h-19ZM12 20.5v-13M12 7.5H8a2.5 2.5 0 1 1 2.3-3.4L12"
          + " 7.5l1.7-3.4A2.5 2.5 0 1 1 16 7.5Z"),
  /** A code to be read by the camera. */
  SCAN(
      "M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5"
          + " 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16M8 9v6M12 9v6M16 9v6"),
  /** Taken back. */
  UNDO("M8.5 14.5 3.5 9.5l5-5M3.5 9.5H15a5.5 5.5 0 0 1 0 11h-3.5"),
  /** Out of reach. */
  OFFLINE(
      "M3 3l18 18M8.6 15.4a5 5 0 0 1 6.8 0M5.3 12a10 10 0 0 1 4.4-2.4M18.7 12a10 10 0 0 0-3-2M2"
          + " 8.6a15 15 0 0 1 4.2-2.7M22 8.6A15 15 0 0 0 11 5M12 19.2h.01"),
  /** What is aimed at. */
  GOAL(
      "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM12 13a1 1 0 1 0"
          + " 0-2 1 1 0 0 0 0 2Z"),
  /** Taken along: a file. */
  DOWNLOAD("M12 3.5V15M7.5 10.8 12 15.3l4.5-4.5M4 20.5h16"),
  /** Two that are one. */
  LINK(
      "M9.5 14.5a4.5 4.5 0 0 0 6.4 0l3.3-3.3a4.5 4.5 0 0 0-6.4-6.4l-1.4 1.4M14.5 9.5a4.5 4.5 0 0"
          + " 0-6.4 0l-3.3 3.3a4.5 4.5 0 0 0 6.4 6.4l1.4-1.4"),
  /** Signed out. */
  LEAVE(
      "M9.5 20.5H5a1.5 1.5 0 0 1-1.5-1.5V5A1.5 1.5 0 0 1 5 3.5h4.5M16 16.5l4.5-4.5L16 7.5M20.5"
          + " 12H9");

  private final String path;

  Icon(String path) {
    this.path = path;
  }

  /** As part of a page. */
  public Content svg() {
    return new Markup()
        .open(
            "svg",
            "class",
            "icon",
            "viewBox",
            "0 0 24 24",
            "aria-hidden",
            "true",
            "focusable",
            "false")
        .leaf("path", "d", path)
        .close("svg");
  }
}
