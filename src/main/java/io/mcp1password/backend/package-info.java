/** The port to 1Password: what the product asks of a backend, and how a backend fails. */
@NullMarked
package io.mcp1password.backend;

import org.jspecify.annotations.NullMarked;
