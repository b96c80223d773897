/** Files that hold secrets: for a single command on tmpfs, or rendered into a workspace. */
@NullMarked
package io.mcp1password.runner.file;

import org.jspecify.annotations.NullMarked;
