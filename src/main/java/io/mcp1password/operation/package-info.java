/**
 * The mechanism behind every surface: one declaration becomes a tool, an endpoint, their schemas,
 * gate, acknowledgement and audit record.
 */
@NullMarked
package io.mcp1password.operation;

import org.jspecify.annotations.NullMarked;
