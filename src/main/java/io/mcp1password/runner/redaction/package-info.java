/**
 * Masks secrets in streams of bytes, also where they are encoded, wrapped or cut into chunks.
 *
 * <p>A stream is looked at in several {@linkplain io.mcp1password.runner.redaction.View views},
 * each of which takes back one kind of writing (percent-encoding, JSON's escapes, line wrapping);
 * one automaton looks for the same patterns in all of them.
 */
@NullMarked
package io.mcp1password.runner.redaction;

import org.jspecify.annotations.NullMarked;
