/**
 * The words everything else speaks: what a signal is, what a customer is, what follows from them.
 *
 * <p>Records and sealed interfaces, and nothing that acts: no clock, no input or output, no library
 * but the JDK and JSpecify's annotations (INV-002). Every other module depends on this one, and
 * this one depends on none.
 */
@NullMarked
package dev.attune.customer;

import org.jspecify.annotations.NullMarked;
