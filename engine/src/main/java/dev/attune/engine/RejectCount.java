package dev.attune.engine;

/** How many messages of a source were refused for a reason, ever. */
public record RejectCount(String source, String reason, long count) {}
