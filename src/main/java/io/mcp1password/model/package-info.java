/**
 * The vocabulary: vaults, items, fields, references and secrets, with no dependency on anything
 * else of ours.
 */
@NullMarked
package io.mcp1password.model;

import org.jspecify.annotations.NullMarked;
