package io.mcp1password.runner.opcli;

import io.mcp1password.config.BackendSettings;
import io.mcp1password.config.OpCliAuthMode;
import io.mcp1password.config.RunnerSettings;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.runner.process.ChildCommand;
import io.mcp1password.runner.process.ChildException;
import io.mcp1password.runner.process.ChildProcesses;
import io.mcp1password.runner.process.ChildResult;
import io.mcp1password.runner.redaction.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The 1Password command line's sign-in for commands: by the service account's token, by the desktop
 * app, by a session of {@code op signin --raw} that is kept in memory, or not at all.
 *
 * <p>A session that a command was refused with is checked by {@code op whoami} before it is used
 * again. There is one sign-in at a time; who comes meanwhile waits for it.
 */
public final class OpCli {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Path ANYWHERE = Path.of("/");

  private final BackendSettings backend;
  private final Path program;
  private final OpCliAuthMode mode;
  private final MinimalEnvironment environment;
  private final ChildProcesses children;
  private final ReentrantLock signIn = new ReentrantLock();

  private volatile State state = State.NEW;

  /**
   * What is known.
   *
   * @param session the kept session; null for none
   * @param suspect whether a command was refused with it
   * @param desktopValidated whether the desktop app has answered once
   */
  private record State(@Nullable Secret session, boolean suspect, boolean desktopValidated) {
    static final State NEW = new State(null, false, false);
  }

  /** What a client may know of the sign-in. */
  public record Status(
      boolean hasCachedSession,
      boolean manualSessionKnownValid,
      boolean manualSessionMarkedInvalid,
      boolean desktopValidated) {}

  /**
   * A sign-in for one command.
   *
   * @param variables what the command gets for it
   * @param secrets what must be masked in its output
   * @param refreshed whether a session that was kept had to be replaced
   */
  public record Authentication(
      Map<String, Secret> variables, Collection<Secret> secrets, boolean refreshed) {}

  public OpCli(
      BackendSettings backend,
      RunnerSettings runner,
      MinimalEnvironment environment,
      ChildProcesses children) {
    this.backend = backend;
    this.program = runner.opCliPath();
    this.mode = runner.opCliAuthMode().resolved(backend.authMode());
    this.environment = environment;
    this.children = children;
  }

  /** How commands are signed in; never auto. */
  public OpCliAuthMode mode() {
    return mode;
  }

  /** What is known at this moment. */
  public Status status() {
    State now = state;
    return new Status(
        now.session() != null,
        now.session() != null && !now.suspect(),
        now.suspect(),
        now.desktopValidated());
  }

  /** Forgets everything. */
  public void reset() {
    signIn.lock();
    try {
      state = State.NEW;
    } finally {
      signIn.unlock();
    }
  }

  /**
   * Signs in for a command, if that has not been done.
   *
   * @throws OperationException when it cannot be done
   */
  public Authentication authenticate() {
    return switch (mode) {
      case NONE -> new Authentication(Map.of(), List.of(), false);
      case SERVICE_ACCOUNT -> byToken(Objects.requireNonNull(backend.serviceAccountToken()));
      case DESKTOP -> byDesktop();
      case AUTO, MANUAL_SESSION -> bySession();
    };
  }

  /** Notes how a command ended: that it was refused makes the session suspect. */
  public void ended(ChildResult result, Authentication used) {
    if (mode != OpCliAuthMode.MANUAL_SESSION || !SignInFailure.isIn(result)) {
      return;
    }
    signIn.lock();
    try {
      State now = state;
      // A session that was replaced meanwhile is not the one that was refused.
      if (now.session() != null && used.secrets().contains(now.session())) {
        state = new State(now.session(), true, false);
      }
    } finally {
      signIn.unlock();
    }
  }

  private Authentication byToken(Secret token) {
    var variables = new HashMap<>(Map.of("OP_SERVICE_ACCOUNT_TOKEN", token));
    if (backend.account() != null) {
      variables.put("OP_ACCOUNT", Secret.of(backend.account()));
    }
    return new Authentication(variables, List.of(token), false);
  }

  private Authentication byDesktop() {
    locked();
    try {
      if (!state.desktopValidated()) {
        ChildResult answer = op(null, "account", "get", "--account", account(), "--format", "json");
        if (!answer.succeeded()) {
          throw failure("op account get failed; unlock the desktop app and allow the request");
        }
        state = new State(null, false, true);
      }
      return new Authentication(Map.of("OP_ACCOUNT", Secret.of(account())), List.of(), false);
    } finally {
      signIn.unlock();
    }
  }

  private Authentication bySession() {
    locked();
    try {
      Secret kept = state.session();
      if (kept != null && (!state.suspect() || isValid(kept))) {
        state = new State(kept, false, false);
        return with(kept, false);
      }
      state = State.NEW;
      Secret made = newSession();
      state = new State(made, false, false);
      return with(made, kept != null);
    } finally {
      signIn.unlock();
    }
  }

  /** A sign-in may wait for a person, and who waits behind it may be interrupted. */
  private void locked() {
    try {
      signIn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("the call was given up");
    }
  }

  private Authentication with(Secret session, boolean refreshed) {
    return new Authentication(sessionVariables(session), List.of(session), refreshed);
  }

  private Map<String, Secret> sessionVariables(Secret session) {
    return Map.of("OP_ACCOUNT", Secret.of(account()), "OP_SESSION", session);
  }

  private boolean isValid(Secret session) {
    return !SignInFailure.isIn(op(session, "whoami", "--account", account()));
  }

  private Secret newSession() {
    ChildResult answer = op(null, "signin", "--account", account(), "--raw");
    String token = answer.stdout().strip();
    if (!answer.succeeded() || token.isEmpty()) {
      throw failure("op signin failed; try it in a terminal as the user that runs the service");
    }
    return Secret.of(token);
  }

  private ChildResult op(@Nullable Secret session, String... arguments) {
    Map<String, Secret> variables = new HashMap<>(environment.variables(program));
    variables.put("OP_ACCOUNT", Secret.of(account()));
    if (session != null) {
      variables.putAll(sessionVariables(session));
    }
    var command =
        ChildCommand.of(program, new ArrayList<>(List.of(arguments)), ANYWHERE, TIMEOUT)
            .withEnvironment(variables)
            .keepingOutput(Redactor.of(List.of()));
    try {
      return children.run(command);
    } catch (ChildException e) {
      throw failure("the op program cannot be run; the operator sets it with --op-cli-path");
    }
  }

  private String account() {
    return Objects.requireNonNull(backend.account());
  }

  private static OperationException failure(String why) {
    return new OperationException(
        ErrorCode.BACKEND_UNAUTHORIZED,
        "The command line of 1Password could not be signed in: " + why + ".");
  }
}
