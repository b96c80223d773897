package io.mcp1password.operation;

import io.mcp1password.audit.AuditException;
import io.mcp1password.audit.AuditLog;
import io.mcp1password.audit.AuditOutcome;
import io.mcp1password.audit.AuditRecord;
import io.mcp1password.model.Scope;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs operations: call rate, capability, gate, scope, reason and acknowledgement, arguments, the
 * call itself, and exactly one audit record, whatever happens; only refusals of a caller that calls
 * too often may be counted in place of that, see {@link CallRates}.
 */
public final class OperationInvoker {

  private static final Logger LOG = System.getLogger(OperationInvoker.class.getName());

  private final OperationCatalog catalog;
  private final AuditLog audit;
  private final OperationListener listener;
  private final CallRates rates;

  /** An invoker of which nobody else hears, without a limit on the rate of calls. */
  public OperationInvoker(OperationCatalog catalog, AuditLog audit) {
    this(catalog, audit, OperationListener.NONE, CallRates.UNLIMITED);
  }

  /** An invoker that tells the listener of each call that has succeeded. */
  public OperationInvoker(
      OperationCatalog catalog, AuditLog audit, OperationListener listener, CallRates rates) {
    this.catalog = catalog;
    this.audit = audit;
    this.listener = listener;
    this.rates = rates;
  }

  /**
   * Runs one operation of the catalogue.
   *
   * @param arguments by the input schema, as the caller sent them
   * @throws OperationException when it is refused or fails; nothing else is thrown
   */
  public OperationResult invoke(
      OperationDescriptor operation, JsonObject arguments, Caller caller) {
    return invoke(operation, () -> arguments, caller);
  }

  /**
   * Runs one operation whose arguments have yet to be read; that they cannot be is a refusal like
   * any other, and audited.
   *
   * @param reading reads the arguments, or throws an {@link OperationException}
   * @throws OperationException when it is refused or fails; nothing else is thrown
   */
  public OperationResult invoke(
      OperationDescriptor operation, Supplier<JsonObject> reading, Caller caller) {
    var call = new Call(operation, caller, rates.admit(caller));
    try {
      call.requireAdmission();
      JsonObject arguments = call.read(reading);
      Access access = operation.effectiveAccess(arguments);
      requireCapability(operation);
      requireOpenGate(access);
      requireScopes(operation, arguments, caller);
      requireAcknowledgement(operation, access, arguments);
      Object input = operation.bind(operation.withoutAcknowledgement(arguments));
      if (access != Access.READ) {
        // What can be undone by keeping the answer back need not be held back beforehand.
        audit.requireWritable();
      }
      call.begun();
      Object output = caller.carryOut(() -> operation.call(input));
      OperationResult result = call.succeeded(operation.result(output));
      listener.succeeded(operation, arguments, result);
      return result;
    } catch (OperationException e) {
      throw call.failed(e);
    } catch (AuditException e) {
      throw call.failed(unwritable());
    } catch (RuntimeException | Error e) {
      throw call.failed(unexpected(operation, e));
    } finally {
      record(call);
    }
  }

  /**
   * Records a call that was refused before it could run, because its caller was asked for something
   * and gave no answer. It counts as a call all the same.
   *
   * @throws OperationException when the caller calls too often, or the record cannot be written
   */
  public void refused(
      OperationDescriptor operation, JsonObject arguments, Caller caller, ErrorCode code) {
    var call = new Call(operation, caller, rates.admit(caller));
    try {
      call.requireAdmission();
      call.read(() -> arguments);
      call.failed(new OperationException(code, code.summary()));
    } catch (OperationException e) {
      throw call.failed(e);
    } finally {
      record(call);
    }
  }

  private void requireCapability(OperationDescriptor operation) {
    if (!catalog.isServed(operation)) {
      throw new OperationException(
          ErrorCode.UNSUPPORTED_BY_BACKEND,
          "The active backend cannot do this ("
              + operation.requires().wireName()
              + "); it takes a service account or the desktop app.");
    }
  }

  private void requireOpenGate(Access access) {
    if (!access.isOpen(catalog.gates())) {
      throw new OperationException(
          ErrorCode.GATE_CLOSED, access.gate().map(Gate::refusal).orElseThrow());
    }
  }

