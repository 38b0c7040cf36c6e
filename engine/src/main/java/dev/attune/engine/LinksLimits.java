package dev.attune.engine;

/**
 * Beyond what an id cannot be one person's. Each is a property of the signals alone, so that the
 * order of arrival plays no part.
 *
 * @param users a device seen under more of them joins nobody, for ever; cut sightings count
 * @param runs a device that changed hands more often joins nobody, for ever; cut sightings count
 * @param ids an id that words pair with more others joins nobody by words, for ever; user ids (or
 *     devices) that words join in a larger set are not joined by words while the set is that large
 */
record LinksLimits(int users, int runs, int ids) {
  static final LinksLimits USUAL = new LinksLimits(50, 4096, 1000);
}
