package io.mcp1password;

import io.mcp1password.model.Capability;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Acknowledgement;
import io.mcp1password.operation.Gate;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationResult;
import io.mcp1password.rest.RestApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The reference page of the tools, written from the catalogue. */
final class ToolsReference {

  private final List<String> lines = new ArrayList<>();

  private ToolsReference() {}

  static String render(OperationCatalog catalog) {
    var page = new ToolsReference();
    page.open(catalog);
    catalog.all().forEach(page::add);
    return String.join("\n", page.lines) + "\n";
  }

  private void open(OperationCatalog catalog) {
    lines.addAll(
        List.of(
            "# Tools",
            "",
            "<!-- Written by ToolsReferenceTest from the operations; do not edit. -->",
            "",
            "Each tool is an MCP tool and a REST endpoint with the same arguments and the same"
                + " result. Over MCP the",
            "arguments are those of `tools/call`, and the result is `structuredContent`. Over REST"
                + " the arguments that the",
            "path does not hold are the members of the JSON body or, without a body, the query;"
                + " the result is the body.",
            "",
            "- A text has 1 to 1000 characters where nothing else is said.",
            "- A call that needs consent carries a `reason`, for the audit log, and an"
                + " acknowledgement: a fixed phrase in an",
            "  argument of its own. A REST `DELETE` takes them as the headers `X-Reason` and"
                + " `X-Acknowledge`.",
            "- A plaintext that was asked for is the text of the MCP result and the member `"
                + OperationResult.SECRET_MEMBER
                + "` of the REST answer.",
            "- The examples are made for the demo; `TOKEN` is the bearer token. What needs more"
                + " than Connect can do is not in",
            "  the demo, which answers 501. What runs commands needs an allowlist such as that of"
                + " [docs/runners.md](../runners.md).",
            "",
            "| tool | REST | access |",
            "| --- | --- | --- |"));
    for (OperationDescriptor each : catalog.all()) {
      lines.add(
          "| [`%1$s`](#%1$s) | `%2$s` | %3$s |".formatted(each.name(), rest(each), access(each)));
    }
  }

  private void add(OperationDescriptor operation) {
    lines.addAll(List.of("", "## " + operation.name(), "", operation.description(), ""));
    lines.add("- REST: `" + rest(operation) + "`");
    lines.add("- Access: " + access(operation));
    operation.access().gate().ifPresent(gate -> addGate("", gate));
    operation.revealArgument().ifPresent(this::addReveal);
    if (operation.revealArgument().isEmpty()) {
      operation.acknowledgement().ifPresent(demanded -> addConsent("", demanded));
    }
    if (operation.requires() != Capability.ITEMS) {
      lines.add("- Needs: a service account or the desktop app");
    }
    lines.add("- Hints: " + hints(operation));
    addTables(operation);
    // The examples marked sh are run by a test against the demo.
    String block = isForDemo(operation) ? "```sh" : "```shell";
    lines.addAll(List.of("", block, CurlCommand.of(operation, Examples.of(operation)), "```"));
  }

  private static boolean isForDemo(OperationDescriptor operation) {
    boolean runs =
        switch (operation.access()) {
          case RUN, RUN_UNRESTRICTED, LIST_COMMANDS -> true;
          case READ, WRITE, DESTRUCTIVE, PERMISSION, REVEAL, GENERATE -> false;
        };
    return operation.requires() == Capability.ITEMS && !runs;
  }

  private void addReveal(String argument) {
    String when = "With `" + argument + "=true`: ";
    Access.REVEAL.gate().ifPresent(gate -> addGate(when, gate));
    Access.REVEAL.acknowledgement().ifPresent(demanded -> addConsent(when, demanded));
  }

  private void addGate(String when, Gate gate) {
    lines.add("- " + when + "gate `" + gate.flag() + "`");
  }

  private void addConsent(String when, Acknowledgement demanded) {
    lines.add(
        "- %sconsent `%s`: `%s`, and a `reason`"
            .formatted(when, demanded.argument(), demanded.phrase()));
  }

  private void addTables(OperationDescriptor operation) {
    List<String> arguments = SchemaTable.ofInput(operation.inputSchema());
    if (arguments.isEmpty()) {
      lines.addAll(List.of("", "It takes no arguments."));
    } else {
      lines.addAll(List.of("", "| argument | values | default | meaning |"));
      lines.add("| --- | --- | --- | --- |");
      lines.addAll(arguments);
    }
    lines.addAll(List.of("", "| result | values | meaning |", "| --- | --- | --- |"));
    lines.addAll(SchemaTable.ofOutput(operation.outputSchema()));
  }

  private static String rest(OperationDescriptor operation) {
    return operation.verb() + " " + RestApplication.BASE_PATH + operation.path();
  }

  private static String access(OperationDescriptor operation) {
    String own = words(operation.access());
    return operation.revealArgument().isPresent() ? own + " or " + words(Access.REVEAL) : own;
  }

  private static String words(Access access) {
    return access.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String hints(OperationDescriptor operation) {
    Access access = operation.access();
    var hints = new ArrayList<String>();
    hints.add(access.readOnly() ? "read-only" : "changes something");
    if (access.destructive()) {
      hints.add("destructive");
    }
    if (operation.idempotent()) {
      hints.add("idempotent");
    }
    if (access.openWorld()) {
      hints.add("open world");
    }
    return hints.stream().collect(Collectors.joining(", "));
  }
}
