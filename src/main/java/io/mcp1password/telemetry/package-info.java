/** What the service measures of itself, as MicroProfile metrics. */
@NullMarked
package io.mcp1password.telemetry;

import org.jspecify.annotations.NullMarked;
