package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.ServiceFixture;
import io.mcp1password.TestWorkspace;
import io.mcp1password.audit.AuditOutcome;
import io.mcp1password.audit.AuditRecord;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.config.SettingsException;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that use secrets, run as a client runs them. */
class ScriptsTest {

  private static final String PASSWORD = "op://Private things/Example/password";
  private static final String ACKNOWLEDGED =
      "'returnOutput':true,"
          + "'acknowledgePlaintext':'I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT'";
  private static final String FREE =
      "--acknowledge-unrestricted-runner="
          + "I_UNDERSTAND_THIS_ALLOWS_UNRESTRICTED_LOCAL_COMMAND_EXECUTION";

  private static final String COMMANDS =
      """
      'env':{'command':'/usr/bin/env'},
      'secret':{'command':'/bin/sh','args':['-c','printenv PW; printenv PW | base64; echo end']},
      'touch':{'command':'/usr/bin/touch','args':['touched']},
      'where':{'command':'/bin/pwd','cwd':'sub'},
      'fail':{'command':'/bin/sh','args':['-c','echo partly; exit 3']},
      'slow':{'command':'/bin/sleep','args':['60'],'timeoutMs':100},
      'dies':{'command':'/bin/sh','args':['-c','kill -KILL $$']},
      'sensitive':{'command':'/bin/echo','args':['x'],'sensitiveOutput':true},
      'echo':{'command':'/bin/echo','args':['${word}','; id'],
        'argsFromCaller':{'word':{'pattern':'.*'}}},
      'file':{'command':'/bin/sh','args':['-c','cat $PW_FILE; stat -c %a $PW_FILE; echo $PW_FILE > path'],
        'secretFiles':{'PW_FILE':'op://Private things/Example/password'}},
      'stdin':{'command':'/usr/bin/wc','args':['-c'],
        'stdinSecretRef':'op://Private things/Example/password'},
      'few':{'command':'/bin/true','allowedReferences':['op://Shared/*/*']},
      'once':{'command':'/bin/true','maxUsesPerHour':1},
      'gone':{'command':'/nowhere/program'}
      """;

  @TempDir Path folder;
  private TestWorkspace workspace;
  private ServiceFixture service;
  private final AtomicInteger fetches = new AtomicInteger();

