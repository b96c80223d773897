package io.mcp1password.service;

import io.mcp1password.backend.CallBudget;
import io.mcp1password.config.AuthMode;
import io.mcp1password.config.GateSettings;
import io.mcp1password.config.RunnerSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.config.Transport;
import io.mcp1password.model.Capability;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations that tell about the server itself: no secret, path, host or account name. */
public final class ServerInfo {

  private final Runners runners;
  private final Settings settings;
  private final Supplier<OperationCatalog> catalog;
  private final Features features;
  private final Supplier<Optional<CallBudget>> budget;

  /**
   * What MCP clients find beside the tools.
   *
   * @param prompts the names of the MCP prompts
   * @param resources the URIs and URI templates of the MCP resources
   */
  public record Features(List<String> prompts, List<String> resources) {}

  /**
   * @param catalog the catalogue in which these operations stand too, hence known only later
   * @param budget what is left of the requests that 1Password allows
   */
  public ServerInfo(
      Runners runners,
      Supplier<OperationCatalog> catalog,
      Features features,
      Supplier<Optional<CallBudget>> budget) {
    this.runners = runners;
    this.settings = runners.settings();
    this.catalog = catalog;
    this.features = features;
    this.budget = budget;
  }

  /** What the active backend can do, by the names that clients know. */
  record BackendCapabilities(
      @Arg("Whether vaults can be created and changed.") boolean vaultMutation,
      @Arg("Whether vaults can be deleted.") boolean vaultDestructive,
      @Arg("Whether groups and permissions can be read.") boolean permissionRead,
      @Arg("Whether permissions can be changed.") boolean permissionMutation,
      @Arg("Whether there are environments.") boolean environments,
      @Arg("Whether items can be archived.") boolean itemArchive,
      @Arg("Whether items can be deleted.") boolean itemDelete) {

    static BackendCapabilities of(Set<Capability> capabilities) {
      boolean vaults = capabilities.contains(Capability.VAULT_WRITE);
      return new BackendCapabilities(
          vaults,
          vaults,
          capabilities.contains(Capability.GROUPS),
          capabilities.contains(Capability.VAULT_PERMISSIONS),
          capabilities.contains(Capability.ENVIRONMENTS),
          capabilities.contains(Capability.ITEM_ARCHIVE),
          capabilities.contains(Capability.ITEMS));
    }
  }

  /** What {@link #capabilities} returns. */
  record Capabilities(
      @Arg("The backend in use.") String authMode,
      @Arg("The backend in use.") String backend,
      @Arg("Whether plaintext may be revealed.") boolean secretRevealEnabled,
      @Arg("Whether data may be written.") boolean writesEnabled,
      @Arg("Whether data may be deleted.") boolean destructiveActionsEnabled,
      @Arg("Whether permissions may be changed.") boolean permissionMutationEnabled,
      @Arg("Whether allowlisted commands may be run.") boolean scriptRunnerEnabled,
      @Arg("Whether free-form scripts may be run.") boolean unrestrictedScriptRunnerEnabled,
      @Arg("How many allowlist manifests are set.") int scriptRunnerAllowlistManifestCount,
      @Arg("Whether free-form commands may be run.") boolean unrestrictedRunnerEnabled,
      @Arg("How many roots free-form commands may be run in.") int unrestrictedRunnerRootCount,
      @Arg("Whether free-form commands need a local approval.")
          boolean unrestrictedRunnerRequireSessionApproval,
      @Arg("How long an approval holds, in milliseconds.") long unrestrictedRunnerApprovalTtlMs,
      @Arg("How long a free-form command may take, in milliseconds.")
          long unrestrictedRunnerCommandTimeoutMs,
      @Arg("How long an approval may be remembered, in milliseconds.") long approvalRememberTtlMs,
      @Arg("How MCP clients reach the server: stdio or http.") String transport,
      @Arg("Whether HTTP needs a bearer token.") boolean httpRequireBearer,
      @Arg("How many origins are allowed by name.") int httpAllowedOriginCount,
      @Arg("The most MCP sessions at a time.") int httpMaxSessions,
      @Arg("How long a session may be idle, in milliseconds.") long httpSessionIdleMs,
      @Arg("How long a request may take, in milliseconds.") long httpRequestTimeoutMs,
      @Arg("How many vaults are visible at the most; absent: all.")
          @Nullable Integer allowedVaultCount,
      @Arg("Whether diagnostics are on.") boolean diagnosticsEnabled,
      @Arg("What the backend can do.") BackendCapabilities backendCapabilities,
      @Arg("The tools that are listed now.") List<String> effectiveSupportedTools,
      @Arg("The backends that there are.") List<String> supportedAuthModes,
      @Arg("The transports that there are.") List<String> supportedTransports,
      @Arg("All tools, listed or not.") List<String> supportedTools,
      @Arg("The prompts.") List<String> supportedPrompts,
      @Arg("The resources.") List<String> supportedResources,
      @Arg("How to use a secret without seeing it.") SecretGuidance secretConsumptionGuidance,
      @Arg("What else to know.") List<String> notes) {}

