/** What the command runner may start, and where: the allowlists that the operator names. */
@NullMarked
package io.mcp1password.runner.allowlist;

import org.jspecify.annotations.NullMarked;
