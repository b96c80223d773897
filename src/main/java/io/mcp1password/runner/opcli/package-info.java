/** How commands are signed in to the 1Password command line, and what else they inherit. */
@NullMarked
package io.mcp1password.runner.opcli;

import org.jspecify.annotations.NullMarked;
