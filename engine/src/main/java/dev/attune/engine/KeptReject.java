package dev.attune.engine;

/** A reject and the id under which it can be asked for. */
public record KeptReject(String id, Reject reject) {}
