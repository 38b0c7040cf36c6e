/**
 * What the tests of every module speak: small languages and oracles, of production quality.
 *
 * <ul>
 *   <li>{@link dev.attune.testkit.Story} plays signals and time against a step, and decides
 *       everything twice;
 *   <li>{@link dev.attune.testkit.Recount} says what must stand, by counting everything anew at
 *       every instant: slow, plain, and written from the definitions alone;
 *   <li>{@link dev.attune.testkit.Histories} makes up histories in which edges, ties and late
 *       arrivals are common, {@link dev.attune.testkit.Arrivals} what happens to a host;
 *   <li>{@link dev.attune.testkit.HostContract} holds every host to the recount, a whole {@link
 *       dev.attune.testkit.Town} of histories at a time.
 * </ul>
 */
@NullMarked
package dev.attune.testkit;

import org.jspecify.annotations.NullMarked;
