package io.mcp1password.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Reads the settings from flags, environment variables and properties, in this order of precedence,
 * and checks them one by one and together. It starts nothing and writes nothing.
 */
public final class SettingsLoader {

  private final Map<String, String> environment;
  private final Properties properties;

  SettingsLoader(Map<String, String> environment, Properties properties) {
    this.environment = Map.copyOf(environment);
    this.properties = properties;
  }

  /** A loader that looks up properties in MicroProfile Config. */
  public static SettingsLoader withMicroProfile(Map<String, String> environment) {
    return new SettingsLoader(environment, Properties.ofMicroProfile());
  }

  /**
   * The settings by these arguments, which are all flags of the server.
   *
   * @throws SettingsException naming every problem
   */
  public LoadedSettings load(List<String> arguments) {
    var command = CommandSpec.create();
    CommandFlags.ofServer().addTo(command);
    var commandLine = new CommandLine(command);
    CommandFlags.parseLeniently(commandLine);
    return load(commandLine.parseArgs(arguments.toArray(String[]::new)));
  }

  /**
   * The settings by what was parsed for a command that has the {@link CommandFlags#ofServer()}.
   *
   * @throws SettingsException naming every problem
   */
  public LoadedSettings load(ParseResult parsed) {
    var findings = new Findings();
    UsageProblems.of(parsed).forEach(findings::problem);
    var sources = new Sources(parsed, environment, properties);
    Values values = Values.read(SettingsTable.SERVER, sources, findings);
    Settings settings = new SettingsAssembly(values).settings();
    new BackendChecks(settings.backend(), findings).run();
    new RunnerChecks(settings, findings).run();
    new HttpChecks(settings, values, findings).run();
    warnOfSecretFlags(sources, findings);
    sources.unknownVariables(SettingsTable.SERVER).stream()
        .map(name -> name + ": there is no such setting; ignored")
        .forEach(findings::warning);
    findings.requireNoProblem();
    return new LoadedSettings(settings, findings.warnings());
  }

  private static void warnOfSecretFlags(Sources sources, Findings findings) {
    List.of(SettingsTable.CONNECT_TOKEN, SettingsTable.SERVICE_ACCOUNT_TOKEN).stream()
        .filter(each -> sources.find(each).filter(Given::byFlag).isPresent())
        .map(
            each ->
                each.flag()
                    + ": others on this machine can read it in the list of processes; set "
                    + each.environment().getFirst()
                    + " instead")
        .forEach(findings::warning);
  }

  /**
   * The Connect stand-in's settings by what was parsed for a command that has the {@link
   * CommandFlags#ofStandIn()}.
   *
   * @throws SettingsException naming every problem
   */
  public static StandInSettings loadStandIn(ParseResult parsed) {
    var findings = new Findings();
    UsageProblems.of(parsed).forEach(findings::problem);
    Properties none = name -> Optional.empty();
    Values values = Values.read(SettingsTable.ALONE, new Sources(parsed, Map.of(), none), findings);
    findings.requireNoProblem();
    return new StandInSettings(
        values.get(SettingsTable.STAND_IN_HOST), values.get(SettingsTable.STAND_IN_PORT));
  }

  /**
   * The audit log's file by the environment and the properties alone, for commands that need
   * nothing else.
   *
   * @throws SettingsException when it is no path
   */
  public Path auditLogPath() {
    return withoutFlags(SettingsTable.AUDIT_LOG_PATH)
        .get(SettingsTable.AUDIT_LOG_PATH)
        .toAbsolutePath();
  }

  /**
   * Where the HTTP server listens by the environment and the properties alone.
   *
   * @throws SettingsException when host or port is not valid
   */
  public Listener listener() {
    Values values =
        withoutFlags(SettingsTable.HTTP_HOST, SettingsTable.HTTP_PORT, SettingsTable.HTTP_TLS_CERT);
    return new Listener(
        new InetSocketAddress(
            values.get(SettingsTable.HTTP_HOST), values.get(SettingsTable.HTTP_PORT)),
        values.find(SettingsTable.HTTP_TLS_CERT));
  }

  private Values withoutFlags(Setting<?>... settings) {
    var findings = new Findings();
    ParseResult noFlags = ParseResult.builder(CommandSpec.create()).build();
    var sources = new Sources(noFlags, environment, properties);
    Values values = Values.read(List.of(settings), sources, findings);
    findings.requireNoProblem();
    return values;
  }
}
