package io.mcp1password.service;

import io.mcp1password.config.Settings;
import io.mcp1password.model.Secret;
import io.mcp1password.model.SecretReference;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.Verb;
import io.mcp1password.runner.allowlist.AllowedCommand;
import io.mcp1password.runner.allowlist.Allowlists;
import io.mcp1password.runner.allowlist.Workspace;
import io.mcp1password.runner.approval.ApprovalDecision;
import io.mcp1password.runner.approval.ApprovalScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations of the script runner: commands that use secrets which the caller never sees. */
public final class Scripts {

  private static final Path SHELL = Path.of("/bin/sh");

  private final Runners runners;
  private final Settings settings;
  private final SecretResolver resolver;
  private final CommandRuns runs;
  private final FreeFormApproval approval;

  public Scripts(Runners runners, ScopedBackend backend) {
    this.runners = runners;
    this.settings = runners.settings();
    this.resolver = new SecretResolver(backend);
    this.runs = new CommandRuns(runners);
    this.approval = new FreeFormApproval(runners);
  }

  /** What {@link #reset} returns. */
  record SessionReset(
      @Arg("That the session is forgotten.") boolean reset,
      @Arg("The state now.") RunnerStatus status) {}

  @Operation(
      name = "op_session_reset",
      title = "Forget the op session",
      description =
          "Forgets the session of the 1Password command line that commands are signed in with; the"
              + " next command signs in anew.",
      access = Access.RUN,
      verb = Verb.DELETE,
      path = "/session")
  SessionReset reset() {
    runners.opCli().reset();
    return new SessionReset(true, runners.status());
  }

  /** What {@link #list} takes. */
  record ScriptList(
      @Arg("The absolute path of a workspace; absent: the commands of all workspaces.")
          @Nullable String workspaceRoot) {}

  @Operation(
      name = "op_script_list",
      title = "List scripts",
      description =
          "Lists the commands that the operator allows to be run with secrets. Run one by"
              + " op_script_run: the secret goes to the command and never into the conversation.",
      access = Access.LIST_COMMANDS,
      verb = Verb.GET,
      path = "/scripts")
  ScriptListing list(ScriptList input) {
    boolean freeForm = settings.gates().unrestrictedScriptRunner();
    if (input.workspaceRoot() == null) {
      List<ScriptListing.Command> all =
          runners.allowlists().workspaces().stream()
              .flatMap(each -> ScriptListing.commands(each).stream())
              .toList();
      return new ScriptListing(null, null, all, freeForm);
    }
    Path real = Allowlists.folder("workspaceRoot", input.workspaceRoot());
    if (freeForm && runners.allowlists().workspaces().isEmpty()) {
      return new ScriptListing(null, input.workspaceRoot(), List.of(), true);
    }
    Workspace workspace = runners.allowlists().covering(real);
    return new ScriptListing(
        workspace.displayName(),
        input.workspaceRoot(),
        ScriptListing.commands(workspace),
        freeForm);
  }

  /** What {@link #reload} takes. */
  record AllowlistReload(
      @Arg(
              value = "Why this is needed, for the audit log; never put a secret here.",
              min = Access.REASON_MIN,
              max = Access.REASON_MAX)
          String reason) {}

  /** What {@link #reload} returns. */
  record ReloadedAllowlists(
      @Arg("That the allowlists were read again.") boolean reloaded,
      @Arg(value = "Whether anything is different now.", audited = Audited.PLAIN) boolean changed,
      @Arg("How many allowlists the operator named.") int configuredAllowlistPathCount,
      @Arg("How many manifests the operator named.") int configuredAllowlistManifestCount,
      @Arg("How many workspaces were covered before.") int previousAllowlistCount,
      @Arg(value = "How many workspaces are covered now.", audited = Audited.PLAIN)
          int allowlistCount,
      @Arg(value = "How many commands there are now.", audited = Audited.PLAIN) int commandCount) {}

