/** A proxy that damages what passes through it, to be put between the service and Connect. */
@NullMarked
package io.mcp1password.proxy;

import org.jspecify.annotations.NullMarked;
