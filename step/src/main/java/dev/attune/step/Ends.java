package dev.attune.step;

/** What the end of a goal's instance touches. */
record Ends(Counting counting, Watches watches, Effects effects) {}