  @Operation(
      name = "op_script_reload_allowlists",
      title = "Reload the allowlists",
      description =
          "Reads the allowlists again that the operator named at start-up, and no others. When"
              + " anything is wrong with them, those in force stay.",
      access = Access.RUN,
      verb = Verb.POST,
      path = "/scripts/reload")
  ReloadedAllowlists reload(AllowlistReload input) {
    Allowlists.Reload done = runners.allowlists().reload();
    return new ReloadedAllowlists(
        true,
        done.changed(),
        settings.runner().allowlists().size(),
        settings.runner().allowlistManifests().size(),
        done.previousCount(),
        done.count(),
        done.commandCount());
  }

  @Operation(
      name = "op_script_run",
      title = "Run a command with secrets",
      description =
          "Runs an allowlisted command, with secrets in its environment that never enter the"
              + " conversation: the way to prefer whenever a program needs a secret. The output is"
              + " withheld unless returnOutput is set, and masked. Where secrets are given or the"
              + " output is sensitive, that takes acknowledgePlaintext; without it nothing is run"
              + " and the result names the phrase. If the result says authorizationRequired, a"
              + " person opens approvalUrl; then call again.",
      access = Access.RUN,
      verb = Verb.POST,
      path = "/scripts/run")
  RunResult run(ScriptRun input) {
    Path workspace = Allowlists.folder("workspaceRoot", input.workspaceRoot());
    return input.command() == null
        ? runAllowlisted(input, Objects.requireNonNull(input.commandId()), workspace)
        : runFreeForm(input, input.command(), workspace);
  }

  private RunResult runAllowlisted(ScriptRun input, String id, Path real) {
    Workspace workspace = runners.allowlists().covering(real);
    AllowedCommand command = Allowlists.command(workspace, id);
    Map<String, SecretReference> given = input.variables();
    requireAllowed(command, given);
    var program =
        new CommandRuns.Program(
            command.executable(),
            command.arguments(Objects.requireNonNullElse(input.args(), Map.of())),
            real,
            Allowlists.within(real, command.directory()),
            command.timeout());
    command.requireExecutable();
    var subject = subject(input, command.sensitiveOutput());
    boolean mayShow = !given.isEmpty() || command.sensitiveOutput() || command.hasOwnSecrets();
    if (subject.wish().lacksAcknowledgement(mayShow)) {
      return RunResult.skipped(subject);
    }
    runners.allowlists().use(workspace, command);
    return runs.signedIn(subject, program, secrets(command, given));
  }

  private static void requireAllowed(AllowedCommand command, Map<String, SecretReference> given) {
    if (!given.values().stream().allMatch(command::mayUse)) {
      throw new OperationException(
          ErrorCode.COMMAND_REFUSED,
          "The allowlist does not let this command have one of the references in envSecretRefs;"
              + " write it by the names that the operator used, or ask the operator.");
    }
    if (command.secretFiles().keySet().stream().anyMatch(given::containsKey)) {
      throw new OperationException(
          ErrorCode.INVALID_ARGUMENTS,
          "Invalid arguments: envSecretRefs has a name that the command sets itself.");
    }
  }

  /** All that are needed, those of the allowlist included, are fetched together. */
  private CommandRuns.Secrets secrets(AllowedCommand command, Map<String, SecretReference> given) {
    var wanted = new ArrayList<>(given.values());
    wanted.addAll(command.secretFiles().values());
    SecretReference input = command.standardInput();
    if (input != null) {
      wanted.add(input);
    }
    Map<SecretReference, Secret> values = resolver.values(wanted);
    return new CommandRuns.Secrets(
        valued(given, values),
        valued(command.secretFiles(), values),
        input == null ? null : values.get(input));
  }

