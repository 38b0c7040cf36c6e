/**
 * Who works with Attune: people with their roles, how they sign in, and the sessions they have.
 *
 * <pre>
 *   name, password ── SignIn ──► Delays: may it be tried now? ──► People: is it theirs? ──► Sessions ──► a secret for the cookie
 *   one-time link  ── People ──► a password of their own, and the link is used up
 *   cookie's secret ── Sessions ──► the session, if it lives ── People ──► the person, as they are now
 * </pre>
 *
 * <p>What is secret (passwords, links, sessions) is kept as a hash. What is kept goes through
 * {@link dev.attune.people.Records}; everything is read from memory. Start reading at {@link
 * dev.attune.people.Person}, then {@link dev.attune.people.SignIn}.
 */
@NullMarked
package dev.attune.people;

import org.jspecify.annotations.NullMarked;
