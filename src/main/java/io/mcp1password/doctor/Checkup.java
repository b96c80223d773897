package io.mcp1password.doctor;

import io.mcp1password.config.AuthMode;
import io.mcp1password.config.BackendSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.doctor.CheckupReport.Entry;
import io.mcp1password.sdk.Core;
import io.mcp1password.sdk.core.CoreModule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The checks that fit the settings, ready to be made. */
public final class Checkup {

  private final List<Check> checks;

  Checkup(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /**
   * What is at hand for the checks.
   *
   * @param core opens the core that the settings' mode needs
   */
  public record Means(Clock clock, Function<BackendSettings, Core> core) {}

  /**
   * The checks of a service with these settings; in demo mode they name the stand-in as the Connect
   * server.
   *
   * @param warnings what is to be said of the settings, one line each
   * @param problems what keeps the service from starting with them, one line each
   */
  public static Checkup of(
      Settings settings, List<String> warnings, List<String> problems, Means means) {
    var checks = new ArrayList<Check>();
    checks.add(new JavaCheck());
    checks.add(new ConfigurationCheck(describe(settings), warnings, problems));
    checks.addAll(backendChecks(settings, means));
    checks.add(new FilesCheck(settings));
    checks.add(new PortsCheck(settings));
    checks.add(new TlsCheck(settings, means.clock()));
    checks.add(new AllowlistsCheck(settings, means.clock()));
    checks.add(new OpCliCheck(settings));
    return new Checkup(checks);
  }

  /** The checks that need no settings, when those that were given cannot be used. */
  public static Checkup withoutSettings(List<String> problems) {
    return new Checkup(List.of(new JavaCheck(), new ConfigurationCheck("", List.of(), problems)));
  }

  private static List<Check> backendChecks(Settings settings, Means means) {
    Clock clock = means.clock();
    Supplier<Core> core = () -> means.core().apply(settings.backend());
    return switch (settings.backend().authMode()) {
      case CONNECT, DEMO -> {
        var probe = new ConnectProbe(settings.backend());
        yield List.of(
            new ConnectTokenCheck(settings, clock),
            new ConnectReachCheck(probe, settings.backend().connectHost()),
            new ConnectAccessCheck(probe, settings.backend().allowedVaults()),
            new ConnectSyncCheck(probe),
            new ClockCheck(probe, clock));
      }
      case SERVICE_ACCOUNT ->
          List.of(
              new ServiceAccountTokenCheck(settings.backend()),
              CoreCheck.ofBuild(CoreModule.version(), core));
      case DESKTOP -> List.of(CoreCheck.ofApp(core));
    };
  }

  private static String describe(Settings settings) {
    AuthMode mode = settings.backend().authMode();
    return "--auth-mode="
        + mode.flagValue()
        + ", --transport="
        + settings.transport().flagValue()
        + ", every setting is valid";
  }

  /** Makes every check; one that breaks down is a failure of its own. */
  public CheckupReport run() {
    var entries = new ArrayList<Entry>();
    for (Check check : checks) {
      findings(check).forEach(each -> entries.add(new Entry(check.name(), each)));
    }
    return new CheckupReport(entries);
  }

  /** Only the kind is told: the message of an unforeseen failure could hold anything. */
  private static List<Finding> findings(Check check) {
    try {
      return check.findings();
    } catch (RuntimeException e) {
      return List.of(
          Finding.fail(
              "the check broke down (" + e.getClass().getName() + ")", "report this as a defect"));
    }
  }
}
