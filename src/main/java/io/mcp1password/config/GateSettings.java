package io.mcp1password.config;

/**
 * Which gates the operator opened at start-up.
 *
 * @param unrestrictedScriptRunner implies {@code scriptRunner}
 */
public record GateSettings(
    boolean secretReveal,
    boolean writes,
    boolean destructiveActions,
    boolean permissionMutation,
    boolean scriptRunner,
    boolean unrestrictedScriptRunner,
    boolean unrestrictedRunner) {

  /** Every gate closed. */
  public static final GateSettings CLOSED =
      new GateSettings(false, false, false, false, false, false, false);

  /** Every gate open. */
  public static final GateSettings OPEN =
      new GateSettings(true, true, true, true, true, true, true);

  public GateSettings {
    scriptRunner = scriptRunner || unrestrictedScriptRunner;
  }
}
