/**
 * Typed settings, read from flags and the environment and checked as a whole before anything
 * starts.
 */
@NullMarked
package io.mcp1password.config;

import org.jspecify.annotations.NullMarked;
