/**
 * A stand-in of the 1Password Connect server: the embedded demo, and the server of the integration
 * tests.
 */
@NullMarked
package io.mcp1password.demo;

import org.jspecify.annotations.NullMarked;
