package io.mcp1password.runner.process;

import io.mcp1password.runner.redaction.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The masked beginning of one output; what does not fit any more is thrown away. */
final class KeptOutput {

  /** What is left for both outputs together. */
  static final class Budget {

    private int left = ChildCommand.OUTPUT_LIMIT;
    private boolean exceeded;

    private int take(int wanted) {
      int taken = Math.min(wanted, left);
      left -= taken;
      exceeded |= taken < wanted;
      return taken;
    }

    boolean exceeded() {
      return exceeded;
    }
  }

  private final Budget budget;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final @Nullable OutputStream masking;

  /** Keeps nothing without a redactor. */
  KeptOutput(Budget budget, @Nullable Redactor redactor) {
    this.budget = budget;
    this.masking = redactor == null ? null : redactor.open(new Bounded());
  }

  void take(byte[] bytes) {
    if (masking == null || budget.exceeded()) {
      return;
    }
    try {
      masking.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text that was kept; there is no more to come. */
  String text() {
    try {
      if (masking != null) {
        masking.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kept.toString(StandardCharsets.UTF_8);
  }

  /** Takes masked bytes as far as the budget goes. */
  private final class Bounded extends OutputStream {

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      kept.write(bytes, offset, budget.take(length));
    }
  }
}
