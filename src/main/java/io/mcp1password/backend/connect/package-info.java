/** The backend that talks to a 1Password Connect server over REST. */
@NullMarked
package io.mcp1password.backend.connect;

import org.jspecify.annotations.NullMarked;
