package io.mcp1password;

import io.mcp1password.audit.AuditException;
import io.mcp1password.config.HttpSettings;
import io.mcp1password.config.LogFormat;
import io.mcp1password.config.Settings;
import io.mcp1password.config.Transport;
import io.mcp1password.http.TlsFileException;
import io.mcp1password.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The service in this process. */
final class ServiceProcess implements Service {

  private static final int TOKEN_BYTES = 32;
  private static final System.Logger LOG = System.getLogger(ServiceProcess.class.getName());
  private static final Pattern SYSTEMS = Pattern.compile("Linux|Mac OS X");

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
    Logs.configure(settings.logLevel(), settings.logFormat());
    warnings.forEach(warning -> warn(settings.logFormat(), warning));
    var stop = StopSignal.listen();
    try {
      return settings.transport() == Transport.STDIO
          ? overStdio(settings, stop)
          : overHttp(settings, stop);
    } catch (AuditException e) {
      tell("--audit-log-path: " + e.getMessage());
      return ExitCode.USAGE.number();
    } catch (TlsFileException e) {
      tell(String.valueOf(e.getMessage()));
      return ExitCode.USAGE.number();
    }
  }

  private int overStdio(Settings settings, StopSignal stop) {
    try {
      StdioService.serve(settings, input, output, stop);
      return ExitCode.OK.number();
    } catch (IOException e) {
      tell("the standard input cannot be read");
      return ExitCode.INTERNAL.number();
    }
  }

  private int overHttp(Settings settings, StopSignal stop) {
    HttpSettings http = settings.http();
    boolean makeToken = http.requireBearer() && http.bearerToken() == null && http.oauth() == null;
    Settings complete = makeToken ? settings.withBearerToken(newToken()) : settings;
    var service = RunningService.start(complete);
    new Greeting(complete.http(), service.port()).print(output, makeToken);
    stop.asked().join();
    Logs.ending();
    service.stop(complete.shutdownGrace());
    return ExitCode.OK.number();
  }

  private void warn(LogFormat format, String warning) {
    switch (format) {
      case TEXT -> tell("warning: " + warning);
      case JSON -> LOG.log(System.Logger.Level.WARNING, warning);
    }
  }

  private void tell(String line) {
    errors.println(CommandLineSpec.NAME + ": " + line);
  }

  /** What was asked for and cannot be had in this build, or on this system. */
  static List<String> unavailable(Settings settings) {
    var problems = new ArrayList<String>();
    Cores.missing(settings.backend().authMode())
        .ifPresent(problem -> problems.add("--auth-mode: " + problem));
    boolean runs = settings.gates().scriptRunner() || settings.gates().unrestrictedRunner();
    if (runs && !SYSTEMS.matcher(System.getProperty("os.name")).lookingAt()) {
      problems.add("--enable-script-runner: commands are run on Linux and macOS only");
    }
    return problems;
  }

  /** A bearer token for one run. */
  static Secret newToken() {
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
