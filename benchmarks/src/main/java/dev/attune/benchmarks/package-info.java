/**
 * Measures what is claimed: one bench for each claim of docs/performance.md.
 *
 * <p>{@code ./attune bench NAME} runs one; by default it ends within three minutes, {@code --full}
 * is the claim's size. Every bench prints its warm-up, runs, spread and the machine's load, and
 * ends with one line a claim. Start reading at {@link dev.attune.benchmarks.Main}.
 */
@NullMarked
package dev.attune.benchmarks;

import org.jspecify.annotations.NullMarked;
