package dev.attune.playbook;

/**
 * A condition over customers, true or not of each at every instant.
 *
 * @param index its place in {@link Playbook#segments()}
 */
public record Segment(int index, String name, Condition condition) {}
