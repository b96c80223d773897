package io.mcp1password;

import io.mcp1password.config.AuthMode;
import io.mcp1password.config.LoadedSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.doctor.Checkup;
import io.mcp1password.doctor.CheckupReport;
import java.io.PrintStream;
import java.time.Clock;

/** The checks of the service's surroundings, made in this process. */
final class DoctorProcess implements Doctor {

  private final PrintStream output;
  private final Clock clock;

  /** Checks that print what they find on the output. */
  DoctorProcess(PrintStream output, Clock clock) {
    this.output = output;
    this.clock = clock;
  }

  @Override
  public int run(GivenSettings given, boolean json) {
    LoadedSettings loaded = given.loaded();
    CheckupReport report =
        loaded == null ? Checkup.withoutSettings(given.problems()).run() : examine(loaded);
    if (json) {
      output.println(report.json());
    } else {
      report.lines().forEach(output::println);
    }
    output.flush();
    return (report.passed() ? ExitCode.OK : ExitCode.INTERNAL).number();
  }

  /** The demo has its Connect server within the service, so it is started for the time being. */
  private CheckupReport examine(LoadedSettings loaded) {
    Settings settings = loaded.settings();
    if (settings.backend().authMode() != AuthMode.DEMO) {
      return examine(settings, loaded);
    }
    try (var demo = ConnectStandIn.builder().build()) {
      return examine(settings.withConnect(demo.uri(), demo.adminToken()), loaded);
    }
  }

  private CheckupReport examine(Settings settings, LoadedSettings loaded) {
    var means = new Checkup.Means(clock, Cores::open);
    return Checkup.of(settings, loaded.warnings(), ServiceProcess.unavailable(settings), means)
        .run();
  }
}
