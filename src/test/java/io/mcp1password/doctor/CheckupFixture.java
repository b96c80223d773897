package io.mcp1password.doctor;

import io.mcp1password.config.Settings;
import io.mcp1password.config.SettingsLoader;
import io.mcp1password.model.Secret;
import io.mcp1password.sdk.InMemoryCore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings to check, and the lines of a checkup of them. */
final class CheckupFixture {

  private final Path folder;

  /** Everything of the service is in this folder. */
  CheckupFixture(Path folder) {
    this.folder = folder;
  }

  /** The settings of a service before this Connect server. */
  Settings connect(URI server, Secret token, String... flags) {
    var all = new ArrayList<>(List.of(flags));
    all.add("--auth-mode=connect");
    all.add("--connect-host=" + server);
    return settings(Map.of("OP_CONNECT_TOKEN", token.reveal()), all);
  }

  Settings settings(Map<String, String> variables, List<String> flags) {
    var all = new ArrayList<>(flags);
    all.add("--audit-log-path=" + auditLog());
    all.add("--approval-remember-store-path=" + folder.resolve("grants"));
    all.add("--approval-remember-key-path=" + folder.resolve("key"));
    return SettingsLoader.withMicroProfile(variables).load(all).settings();
  }

  Path auditLog() {
    return folder.resolve("audit").resolve("audit.jsonl");
  }

  /** What a whole checkup says. */
  static List<String> lines(Settings settings, Clock clock) {
    return report(settings, clock).lines();
  }

  static CheckupReport report(Settings settings, Clock clock) {
    var means = new Checkup.Means(clock, _ -> InMemoryCore.withSamples());
    return Checkup.of(settings, List.of(), List.of(), means).run();
  }
}
