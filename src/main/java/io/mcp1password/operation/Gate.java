package io.mcp1password.operation;

import io.mcp1password.config.GateSettings;
import java.util.function.Predicate;

/**
 * A switch that only the operator can turn, at start-up.
 *
 * @param flag the command-line flag that opens it
 * @param closedNote what to tell a caller who meets it closed, and what to use instead
 * @param open reads its state
 */
public record Gate(String flag, String closedNote, Predicate<GateSettings> open) {

  /** The refusal of a call that meets the gate closed. */
  String refusal() {
    return closedNote + " The operator opens this at start-up with " + flag + "=true.";
  }
}
