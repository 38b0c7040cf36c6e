/**
 * Holds the whole program against its promises.
 *
 * <pre>
 *   ArchitectureTest   the code: who may depend on whom, who may print, what is pure
 *   *IT                the program, as its own process:
 *
 *     test ──HTTP──► attune serve ──► data directory
 *       └── SIGKILL, full disk, 503 in between, files cut off at the last sync
 * </pre>
 *
 * <p>Start reading at {@code ServerProcess}. Tests that need a program or a data set that is not
 * there are skipped and say how to get it.
 */
@NullMarked
package dev.attune.verification;

import org.jspecify.annotations.NullMarked;
