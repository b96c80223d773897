/** The service and a Connect server, each in a container, on a private network. */
@NullMarked
package io.mcp1password.container;

import org.jspecify.annotations.NullMarked;
