package io.mcp1password;

import io.mcp1password.config.CommandFlags;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The shape of the command line: its commands, their flags, and what the help says. */
final class CommandLineSpec {

  static final String NAME = "mcp-1password";
  static final String STAND_IN = "connect-stand-in";
  static final String AUDIT = "audit";
  static final String VERIFY = "verify";
  static final String DOCTOR = "doctor";
  static final String JSON = "--json";
  static final String HEALTH_CHECK = "healthcheck";
  static final String REHEARSE = "rehearse";
  static final String ANCHOR = "--anchor";

  private CommandLineSpec() {}

  static CommandLine create() {
    CommandSpec server =
        command(NAME, "Gives AI agents and scripts safe access to 1Password, by MCP and by REST.");
    CommandFlags.ofServer().addTo(server);
    server.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print the version and exit.")
            .build());
    server
        .usageMessage()
        .customSynopsis(NAME + " [flags]", "       " + NAME + " <command> [flags]");
    server.usageMessage().footer(footer());
    server.addSubcommand(STAND_IN, standIn());
    server.addSubcommand(AUDIT, audit());
    server.addSubcommand(DOCTOR, doctor());
    server.addSubcommand(
        HEALTH_CHECK,
        command(
            HEALTH_CHECK,
            "Asks the service on this machine, at the address that the environment names, whether"
                + " it is alive; exit code 0 when it is."));
    server.addSubcommand(
        REHEARSE,
        command(
            REHEARSE,
            "Runs the demo for a few calls over both transports, and ends: the training run of a"
                + " Java AOT cache."));
    var result = new CommandLine(server);
    CommandFlags.parseLeniently(result);
    return result;
  }

  private static CommandSpec standIn() {
    CommandSpec result =
        command(STAND_IN, "Runs the stand-in of a Connect server, with sample vaults, alone.");
    CommandFlags.ofStandIn().addTo(result);
    return result;
  }

  private static CommandSpec doctor() {
    CommandSpec result =
        command(
            DOCTOR, "Checks whether the service would work with these flags, and says what to do.");
    CommandFlags.ofServer().addTo(result);
    result.addOption(OptionSpec.builder(JSON).description("Print the findings as JSON.").build());
    result
        .usageMessage()
        .footer("", "Exit codes: 0 nothing failed (there may be warnings), 1 something failed.");
    return result;
  }

  private static CommandSpec audit() {
    CommandSpec verify = command(VERIFY, "Finds the first altered, removed or reordered line.");
    verify.addOption(
        OptionSpec.builder(ANCHOR)
            .paramLabel("HASH")
            .arity("1")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("A hash noted earlier, whose record must still be there; repeatable.")
            .build());
    verify.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description("The audit files; none given: the one that the environment names.")
            .build());
    CommandSpec result = command(AUDIT, "Works on audit logs.");
    result.addSubcommand(VERIFY, verify);
    return result;
  }

  private static CommandSpec command(String name, String description) {
    CommandSpec result = CommandSpec.create().name(name);
    result
        .usageMessage()
        .width(CommandFlags.WIDTH)
        .description(description)
        .abbreviateSynopsis(true);
    result.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Print this help and exit.")
            .build());
    return result;
  }

  private static String[] footer() {
    return new String[] {
      "",
      "A flag wins over its variable, a variable over the property mcp1password.<name> (a system",
      "property or any other source of MicroProfile Config), a property over the default.",
      "Switches: true, false, 1, 0, yes, no, on, off; the flag alone means true.",
      "Exit codes: 0 ended well, 1 internal error, 2 a flag or a setting is not valid."
    };
  }
}
