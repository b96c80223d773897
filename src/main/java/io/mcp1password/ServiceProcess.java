package io.mcp1password;

import io.mcp1password.audit.AuditException;
import io.mcp1password.config.AuthMode;
import io.mcp1password.config.HttpSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.config.Transport;
import io.mcp1password.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The service in this process. */
final class ServiceProcess implements Service {

  private static final int TOKEN_BYTES = 32;

  private final InputStream input;
  private final PrintStream output;
  private final PrintStream errors;

  /** A service that warns on the errors; the output greets over HTTP, and is the transport else. */
  ServiceProcess(InputStream input, PrintStream output, PrintStream errors) {
    this.input = input;
    this.output = output;
    this.errors = errors;
  }

  @Override
  public int run(Settings settings, List<String> warnings) {
    List<String> unavailable = unavailable(settings);
    if (!unavailable.isEmpty()) {
      unavailable.forEach(this::tell);
      return ExitCode.USAGE.number();
    }
    Logs.configure(settings.logLevel());
    warnings.forEach(warning -> tell("warning: " + warning));
    comingLater(settings).forEach(note -> tell("note: " + note));
    try {
      return settings.transport() == Transport.STDIO ? overStdio(settings) : overHttp(settings);
    } catch (AuditException e) {
      tell("--audit-log-path: " + e.getMessage());
      return ExitCode.USAGE.number();
    }
  }

  private int overStdio(Settings settings) {
    try {
      StdioService.serve(settings, input, output);
      return ExitCode.OK.number();
    } catch (IOException e) {
      tell("the standard input cannot be read");
      return ExitCode.INTERNAL.number();
    }
  }

  private int overHttp(Settings settings) {
    HttpSettings http = settings.http();
    boolean makeToken = http.requireBearer() && http.bearerToken() == null && http.oauth() == null;
    Settings complete = makeToken ? settings.withBearerToken(newToken()) : settings;
    try (var service = RunningService.start(complete)) {
      new Greeting(complete.http(), service.port()).print(output, makeToken);
      awaitStop(service);
      return ExitCode.OK.number();
    }
  }

  private void tell(String line) {
    errors.println(CommandLineSpec.NAME + ": " + line);
  }

  /** What was asked for and cannot be had in this version. */
  static List<String> unavailable(Settings settings) {
    var problems = new ArrayList<String>();
    AuthMode mode = settings.backend().authMode();
    if (mode == AuthMode.SERVICE_ACCOUNT || mode == AuthMode.DESKTOP) {
      problems.add(
          "--auth-mode: "
              + mode.flagValue()
              + " is not part of this version yet; use connect, or demo to try the product");
    }
    return problems;
  }

  /** Gates that open nothing yet. */
  private static List<String> comingLater(Settings settings) {
    var notes = new ArrayList<String>();
    var gates = settings.gates();
    if (gates.scriptRunner() || gates.unrestrictedRunner()) {
      notes.add("this version has no command runners yet; their gates open nothing");
    }
    return notes;
  }

  private static Secret newToken() {
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Waits for the signal to stop, and lets the process end only after everything is closed. */
  private static void awaitStop(RunningService service) {
    var asked = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.close();
                  asked.countDown();
                },
                "stop"));
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
