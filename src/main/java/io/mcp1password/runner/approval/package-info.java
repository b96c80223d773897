/**
 * The approval of free-form commands by a person: a page of its own on the loopback interface, the
 * approvals in force, and those remembered in an encrypted file.
 *
 * <p>Start at {@link io.mcp1password.runner.approval.Approvals}.
 */
@NullMarked
package io.mcp1password.runner.approval;

import org.jspecify.annotations.NullMarked;
