/**
 * The host of the official 1Password core, which is WebAssembly made by wasm-bindgen for Node.js.
 *
 * <p>Chicory's build-time compiler turned the core into class files; this package gives them what
 * they expect of JavaScript: objects, promises, timers, {@code fetch}, random numbers and dates.
 * What each import does is specified by wasm-bindgen and the web's standards (ECMAScript, Fetch,
 * DOM). A core instance is used by one thread only, its {@link io.mcp1password.sdk.core.EventLoop}.
 */
@NullMarked
package io.mcp1password.sdk.core;

import org.jspecify.annotations.NullMarked;
