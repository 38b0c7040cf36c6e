/**
 * What the world sees of Attune: HTTP intake, the API, and the command line.
 *
 * <pre>
 *   SDKs, files ──► HttpHost ──► Router ──► Intake ──► engine: journal, then 200
 *   people      ──► HttpHost ──► Router ──► *Api   ──► engine: reads
 *   commands    ──► Client: over HTTP where a server runs, else the same Router in this process
 * </pre>
 *
 * <p>Every route says who may use it ({@link dev.attune.server.Access}); every refusal is a problem
 * with a stable code ({@link dev.attune.server.Refusal}). Start reading at {@link
 * dev.attune.server.AttuneServer}, then {@code Router}; for commands at {@link
 * dev.attune.server.Main}.
 */
@NullMarked
package dev.attune.server;

import org.jspecify.annotations.NullMarked;
