/**
 * Child processes in a group of their own: started without a shell, with exactly the environment
 * that is given, and never outliving the time that they have.
 */
@NullMarked
package io.mcp1password.runner.process;

import org.jspecify.annotations.NullMarked;
