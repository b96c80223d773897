/** The Model Context Protocol: JSON-RPC, sessions, transports and tools. */
@NullMarked
package io.mcp1password.mcp;

import org.jspecify.annotations.NullMarked;
