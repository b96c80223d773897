/** Benchmarks, each with a main method; the scripts in {@code bench/} run them. */
@NullMarked
package io.mcp1password.bench;

import org.jspecify.annotations.NullMarked;
