package io.mcp1password.runner.process;

import io.mcp1password.runner.redaction.Redactor;
import org.jspecify.annotations.Nullable;

/** What is kept of a child's two outputs, within one limit for both. */
final class ChildOutput {

  private final KeptOutput.Budget budget = new KeptOutput.Budget();
  private final KeptOutput standard;
  private final KeptOutput errors;

  /** Keeps nothing without a redactor. */
  ChildOutput(@Nullable Redactor redactor) {
    standard = new KeptOutput(budget, redactor);
    errors = new KeptOutput(budget, redactor);
  }

  KeptOutput standard() {
    return standard;
  }

  KeptOutput errors() {
    return errors;
  }

  boolean truncated() {
    return budget.exceeded();
  }
}
