/** The guards of the web server: bearer token, Host and Origin, limits, on every path. */
@NullMarked
package io.mcp1password.http;

import org.jspecify.annotations.NullMarked;
