package dev.attune.pages;

import java.util.Locale;

/** A part of Attune that can be gone to from everywhere. */
public enum Place {
  /** Who needs us now. */
  TODAY("/today", Icon.TODAY),
  /** What may be done for somebody. */
  GRACE("/grace", Icon.GIFT),
  /** Finding somebody. */
  CUSTOMERS("/customers", Icon.CUSTOMERS),
  /** When somebody is vulnerable, or open to delight. */
  MOMENTS("/moments", Icon.MOMENTS),
  /** Conditions over customers. */
  SEGMENTS("/segments", Icon.SEGMENTS),
  /** What the company cares about. */
  PLAYBOOK("/playbook", Icon.PLAYBOOK),
  /** Where signals come from. */
  SOURCES("/sources", Icon.SOURCES),
  /** What was given, and what came of it. */
  SPENDING("/spending", Icon.COINS),
  /** Who works here, and with what they are trusted. */
  PEOPLE("/people", Icon.TRUST),
  /** Who did what. */
  AUDIT("/audit", Icon.AUDIT),
  /** The other systems that are told. */
  WEBHOOKS("/webhooks", Icon.SEND),
  /** How the program fares. */
  SYSTEM("/system", Icon.SYSTEM);

  private final String href;
  private final Icon icon;

  Place(String href, Icon icon) {
    this.href = href;
    this.icon = icon;
  }

  /** Its address. */
  public String href() {
    return href;
  }

  /** Its picture. */
  public Icon icon() {
    return icon;
  }

  /** The key of its name among the words. */
  public String key() {
    return "place." + name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is about customers and so in the bar itself; the others are behind one more. */
  public boolean isInBar() {
    return compareTo(SOURCES) < 0;
  }

  /** Whether it has its own tab on a phone; the others are behind one more. */
  public boolean isTab() {
    return this == TODAY || this == GRACE || this == CUSTOMERS || this == MOMENTS;
  }
}