  @Operation(
      name = "sdk_capabilities",
      title = "Capabilities",
      description =
          "Tells what this server can do now: backend, gates, limits, tools, and how to use a"
              + " secret without seeing it.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/capabilities")
  Capabilities capabilities() {
    GateSettings gates = settings.gates();
    RunnerSettings runner = settings.runner();
    String backend = settings.backend().authMode().flagValue();
    Set<String> allowed = settings.backend().allowedVaults();
    return new Capabilities(
        backend,
        backend,
        gates.secretReveal(),
        gates.writes(),
        gates.destructiveActions(),
        gates.permissionMutation(),
        gates.scriptRunner(),
        gates.unrestrictedScriptRunner(),
        runner.allowlistManifests().size(),
        gates.unrestrictedRunner(),
        runner.unrestrictedRoots().size(),
        runner.requireSessionApproval(),
        settings.approval().ttl().toMillis(),
        runner.commandTimeout().toMillis(),
        settings.approval().rememberTtl().toMillis(),
        settings.transport().flagValue(),
        settings.http().requireBearer(),
        settings.http().allowedOrigins().size(),
        settings.http().maxSessions(),
        settings.http().sessionIdle().toMillis(),
        settings.http().requestTimeout().toMillis(),
        allowed.isEmpty() ? null : allowed.size(),
        settings.diagnostics(),
        BackendCapabilities.of(catalog.get().capabilities()),
        names(catalog.get().listed()),
        Arrays.stream(AuthMode.values()).map(AuthMode::flagValue).toList(),
        Arrays.stream(Transport.values()).map(Transport::flagValue).toList(),
        names(catalog.get().all()),
        features.prompts(),
        features.resources(),
        SecretGuidance.of(gates),
        NOTES);
  }

  private static final List<String> NOTES =
      List.of(
          "Nothing returns a plaintext unless the operator opened the gate at start-up and the"
              + " caller acknowledges it in that very call.",
          "Every call, refused ones included, leaves one record in a hash-chained audit log.",
          "The REST API under /api/v1 has one endpoint per tool, with the same rules.");

  private static List<String> names(List<OperationDescriptor> operations) {
    return operations.stream().map(OperationDescriptor::name).toList();
  }

  /** The state of the unrestricted runner. */
  record UnrestrictedRunner(
      @Arg("Whether its gate is open.") boolean enabled,
      @Arg("How many roots are set.") int configuredRootCount,
      @Arg("Whether it needs a local approval.") boolean requireSessionApproval,
      @Arg("How many approvals are in force.") int approvedRootCount,
      @Arg("How long an approval holds, in milliseconds.") long approvalTtlMs,
      @Arg("How long a command may take, in milliseconds.") long commandTimeoutMs) {}

