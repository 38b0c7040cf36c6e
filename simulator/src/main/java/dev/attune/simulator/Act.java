package dev.attune.simulator;

import dev.attune.customer.Content;

/**
 * Something a customer does or that happens to them, before it is written as a message.
 *
 * @param at milliseconds since 1970
 * @param order tells acts of one making apart
 * @param named whether the sender knew who they are; otherwise only the device is known
 */
record Act(long at, int order, Sender sender, Device device, boolean named, Content content) {
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
