/**
 * 1Password for Java: the official SDK's core, hosted in this process, and what can be asked of it.
 *
 * <p>Usable by itself: nothing here depends on the rest of this project.
 */
@NullMarked
package io.mcp1password.sdk;

import org.jspecify.annotations.NullMarked;