  /** What is left of the requests to 1Password. */
  record RequestBudget(
      @Arg("The most reads that are sent within an hour.") int readsLimit,
      @Arg("The reads of the last hour.") int readsUsed,
      @Arg("The most writes that are sent within an hour.") int writesLimit,
      @Arg("The writes of the last hour.") int writesUsed,
      @Arg("How long reads or writes are not sent any more, in seconds; 0 while some are left.")
          long retryAfterSeconds) {

    static RequestBudget of(CallBudget budget) {
      return new RequestBudget(
          budget.reads().limit(),
          budget.reads().used(),
          budget.writes().limit(),
          budget.writes().used(),
          budget.retryAfter().toSeconds());
    }
  }

  /** What helps to find a fault. */
  record Diagnostics(
      @Arg("The backend in use.") String backend,
      @Arg("Whether diagnostics are on.") boolean enabled,
      @Arg("The server's process id.") long pid) {}

  /** What {@link #session} returns. */
  record SessionStatus(
      @Arg("The backend in use.") String backend,
      @Arg("Whether the script runner's gate is open.") boolean enabled,
      @Arg("How commands are signed in to the 1Password command line.") String authMode,
      @Arg("How that was configured.") String configuredAuthMode,
      @Arg("Whether an account is set.") boolean accountConfigured,
      @Arg("Whether the op command's path is set.") boolean opCliPathConfigured,
      @Arg("Whether a session of the op command is kept.") boolean hasCachedSession,
      @Arg("Whether that session is taken to be valid.") boolean manualSessionKnownValid,
      @Arg("Whether a command was refused with it.") boolean manualSessionMarkedInvalid,
      @Arg("Whether the desktop app has answered.") boolean desktopValidated,
      @Arg("Whether plaintext may be revealed.") boolean secretRevealEnabled,
      @Arg("Whether data may be written.") boolean writesEnabled,
      @Arg("Whether data may be deleted.") boolean destructiveActionsEnabled,
      @Arg("Whether permissions may be changed.") boolean permissionMutationEnabled,
      @Arg("Whether allowlisted commands may be run.") boolean scriptRunnerEnabled,
      @Arg("Whether free-form scripts may be run.") boolean unrestrictedScriptRunnerEnabled,
      @Arg("How many workspaces the allowlists cover.") int scriptRunnerAllowlistCount,
      @Arg("How many commands they hold.") int loadedAllowlistCommandCount,
      @Arg("How many allowlist manifests are set.") int scriptRunnerAllowlistManifestCount,
      @Arg("The unrestricted runner.") UnrestrictedRunner unrestrictedRunner,
      @Arg("The requests to 1Password; absent where their number is not limited.")
          @Nullable RequestBudget requestBudget,
      @Arg("What helps to find a fault.") Diagnostics diagnostics,
      @Arg("How to use a secret without seeing it.") SecretGuidance secretConsumptionGuidance) {}

  @Operation(
      name = "op_session_status",
      title = "Session status",
      description =
          "Tells the state of the 1Password command-line session and of the gates; nothing secret.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/session")
  SessionStatus session() {
    GateSettings gates = settings.gates();
    RunnerSettings runner = settings.runner();
    String backend = settings.backend().authMode().flagValue();
    RunnerStatus state = runners.status();
    return new SessionStatus(
        backend,
        gates.scriptRunner(),
        state.authMode(),
        state.configuredAuthMode(),
        state.accountConfigured(),
        state.opCliPathConfigured(),
        state.hasCachedSession(),
        state.manualSessionKnownValid(),
        state.manualSessionMarkedInvalid(),
        state.desktopValidated(),
        gates.secretReveal(),
        gates.writes(),
        gates.destructiveActions(),
        gates.permissionMutation(),
        gates.scriptRunner(),
        gates.unrestrictedScriptRunner(),
        state.loadedAllowlistCount(),
        state.loadedAllowlistCommandCount(),
        runner.allowlistManifests().size(),
        new UnrestrictedRunner(
            gates.unrestrictedRunner(),
            runner.unrestrictedRoots().size(),
            runner.requireSessionApproval(),
            runners.approvals().activeCount(),
            settings.approval().ttl().toMillis(),
            runner.commandTimeout().toMillis()),
        budget.get().map(RequestBudget::of).orElse(null),
        new Diagnostics(backend, settings.diagnostics(), ProcessHandle.current().pid()),
        SecretGuidance.of(gates));
  }
}
