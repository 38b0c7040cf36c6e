package dev.attune.simulator;

import dev.attune.customer.Content;

/**
 * Something a customer does or that happens to them, before it is written as a message.
 *
 * @param at milliseconds since 1970
 * @param order tells acts of one making apart
 * @param name what the sender knew them as
 */
record Act(long at, int order, Sender sender, Device device, Name name, Content content) {
  /** Under which user id it was sent. */
  enum Name {
    /** None; only the device is known. */
    NOBODY,
    /** Their own. */
    CUSTOMER,
    /** The one the shop gave them when they ordered without signing in. */
    GUEST
  }

  /** Which of the customer's devices sent it. */
  enum Device {
    /** None: a system of the company's. */
    NONE,
    BROWSER,
    PHONE,
    /** Shared at home. */
    HOUSEHOLD
  }
}
