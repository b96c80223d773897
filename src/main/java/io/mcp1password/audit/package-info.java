/**
 * The audit log: hash-chained JSON lines, written before a caller gets an answer, and their
 * verification.
 */
@NullMarked
package io.mcp1password.audit;

import org.jspecify.annotations.NullMarked;
