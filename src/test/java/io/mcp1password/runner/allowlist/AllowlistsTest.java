package io.mcp1password.runner.allowlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mcp1password.ServiceFixture;
import io.mcp1password.config.RunnerSettings;
import io.mcp1password.model.SecretReference;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowlistsTest {

  private static final String TRUE = "'true':{'command':'/bin/true'}";

  @TempDir Path temporary;
  private Path folder;
  private Path file;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = temporary.toRealPath();
    file = folder.resolve(".onepassword-mcp.json");
    Files.createDirectories(folder.resolve("app/deep"));
    Files.createDirectories(folder.resolve("app-fix"));
    Files.createDirectories(folder.resolve("other"));
  }

  @Test
  void theDefaultsAreThoseOfTheContract() throws Exception {
    write(file, "{'version':1,'commands':{'build':{'command':'/usr/bin/make'}}}");
    Workspace workspace = read().covering(folder);
    assertThat(workspace.root()).isEqualTo(folder);
    assertThat(workspace.displayName()).isEqualTo(".onepassword-mcp.json");
    AllowedCommand command = Allowlists.command(workspace, "build");
    assertThat(command.timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(command.directory()).isEqualTo(".");
    assertThat(command.sensitiveOutput()).isFalse();
    assertThat(command.arguments(Map.of())).isEmpty();
    assertThatThrownBy(() -> Allowlists.command(workspace, "deploy"))
        .hasMessageContaining("op_script_list");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsPlace() throws Exception {
    write(
        file,
        "{'version':2,'workspaceRoot':'.','surprise':1,'commands':{'a':{'command':'/bin/true',"
            + "'timeoutMs':3600001,'args':'x','shell':true},'b':{}}}");
    assertThat(problems())
        .containsExactlyInAnyOrder(
            "version must be exactly 1",
            "commands.a.args must be a list",
            "commands.a.timeoutMs must be from 1 to 3600000",
            "commands.a.shell is not known",
            "commands.b.command is required",
            "surprise is not known");
  }

  @Test
  void whatTheFormCannotTellIsToldAtOnceToo() throws Exception {
    write(
        file,
        "{'version':1,'workspaceRoot':'missing','commands':{'a':{'command':'make','cwd':'/tmp',"
            + "'secretFiles':{'LD_PRELOAD':'op://a/b/c','OK':'no reference'},"
            + "'stdinSecretRef':'op://a','allowedReferences':['op://a/*/c','x'],"
            + "'args':['${b}'],'argsFromCaller':{'c':{'pattern':'('}},'sha256':'12'}}}");
    assertThat(problems())
        .containsExactlyInAnyOrder(
            "commands.a.argsFromCaller must name exactly the places ${name} in args",
            "commands.a.command must be the absolute path of an executable",
            "commands.a.cwd must be a path relative to the workspace",
            "commands.a.secretFiles.LD_PRELOAD is reserved: it changes how programs run; use"
                + " another name",
            "commands.a.secretFiles.OK must have the form op://vault/item/[section/]field",
            "commands.a.stdinSecretRef must have the form op://vault/item/[section/]field",
            "commands.a.allowedReferences[1] must have the form op://vault/item/[section/]field",
            "commands.a.argsFromCaller has a pattern that is no regular expression (RE2)",
            "commands.a.sha256 must be 64 hex digits",
            "a workspace root is no folder that is there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{'version':1,'version':1,'commands':{}}", "{'version':1} x", "{"})
  void whatIsNoOneObjectIsRefused(String text) throws Exception {
    write(file, text);
    assertThat(problems()).isNotEmpty();
  }

  @Test
  void aFileThatOthersMayWriteIsRefused() throws Exception {
    write(file, "{'version':1,'commands':{}}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    assertThat(problems()).containsExactly("can be written by others; run chmod go-w on it");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(read().workspaces()).hasSize(1);
  }

  @Test
  void aFileThatIsTooLargeOrMissingIsRefused() throws Exception {
    assertThat(problems()).containsExactly("is not there, or cannot be reached");
    Files.writeString(file, " ".repeat(1024 * 1024 + 1));
    assertThat(problems()).containsExactly("is larger than 1048576 bytes");
  }

  @Test
  void aProblemNamesTheFileToTheOperatorOnly() throws Exception {
    write(file, "{}");
    var failure = catchThrowableOfType(AllowlistException.class, this::read);
    assertThat(failure.forOperator()).allMatch(each -> each.startsWith(file + ": "));
    assertThat(failure.forClient())
        .allMatch(each -> each.startsWith("allowlist 1: "))
        .noneMatch(each -> each.contains(folder.toString()));
  }

  @Test
  void theLongestWorkspaceWinsAndOneBelowIsCovered() throws Exception {
    write(file, "{'version':1,'workspaceRoots':['.','app'],'commands':{" + TRUE + "}}");
    Allowlists allowlists = read();
    assertThat(allowlists.covering(folder.resolve("app/deep")).root())
        .isEqualTo(folder.resolve("app"));
    assertThat(allowlists.covering(folder.resolve("other")).root()).isEqualTo(folder);
    assertThatThrownBy(() -> allowlists.covering(Path.of("/usr")))
        .isInstanceOf(OperationException.class)
        .hasMessageNotContaining(folder.toString());
  }

  @Test
  void aPrefixCoversSiblingsOfItsName() throws Exception {
    write(
        file,
        "{'version':1,'workspaceRoots':['other'],'workspaceRootPrefixes':['app'],'commands':{"
            + TRUE
            + "}}");
    Allowlists allowlists = read();
    assertThat(allowlists.covering(folder.resolve("app-fix")).root())
        .isEqualTo(folder.resolve("app"));
    assertThat(allowlists.covering(folder.resolve("app/deep"))).isNotNull();
    assertThatThrownBy(() -> allowlists.covering(folder.resolve("application")))
        .isInstanceOf(OperationException.class);
  }

  @Test
  void rootsBoundWorkspacesAndThePrefixesSiblings() throws Exception {
    write(file, "{'version':1,'workspaceRoot':'other','commands':{}}");
    String app = "--script-runner-root=" + folder.resolve("app");
    assertThat(problems(app))
        .containsExactly("a workspace root is outside every --script-runner-root");
    write(
        file, "{'version':1,'workspaceRoot':'app','workspaceRootPrefixes':['app'],'commands':{}}");
    Allowlists allowlists = read(app);
    assertThat(allowlists.covering(folder.resolve("app"))).isNotNull();
    assertThatThrownBy(() -> allowlists.covering(folder.resolve("app-fix")))
        .isInstanceOf(OperationException.class);
  }

  @Test
  void symbolicLinksAreFollowedBeforeAnythingIsCompared() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("app"));
    write(file, "{'version':1,'workspaceRoot':'link','commands':{" + TRUE + "}}");
    assertThat(read().covering(Allowlists.folder("workspaceRoot", link.toString())).root())
        .isEqualTo(folder.resolve("app"));
    Files.createSymbolicLink(folder.resolve("app/out"), folder.resolve("other"));
    assertThatThrownBy(() -> Allowlists.within(folder.resolve("app"), "out"))
        .hasMessageContaining("outside the workspace");
    assertThatThrownBy(() -> Allowlists.within(folder.resolve("app"), "../other"))
        .hasMessageContaining("outside the workspace");
    assertThat(Allowlists.within(folder.resolve("app"), "deep"))
        .isEqualTo(folder.resolve("app/deep"));
  }

  @Test
  void aManifestNamesAllowlistsRelativeToItselfAndOneFileCountsOnce() throws Exception {
    write(file, "{'version':1,'commands':{" + TRUE + "}}");
    Path manifest = folder.resolve("manifest.json");
    write(manifest, "{'version':1,'allowlists':['.onepassword-mcp.json','" + file + "']}");
    Allowlists allowlists =
        Allowlists.read(
            settings(
                "--script-runner-allowlist=" + file,
                "--script-runner-allowlist-manifest=" + manifest),
            InstantSource.system());
    assertThat(allowlists.workspaces()).hasSize(1);
    assertThat(allowlists.isRuleFile(manifest)).isTrue();
    assertThat(allowlists.isRuleFile(file)).isTrue();
    assertThat(allowlists.isRuleFile(folder.resolve("app"))).isFalse();
  }

  @Test
  void aReloadThatFailsLeavesWhatWasInForce() throws Exception {
    write(file, "{'version':1,'commands':{" + TRUE + "}}");
    Allowlists allowlists = read();
    write(file, "{'version':1,'commands':{'true':{'command':'true'}}}");
    assertThatThrownBy(allowlists::reload)
        .isInstanceOfSatisfying(
            OperationException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMAND_REFUSED))
        .hasMessageContaining("allowlist 1: commands.true.command must be the absolute path")
        .hasMessageNotContaining(folder.toString());
    assertThat(allowlists.covering(folder).commands()).containsOnlyKeys("true");
    write(file, "{'version':1,'commands':{" + TRUE + ",'false':{'command':'/bin/false'}}}");
    assertThat(allowlists.reload()).isEqualTo(new Allowlists.Reload(1, 1, 2, true));
    assertThat(allowlists.reload()).isEqualTo(new Allowlists.Reload(1, 1, 2, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'args':['1']",
        "'argsFromCaller':{'x':{'pattern':'b'}},'args':['${x}']",
        "'maxUsesPerHour':2",
        "'secretFiles':{'KEY':'op://a/b/c'}",
        "'stdinSecretRef':'op://a/b/c'",
        "'allowedReferences':['op://a/b/c']"
      })
  void aReloadTellsThatACommandIsAnother(String member) throws Exception {
    String before = "'argsFromCaller':{'x':{'pattern':'a'}},'args':['${x}']";
    String form = "{'version':1,'commands':{'it':{'command':'/bin/true',%s}}}";
    write(file, form.formatted(before));
    Allowlists allowlists = read();
    write(file, form.formatted(member));
    assertThat(allowlists.reload().changed()).isTrue();
    assertThat(allowlists.reload().changed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"test,true", "prod,true", "prod1,false", "testprod,false", "-t,false"})
  void anArgumentMatchesItsWholePattern(String value, boolean fits) throws Exception {
    AllowedCommand command =
        command(
            "{'command':'/bin/echo','args':['--stage=${stage}','$1'],"
                + "'argsFromCaller':{'stage':{'pattern':'test|prod|-t'}}}");
    if (fits) {
      assertThat(command.arguments(Map.of("stage", value)))
          .containsExactly("--stage=" + value, "$1");
    } else {
      assertThatThrownBy(() -> command.arguments(Map.of("stage", value)))
          .hasMessageContaining("args.stage does not match")
          .hasMessageNotContaining(value);
    }
  }

  @Test
  void argumentsAreNeitherMissingNorSurplusNorTooLong() throws Exception {
    AllowedCommand command =
        command(
            "{'command':'/bin/echo','args':['${a}'],"
                + "'argsFromCaller':{'a':{'pattern':'.*','maxLength':3}}}");
    assertThatThrownBy(() -> command.arguments(Map.of()))
        .hasMessageContaining("args.a is required");
    assertThatThrownBy(() -> command.arguments(Map.of("a", "abcd", "b", "x")))
        .hasMessageContaining("args.a has more than 3 characters")
        .hasMessageContaining("args has names");
    assertThatThrownBy(() -> command.arguments(Map.of("a", "a\0b")))
        .hasMessageContaining("does not match");
  }

  /** A backtracking matcher would need longer than the universe has. */
  @Test
  void aPatternTakesLinearTime() throws Exception {
    AllowedCommand command =
        command(
            "{'command':'/bin/echo','args':['${a}'],"
                + "'argsFromCaller':{'a':{'pattern':'(a+)+b','maxLength':4096}}}");
    assertThatThrownBy(() -> command.arguments(Map.of("a", "a".repeat(4096))))
        .hasMessageContaining("does not match");
  }

  @ParameterizedTest
  @CsvSource({
    "op://Build/ci token/credential,true",
    "op://Build/ci token/credential?attribute=otp,true",
    "op://Build/x/credential,true",
    "op://Build/x/section/credential,false",
    "op://build/x/credential,false",
    "op://Other/x/credential,false",
    "op://Build/x/password,false"
  })
  void onlyAllowedReferencesMayBeGiven(String reference, boolean allowed) throws Exception {
    AllowedCommand command =
        command("{'command':'/bin/true','allowedReferences':['op://Build/*/credential']}");
    assertThat(command.mayUse(SecretReference.parse(reference))).isEqualTo(allowed);
  }

  @Test
  void usesAreCountedByTheHour() throws Exception {
    write(
        file,
        "{'version':1,'commands':{'a':{'command':'/bin/true','maxUsesPerHour':2},"
            + "'b':{'command':'/bin/true','maxUsesPerHour':1}}}");
    var now = new ArrayList<>(List.of(Instant.EPOCH));
    Allowlists allowlists = Allowlists.read(settings(allowlistFlag()), now::getLast);
    Workspace workspace = allowlists.covering(folder);
    AllowedCommand a = Allowlists.command(workspace, "a");
    allowlists.use(workspace, a);
    now.add(Instant.EPOCH.plusSeconds(1));
    allowlists.use(workspace, a);
    allowlists.use(workspace, Allowlists.command(workspace, "b"));
    assertThatThrownBy(() -> allowlists.use(workspace, a))
        .isInstanceOfSatisfying(
            OperationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED));
    now.add(Instant.EPOCH.plus(Duration.ofHours(1)));
    allowlists.use(workspace, a);
    assertThatThrownBy(() -> allowlists.use(workspace, a)).isInstanceOf(OperationException.class);
  }

  @Test
  void anExecutableMustBeTheOneThatWasMeantAndNobodyElsesToWrite() throws Exception {
    Path program = folder.resolve("program");
    Files.writeString(program, "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(program)));
    AllowedCommand command = command("{'command':'" + program + "','sha256':'" + hash + "'}");
    command.requireExecutable();
    Files.writeString(program, "#!/bin/sh\necho changed\n");
    assertThatThrownBy(command::requireExecutable).hasMessageContaining("SHA-256");
    AllowedCommand any = command("{'command':'" + program + "'}");
    any.requireExecutable();
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThatThrownBy(any::requireExecutable).hasMessageContaining("written by others");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(any::requireExecutable).hasMessageContaining("not executable");
    Files.delete(program);
    assertThatThrownBy(any::requireExecutable).hasMessageContaining("missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "path",
        "HOME",
        "OP_ACCOUNT",
        "OP_SESSION",
        "Op_Service_Account_Token",
        "1A",
        "A-B",
        "",
        "LD_PRELOAD",
        "NODE_OPTIONS",
        "OPENSSL_CONF",
        "gconv_path",
        "MAVEN_OPTS",
        "OP_SESSION_my",
        "GIT_SSH_COMMAND",
        "A=B"
      })
  void aVariableThatChangesProgramsIsRefused(String name) {
    assertThat(SecretVariable.problem(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEPLOY_TOKEN", "_x", "npm_config__auth", "PGPASSWORD", "KUBECONFIG"})
  void anyOtherVariableMayCarryASecret(String name) {
    assertThat(SecretVariable.problem(name)).isEmpty();
  }

  private AllowedCommand command(String written) throws Exception {
    write(file, "{'version':1,'commands':{'it':" + written + "}}");
    return Allowlists.command(read().covering(folder), "it");
  }

  private String allowlistFlag() {
    return "--script-runner-allowlist=" + file;
  }

  private Allowlists read(String... more) throws AllowlistException {
    var flags = new ArrayList<>(List.of(more));
    flags.add(allowlistFlag());
    return Allowlists.read(settings(flags.toArray(String[]::new)), InstantSource.system());
  }

  private List<String> problems(String... more) {
    return catchThrowableOfType(AllowlistException.class, () -> read(more)).forClient().stream()
        .map(each -> each.replaceFirst("^allowlist 1: ", ""))
        .toList();
  }

  private static RunnerSettings settings(String... flags) {
    return ServiceFixture.settings(flags).runner();
  }

  private static void write(Path file, String singleQuoted) throws IOException {
    Files.writeString(file, singleQuoted.replace('\'', '"'));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }
}