  @BeforeEach
  void start() throws Exception {
    workspace = TestWorkspace.in(folder, COMMANDS);
    Files.createDirectory(workspace.root().resolve("sub"));
    service = service();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private ServiceFixture service(String... more) {
    var flags = new ArrayList<>(workspace.flags());
    flags.addAll(Arrays.asList(more));
    if (flags.stream().filter(each -> each.startsWith("--op-cli-auth-mode")).count() > 1) {
      flags.remove("--op-cli-auth-mode=none");
    }
    return ServiceFixture.of(counting(), flags.toArray(String[]::new));
  }

  /** The samples, with the fetches of items counted. */
  private OnePasswordBackend counting() {
    var backend = InMemoryBackend.withSamples();
    return (OnePasswordBackend)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {OnePasswordBackend.class},
            (_, method, arguments) -> {
              if (method.getName().equals("item")) {
                fetches.incrementAndGet();
              }
              try {
                return method.invoke(backend, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void theOutputIsWithheldUnlessItIsWanted() {
    JsonObject result = run("'commandId':'env'").content();
    assertThat(result.keySet())
        .containsExactlyInAnyOrder(
            "commandId",
            "workspaceRoot",
            "cwd",
            "authMode",
            "exitCode",
            "timedOut",
            "outputTruncated",
            "durationMs",
            "refreshedAuth",
            "sensitiveOutput",
            "outputRequested",
            "outputReturned",
            "outputState",
            "envSecretRefCount",
            "injectedSecretEnvVars");
    assertThat(result.getString("outputState")).isEqualTo("withheld");
    assertThat(result.getInt("exitCode")).isZero();
    assertThat(result.getString("authMode")).isEqualTo("none");
    assertThat(result.getString("cwd")).isEqualTo(".");
  }

  @Test
  void aCommandGetsItsSecretsAndAMinimalEnvironment() {
    JsonObject result =
        run("'commandId':'env','envSecretRefs':{'PW':'" + PASSWORD + "'}," + ACKNOWLEDGED)
            .content();
    assertThat(result.getString("stdout").lines().map(line -> line.replaceFirst("=.*", "")))
        .contains("PW")
        .isSubsetOf(
            "PW",
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "TMPDIR",
            "TEMP",
            "TMP",
            "LANG",
            "LC_ALL",
            "LC_CTYPE");
    assertThat(result.getString("stdout")).contains("PW=[REDACTED]\n");
    assertThat(result.getInt("envSecretRefCount")).isOne();
    assertThat(result.getJsonArray("injectedSecretEnvVars").getString(0)).isEqualTo("PW");
  }

  @Test
  void aSecretIsMaskedInWhatIsReturnedAndKeptNowhere() {
    OperationResult result =
        run("'commandId':'secret','envSecretRefs':{'PW':'" + PASSWORD + "'}," + ACKNOWLEDGED);
    assertThat(result.content().getString("stdout"))
        .startsWith("[REDACTED]\n[REDACTED]")
        .endsWith("end\n")
        .doesNotContain("canary");
    AuditRecord kept = lastRecord();
    assertThat(kept.outcome()).isEqualTo(AuditOutcome.SUCCESS);
    assertThat(kept.metadata().getInt("envSecretRefsCount")).isOne();
    assertThat(kept.metadata().getString("reason")).isEqualTo("to test");
    assertThat(kept.metadata().toString()).doesNotContain("canary").doesNotContain("op://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'commandId':'touch','envSecretRefs':{'PW':'op://Private things/Example/password'}",
        "'commandId':'sensitive'",
        "'commandId':'file'",
        "'commandId':'stdin'",
      })
  void withoutTheAcknowledgementNothingIsRun(String command) {
    JsonObject result =
        run(command + ",'returnOutput':true,'acknowledgePlaintext':'yes'").content();
    assertThat(result.getBoolean("executionSkipped")).isTrue();
    assertThat(result.getString("outputState")).isEqualTo("skipped_ack_missing");
    assertThat(result.getString("requiredAcknowledgement"))
        .isEqualTo("I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT");
    assertThat(result.containsKey("exitCode")).isFalse();
    assertThat(workspace.root().resolve("touched")).doesNotExist();
    assertThat(fetches).hasValue(0);
  }

  @Test
  void eachDistinctItemIsFetchedOnce() {
    run(
        "'commandId':'touch','envSecretRefs':{'A':'op://Private things/Example/password',"
            + "'B':'op://Private things/Example/username',"
            + "'C':'op://Private things/Example/More/TOTP_1?attribute=otp',"
            + "'D':'op://Shared/Wi-Fi café/notesPlain'}");
    assertThat(workspace.root().resolve("touched")).exists();
    assertThat(fetches.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void aSecretThatIsNotThereOrNotVisibleStopsTheRun() {
    assertRefused(
        "'commandId':'touch','envSecretRefs':{'A':'op://Private things/Nothing/password'}",
        ErrorCode.NOT_FOUND);
    service.close();
    service = service("--allowed-vault=Shared");
    assertRefused(
        "'commandId':'touch','envSecretRefs':{'A':'" + PASSWORD + "'}", ErrorCode.NOT_FOUND);
    assertThat(workspace.root().resolve("touched")).doesNotExist();
  }

  @Test
  void aFailureIsAResultThatIsAnError() {
    OperationResult failed = run("'commandId':'fail','returnOutput':true");
    assertThat(failed.failed()).isTrue();
    assertThat(failed.content().getInt("exitCode")).isEqualTo(3);
    assertThat(failed.content().getString("stdout")).isEqualTo("partly\n");
    assertThat(lastRecord().outcome()).isEqualTo(AuditOutcome.ERROR);
    assertThat(lastRecord().metadata().getInt("exitCode")).isEqualTo(3);
    OperationResult killed = run("'commandId':'dies'");
    assertThat(killed.failed()).isTrue();
    assertThat(killed.content().getString("signal")).isEqualTo("SIGKILL");
    assertThat(killed.content().containsKey("exitCode")).isFalse();
  }

  @Test
  void aTimeOutIsAnErrorToo() {
    OperationResult result = run("'commandId':'slow'");
    assertThat(result.failed()).isTrue();
    assertThat(result.content().getBoolean("timedOut")).isTrue();
    assertThat(result.content().getString("errorMessage")).contains("100 ms");
  }

  @Test
  void aCommandRunsWhereItsAllowlistSays() {
    JsonObject result = run("'commandId':'where','returnOutput':true").content();
    assertThat(result.getString("stdout")).isEqualTo(workspace.root() + "/sub\n");
    assertThat(result.getString("cwd")).isEqualTo("sub");
  }

  @Test
  void anArgumentIsOneArgumentWhateverIsInIt() {
    JsonObject result =
        run("'commandId':'echo','args':{'word':'$(id) `id`; id'},'returnOutput':true").content();
    assertThat(result.getString("stdout")).isEqualTo("$(id) `id`; id ; id\n");
    assertThat(lastRecord().metadata().getInt("argsCount")).isOne();
  }

  @Test
  void aSecretFileIsPrivateAndGoneAfterwards() throws Exception {
    JsonObject result = run("'commandId':'file'," + ACKNOWLEDGED).content();
    assertThat(result.getString("stdout")).isEqualTo("[REDACTED]600\n");
    Path file = Path.of(Files.readString(workspace.root().resolve("path")).strip());
    assertThat(file).isAbsolute().doesNotExist();
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void secretsThatTheirMaskingWouldTakeTooMuchMemoryForAreRefused() {
    Secret half = Secret.of("x".repeat(CommandRuns.Secrets.MOST / 2));
    Map<String, Secret> one = Map.of("A", half);
    Secret little = Secret.of("y");
    assertThat(new CommandRuns.Secrets(one, one, null).all()).hasSize(2);
    assertThatThrownBy(() -> new CommandRuns.Secrets(one, one, little))
        .isInstanceOfSatisfying(
            OperationException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMAND_REFUSED))
        .hasMessageContaining("more than 262144 characters");
  }

  @Test
  void aSecretCanBeReadFromStandardInput() {
    JsonObject result = run("'commandId':'stdin'," + ACKNOWLEDGED).content();
    assertThat(result.getString("stdout").strip()).isEqualTo("15");
  }

  @Test
  void theRulesOfTheAllowlistHold() {
    assertRefused(
        "'commandId':'few','envSecretRefs':{'A':'" + PASSWORD + "'}", ErrorCode.COMMAND_REFUSED);
    assertThat(fetches).hasValue(0);
    run("'commandId':'few','envSecretRefs':{'A':'op://Shared/Wi-Fi café/notesPlain'}");
    run("'commandId':'once'");
    assertRefused("'commandId':'once'", ErrorCode.RATE_LIMITED);
    assertRefused("'commandId':'gone'", ErrorCode.COMMAND_REFUSED);
    assertRefused("'commandId':'other'", ErrorCode.NOT_FOUND);
    assertRefused(
        "'commandId':'file','envSecretRefs':{'PW_FILE':'" + PASSWORD + "'}",
        ErrorCode.INVALID_ARGUMENTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'reason':'x y z'",
        "'commandId':'env','command':'env'",
        "'command':'env','args':{'a':'b'}",
        "'commandId':'env','envSecretRefs':{'PATH':'op://a/b/c'}",
        "'commandId':'env','envSecretRefs':{'LD_PRELOAD':'op://a/b/c'}",
        "'commandId':'env','envSecretRefs':{'A':'canary-no-reference'}",
        "'commandId':'env','envSecretRefs':'op://a/b/c'",
        "'commandId':'echo'",
      })
  void badArgumentsAreToldWithoutTheirValues(String arguments) {
    assertThatThrownBy(() -> run(arguments))
        .isInstanceOfSatisfying(
            OperationException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENTS))
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "/nowhere/at/all", "/bin/sh"})
  void aWorkspaceMustBeAFolderThatIsThere(String root) {
    assertThatThrownBy(
            () ->
                service.call(
                    "op_script_run",
                    "{'workspaceRoot':'" + root + "','commandId':'env','reason':'to test'}"))
        .hasMessageContaining("workspaceRoot must be the absolute path of a folder");
  }

  @Test
  void aFreeFormCommandNeedsItsOwnGate() {
    assertThatThrownBy(() -> run("'command':'touch touched'"))
        .isInstanceOfSatisfying(
            OperationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GATE_CLOSED))
        .hasMessageContaining("--enable-unrestricted-script-runner");
  }

  @Test
  void aFreeFormCommandWaitsForAPerson() {
    service.close();
    service = service("--enable-unrestricted-script-runner");
    JsonObject result =
        run("'command':'touch touched','envSecretRefs':{'PW':'" + PASSWORD + "'}").content();
    assertThat(result.getBoolean("authorizationRequired")).isTrue();
    assertThat(result.getString("approvalUrl")).startsWith("http://127.0.0.1:");
    assertThat(result.getString("expiresAt")).isNotEmpty();
    assertThat(workspace.root().resolve("touched")).doesNotExist();
    assertThat(fetches).hasValue(0);
    List<AuditRecord> records = service.audit().records();
    assertThat(records).extracting(AuditRecord::action).contains("approval_asked");
    assertThat(records.toString()).doesNotContain("touch touched").doesNotContain("127.0.0.1");
    assertThat(lastRecord().metadata().getJsonObject("command").getInt("length")).isEqualTo(13);
  }

  @Test
  void aFreeFormCommandRunsInAShellWhereTheOperatorWaivedTheApproval() {
    service.close();
    service =
        service(
            "--enable-unrestricted-script-runner",
            "--unrestricted-runner-require-session-approval=false",
            FREE);
    String command = "'command':'echo $PW | tr a-z A-Z; pwd','envSecretRefs':{'PW':'" + PASSWORD;
    assertThat(run(command + "'},'returnOutput':true").content().getString("outputState"))
        .isEqualTo("skipped_ack_missing");
    JsonObject result = run(command + "'}," + ACKNOWLEDGED).content();
    assertThat(result.getString("stdout")).isEqualTo("[REDACTED]\n" + workspace.root() + "\n");
    assertThat(result.getBoolean("sensitiveOutput")).isTrue();
    assertThat(result.containsKey("commandId")).isFalse();
  }

  @Test
  void anUnrestrictedCommandGetsNoSecretsAndStaysBelowItsRoot() {
    JsonObject pending = unrestricted("true").content();
    assertThat(pending.getBoolean("authorizationRequired")).isTrue();
    assertThat(pending.getString("approvalUrl")).startsWith("http://127.0.0.1:");
    service.close();
    service = service("--unrestricted-runner-require-session-approval=false", FREE);
    JsonObject result = unrestricted("echo hello; exit 4").content();
    assertThat(result.getString("stdout")).isEqualTo("hello\n");
    assertThat(result.getInt("exitCode")).isEqualTo(4);
    assertThat(result.containsKey("authMode")).isFalse();
    assertThat(result.getInt("envSecretRefCount")).isZero();
    assertThatThrownBy(
            () ->
                service.call(
                    "op_unrestricted_run",
                    "{'workspaceRoot':'/usr','command':'true','reason':'to test'}"))
        .hasMessageContaining("--unrestricted-runner-root");
  }

  private OperationResult unrestricted(String command) {
    return service.call(
        "op_unrestricted_run",
        "{'workspaceRoot':'%s','command':'%s','reason':'to test',%s}"
            .formatted(workspace.root(), command, ACKNOWLEDGED));
  }

  @Test
  void theListTellsWhatMayBeRunWithoutPaths() {
    JsonObject all = service.call("op_script_list", "{}").content();
    assertThat(all.getJsonArray("commands")).hasSize(14);
    assertThat(all.toString()).doesNotContain(folder.toString()).doesNotContain("/bin/");
    JsonObject one =
        service.call("op_script_list", "{'workspaceRoot':'" + workspace.root() + "'}").content();
    assertThat(one.getString("path")).isEqualTo("allowlist.json");
    assertThat(one.getString("workspaceRoot")).isEqualTo(workspace.root().toString());
    JsonObject echo =
        one.getJsonArray("commands").getValuesAs(JsonObject.class).stream()
            .filter(each -> each.getString("id").equals("echo"))
            .findFirst()
            .orElseThrow();
    assertThat(echo.getJsonArray("args").getJsonObject(0).getString("name")).isEqualTo("word");
  }

  @Test
  void theStatusIsLiveAndAResetForgetsTheSession() throws Exception {
    Path op = folder.toRealPath().resolve("op");
    Files.writeString(op, "#!/bin/sh\necho session-token-of-op\n");
    Files.setPosixFilePermissions(op, PosixFilePermissions.fromString("rwxr-xr-x"));
    service.close();
    service = service("--op-cli-auth-mode=manual-session", "--account=acme", "--op-cli-path=" + op);
    assertThat(status().getBoolean("hasCachedSession")).isFalse();
    JsonObject result = run("'commandId':'env','returnOutput':true").content();
    assertThat(result.getString("stdout"))
        .contains("OP_SESSION=[REDACTED]\n", "OP_ACCOUNT=acme\n", "PATH=" + folder.toRealPath());
    assertThat(status().getBoolean("hasCachedSession")).isTrue();
    assertThat(status().getInt("scriptRunnerAllowlistCount")).isOne();
    JsonObject reset = service.call("op_session_reset", "{}").content();
    assertThat(reset.getBoolean("reset")).isTrue();
    assertThat(reset.getJsonObject("status").getBoolean("hasCachedSession")).isFalse();
  }

  private JsonObject status() {
    return service.call("op_session_status", "{}").content();
  }

  @Test
  void anAllowlistThatIsWrongStopsTheStart() {
    workspace.write("{'version':1,'commands':{'x':{'command':'y','z':1}}}");
    assertThatThrownBy(this::service)
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(workspace.allowlist() + ": commands.x.z is not known"));
  }

  @Test
  void theGuidanceLeadsToTheRunner() {
    JsonObject guidance =
        service.call("sdk_capabilities", "{}").content().getJsonObject("secretConsumptionGuidance");
    assertThat(guidance.getString("preferredPath")).isEqualTo("op_script_run");
    assertThat(guidance.getString("nextStep")).contains("op_script_list");
  }

  @Test
  void aReloadTakesWhatIsWrittenNow() {
    workspace.write(
        "{'version':1,'workspaceRoot':'app','commands':{'new':{'command':'/bin/true'}}}");
    assertRefused("'commandId':'new'", ErrorCode.NOT_FOUND);
    JsonObject result =
        service.call("op_script_reload_allowlists", "{'reason':'to test'}").content();
    assertThat(result.getBoolean("reloaded")).isTrue();
    assertThat(result.getBoolean("changed")).isTrue();
    assertThat(result.getInt("commandCount")).isOne();
    assertThat(run("'commandId':'new'").failed()).isFalse();
  }

  private OperationResult run(String arguments) {
    String reason = arguments.contains("'reason'") ? "" : ",'reason':'to test'";
    return service.call(
        "op_script_run", "{'workspaceRoot':'" + workspace.root() + "'," + arguments + reason + "}");
  }

  private void assertRefused(String arguments, ErrorCode code) {
    assertThatThrownBy(() -> run(arguments))
        .isInstanceOfSatisfying(OperationException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageNotContaining(folder.toString());
  }

  private AuditRecord lastRecord() {
    return service.audit().records().getLast();
  }
}