  private static Map<String, Secret> valued(
      Map<String, SecretReference> references, Map<SecretReference, Secret> values) {
    return references.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, each -> Objects.requireNonNull(values.get(each.getValue()))));
  }

  private RunResult runFreeForm(ScriptRun input, String command, Path workspace) {
    if (!settings.gates().unrestrictedScriptRunner()) {
      throw new OperationException(
          ErrorCode.GATE_CLOSED,
          "Free-form commands are turned off; give a commandId, which op_script_list tells. The"
              + " operator opens this at start-up with --enable-unrestricted-script-runner=true.");
    }
    runners.allowlists().requireInRoots(workspace);
    var subject = subject(input, true);
    var scope = new ApprovalScope(ApprovalScope.Kind.SCRIPT_COMMAND, workspace);
    Optional<ApprovalDecision.Pending> missing = approval.missing(scope, command, input.reason());
    if (missing.isPresent()) {
      return RunResult.pending(subject, missing.get());
    }
    if (subject.wish().lacksAcknowledgement(true)) {
      return RunResult.skipped(subject);
    }
    Map<String, SecretReference> given = input.variables();
    Map<SecretReference, Secret> values = resolver.values(given.values());
    return runs.signedIn(
        subject,
        shell(command, workspace),
        new CommandRuns.Secrets(valued(given, values), Map.of(), null));
  }

  private CommandRuns.Program shell(String command, Path workspace) {
    return new CommandRuns.Program(
        SHELL, List.of("-c", command), workspace, workspace, settings.runner().commandTimeout());
  }

  private RunResult.Subject subject(ScriptRun input, boolean sensitive) {
    return new RunResult.Subject(
        input.commandId(),
        input.wish(),
        runners.opCli().mode().flagValue(),
        sensitive,
        List.copyOf(input.variables().keySet()));
  }

  /** What {@link #runUnrestricted} takes. */
  record UnrestrictedRun(
      @Arg("The absolute path of the folder to run in, below a configured root.")
          String workspaceRoot,
      @Arg(value = "The command, for /bin/sh.", max = 100_000, audited = Audited.HASHED)
          String command,
      @Arg(
              value = "Why this is needed, for the audit log; never put a secret here.",
              min = Access.REASON_MIN,
              max = Access.REASON_MAX)
          String reason,
      @Arg(
              value = "Whether stdout and stderr are returned; withheld otherwise.",
              defaultValue = "false")
          boolean returnOutput,
      @Arg(value = RunWish.ACKNOWLEDGEMENT_TEXT, audited = Audited.NEVER)
          @Nullable String acknowledgePlaintext) {}

  @Operation(
      name = "op_unrestricted_run",
      title = "Run any command",
      description =
          "Runs a free-form command without secrets, below a root that the operator set, after a"
              + " person has approved it on a local page: the result says authorizationRequired and"
              + " approvalUrl first. The root bounds what is approved, not what the command can"
              + " reach. A program that needs a secret is run by op_script_run.",
      access = Access.RUN_UNRESTRICTED,
      verb = Verb.POST,
      path = "/commands/run")
  RunResult runUnrestricted(UnrestrictedRun input) {
    Path workspace = Allowlists.folder("workspaceRoot", input.workspaceRoot());
    Path root = Allowlists.containing(settings.runner().unrestrictedRoots(), workspace);
    var wish =
        RunWish.of(input.workspaceRoot(), input.returnOutput(), input.acknowledgePlaintext());
    var subject = new RunResult.Subject(null, wish, null, true, List.of());
    var scope = new ApprovalScope(ApprovalScope.Kind.UNRESTRICTED_COMMAND, root);
    Optional<ApprovalDecision.Pending> missing =
        approval.missing(scope, input.command(), input.reason());
    if (missing.isPresent()) {
      return RunResult.pending(subject, missing.get());
    }
    if (wish.lacksAcknowledgement(true)) {
      return RunResult.skipped(subject);
    }
    return runs.plain(subject, shell(input.command(), workspace));
  }
}