  /** After the gate: a token with more scopes would be of no use where that is closed. */
  private static void requireScopes(
      OperationDescriptor operation, JsonObject arguments, Caller caller) {
    Set<Scope> needed = operation.neededScopes(arguments);
    if (!caller.principal().allows(needed)) {
      throw OperationException.insufficientScope(needed);
    }
  }

  private static void requireAcknowledgement(
      OperationDescriptor operation, Access access, JsonObject arguments) {
    Problems missing = access.consentProblems(arguments);
    if (!missing.isEmpty()) {
      throw new OperationException(
          ErrorCode.ACKNOWLEDGEMENT_REQUIRED,
          operation.name() + " needs consent: " + missing.told());
    }
  }

  /** The record is part of the call: without it the caller gets no result. */
  private void record(Call call) {
    if (!call.admission.recorded()) {
      return;
    }
    try {
      audit.append(call.auditRecord());
    } catch (AuditException e) {
      LOG.log(Level.ERROR, "The audit record of {0} could not be written.", call.operation.name());
      throw call.failed(unwritable());
    } finally {
      listener.ended(call.ended());
    }
  }

  private static OperationException unwritable() {
    return new OperationException(
        ErrorCode.AUDIT_UNAVAILABLE,
        "The audit log cannot be written, so nothing is done or shown. Ask the operator to check"
            + " the audit file and its disk.");
  }

  /** Only the kind is logged: the message of an unforeseen failure could hold anything. */
  private static OperationException unexpected(OperationDescriptor operation, Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    LOG.log(
        Level.ERROR,
        "{0} failed unexpectedly: {1} at {2}",
        operation.name(),
        failure.getClass().getName(),
        trace.length == 0 ? "unknown" : trace[0]);
    return new OperationException(
        ErrorCode.INTERNAL, "An internal error; the server's log names its place.");
  }

  /** One call on its way to its audit record. */
  private static final class Call {

    private final OperationDescriptor operation;
    private final Caller caller;
    private final CallRates.Admission admission;
    private final long start = System.nanoTime();
    private JsonObject arguments = JsonValue.EMPTY_JSON_OBJECT;
    private boolean begun;
    private @Nullable OperationResult result;
    private @Nullable OperationException failure;

    Call(OperationDescriptor operation, Caller caller, CallRates.Admission admission) {
      this.operation = operation;
      this.caller = caller;
      this.admission = admission;
    }

    void requireAdmission() {
      if (admission.delay() != null) {
        throw OperationException.tooOften(admission.delay());
      }
    }

    JsonObject read(Supplier<JsonObject> reading) {
      arguments = reading.get();
      return arguments;
    }

    void begun() {
      begun = true;
    }

    OperationResult succeeded(OperationResult value) {
      result = value;
      return value;
    }

    OperationException failed(OperationException value) {
      failure = value;
      return value;
    }

    private JsonObject metadata() {
      JsonObject metadata = AuditTrail.metadata(operation, arguments, caller, result);
      return admission.uncounted() == 0
          ? metadata
          : Shape.JSON
              .createObjectBuilder(metadata)
              .add("callsRefusedBefore", admission.uncounted())
              .build();
    }

    AuditRecord auditRecord() {
      JsonObject metadata = metadata();
      if (failure == null) {
        boolean failed = result != null && result.failed();
        return new AuditRecord(
            operation.name(), failed ? AuditOutcome.ERROR : AuditOutcome.SUCCESS, metadata, null);
      }
      // The caller's message names what was looked for; the log keeps the fixed words only.
      ErrorCode code = failure.code();
      return new AuditRecord(
          operation.name(), outcome(), metadata, code.wireName() + ": " + code.summary());
    }

    EndedCall ended() {
      return new EndedCall(
          operation,
          caller.surface(),
          outcome(),
          failure == null ? null : failure.code(),
          Duration.ofNanos(System.nanoTime() - start));
    }

    private AuditOutcome outcome() {
      if (failure == null) {
        return AuditOutcome.SUCCESS;
      }
      boolean nothingDone = !begun || failure.code() == ErrorCode.COMMAND_REFUSED;
      return nothingDone ? AuditOutcome.REFUSED : AuditOutcome.ERROR;
    }
  }
}
