/** The composition root: command line, wiring, start and stop. */
@NullMarked
package io.mcp1password;

import org.jspecify.annotations.NullMarked;
