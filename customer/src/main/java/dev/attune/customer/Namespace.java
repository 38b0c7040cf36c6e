package dev.attune.customer;

/** Who gave an id: the company, or a device on its own. User ids sort before anonymous ones. */
public enum Namespace {
  /** The company's own id for a person it knows. */
  USER,
  /** An id that a browser, a phone or a till made up before anybody said who it was. */
  ANONYMOUS
}
