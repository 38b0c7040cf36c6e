package dev.attune.engine;

/**
 * A segment and how many are in it.
 *
 * @param complete whether every customer was looked at since the playbook was adopted; until then
 *     the size is only what is known so far
 */
public record SegmentView(String name, String condition, long size, boolean complete) {}
