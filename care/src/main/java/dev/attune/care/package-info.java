/**
 * What may be given: which options fit a customer and a moment, in which order they are offered,
 * and whether somebody is trusted with one of them. Pure functions over what the host has counted.
 */
@NullMarked
package dev.attune.care;

import org.jspecify.annotations.NullMarked;
