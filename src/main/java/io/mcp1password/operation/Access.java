package io.mcp1password.operation;

import io.mcp1password.config.GateSettings;
import io.mcp1password.model.Scope;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operation may do, and with that every rule about who may call it and how. */
public enum Access {
  /** Reads what is not secret. */
  READ(Scope.READ, null, null, true, false),

  /** Adds or changes data. */
  WRITE(
      Scope.WRITE,
      new Gate("--enable-writes", "Writing is turned off.", GateSettings::writes),
      null,
      false,
      false),

  /** Deletes or archives data. */
  DESTRUCTIVE(
      Scope.DESTRUCTIVE,
      new Gate(
          "--enable-destructive-actions",
          "Deleting and archiving are turned off.",
          GateSettings::destructiveActions),
      new Acknowledgement("acknowledgeDestructive", "I_UNDERSTAND_THIS_CAN_DELETE_1PASSWORD_DATA"),
      false,
      true),

  /** Changes who may do what. */
  PERMISSION(
      Scope.PERMISSIONS,
      new Gate(
          "--enable-permission-mutation",
          "Changing permissions is turned off.",
          GateSettings::permissionMutation),
      new Acknowledgement(
          "acknowledgePermissionMutation", "I_UNDERSTAND_THIS_CAN_CHANGE_1PASSWORD_PERMISSIONS"),
      false,
      true),

  /** Returns the plaintext of a stored secret. */
  REVEAL(
      Scope.REVEAL,
      new Gate(
          "--enable-secret-reveal",
          "Revealing secrets is turned off; give the secret to a program with op_script_run where"
              + " that is offered, or use password_read without reveal or secret_reference_check,"
              + " which tell everything but the value.",
          GateSettings::secretReveal),
      new Acknowledgement("acknowledgePlaintext", "I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT"),
      true,
      false),

  /** Makes a new secret and returns its plaintext. */
  GENERATE(
      Scope.READ,
      null,
      new Acknowledgement(
          "acknowledgePlaintext", "I_UNDERSTAND_THIS_RETURNS_GENERATED_SECRET_PLAINTEXT"),
      true,
      false),

  /** Tells which commands are allowlisted. */
  LIST_COMMANDS(Scope.RUN, Gates.SCRIPT_RUNNER, null, true, false),

  /** Starts an allowlisted command, or manages what is allowlisted. */
  RUN(Scope.RUN, Gates.SCRIPT_RUNNER, null, false, true),

  /** Starts any command. */
  RUN_UNRESTRICTED(
      Scope.RUN,
      new Gate(
          "--enable-unrestricted-runner",
          "The unrestricted runner is turned off.",
          GateSettings::unrestrictedRunner),
      null,
      false,
      true);

  /** The gates that more than one access has in front. */
  private static final class Gates {
    static final Gate SCRIPT_RUNNER =
        new Gate(
            "--enable-script-runner",
            "The script runner is turned off.",
            GateSettings::scriptRunner);
  }

  /** The name of the argument in which the caller says why. */
  public static final String REASON = "reason";

  /** The least characters of a reason. */
  public static final int REASON_MIN = 3;

  /** The most characters of a reason. */
  public static final int REASON_MAX = 500;

  private final Scope scope;
  private final @Nullable Gate gate;
  private final @Nullable Acknowledgement acknowledgement;
  private final boolean readOnly;
  private final boolean destructive;

  Access(
      Scope scope,
      @Nullable Gate gate,
      @Nullable Acknowledgement acknowledgement,
      boolean readOnly,
      boolean destructive) {
    this.scope = scope;
    this.gate = gate;
    this.acknowledgement = acknowledgement;
    this.readOnly = readOnly;
    this.destructive = destructive;
  }

  /**
   * What an access token must grant. A generated password is nobody's secret yet, so that it takes
   * no more than the least.
   */
  public Scope scope() {
    return scope;
  }

  /** The gate in front; empty when always open. */
  public Optional<Gate> gate() {
    return Optional.ofNullable(gate);
  }

  /** What the caller must acknowledge, together with a reason; empty when nothing. */
  public Optional<Acknowledgement> acknowledgement() {
    return Optional.ofNullable(acknowledgement);
  }

  /** Whether the gate, if there is one, is open. */
  public boolean isOpen(GateSettings gates) {
    return gate == null || gate.open().test(gates);
  }

  /** Whether an operation behind the closed gate is still listed, with a note that it is closed. */
  public boolean listedWhenClosed() {
    return this == REVEAL;
  }

  /** What is missing of the acknowledgement and the reason; nothing where none is demanded. */
  Problems consentProblems(JsonObject arguments) {
    var missing = new Problems();
    if (acknowledgement == null) {
      return missing;
    }
    JsonValue given = arguments.get(acknowledgement.argument());
    if (!(given instanceof JsonString phrase)
        || !acknowledgement.phrase().equals(phrase.getString())) {
      missing.add(acknowledgement.argument(), "must be exactly " + acknowledgement.phrase());
    }
    if (!(arguments.get(REASON) instanceof JsonString reason)
        || reason.getString().strip().length() < REASON_MIN
        || reason.getString().length() > REASON_MAX) {
      missing.add(
          REASON, "must say why, in " + Problems.range(REASON_MIN, REASON_MAX) + " characters");
    }
    return missing;
  }

  /** MCP's {@code readOnlyHint}. */
  public boolean readOnly() {
    return readOnly;
  }

  /** MCP's {@code destructiveHint}. */
  public boolean destructive() {
    return destructive;
  }

  /** MCP's {@code openWorldHint}: commands can reach anything, 1Password is a closed world. */
  public boolean openWorld() {
    return this == RUN || this == RUN_UNRESTRICTED;
  }

  /** Whether a call limits its own time: that of a command is set where the command is. */
  boolean limitsItself() {
    return this == RUN || this == RUN_UNRESTRICTED;
  }
}
