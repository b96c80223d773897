package io.mcp1password.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of this machine: files, ports, the op command line, Java. */
class LocalChecksTest {

  private static final String TOKEN = "0123456789abcdef";

  @TempDir private Path folder;
  private CheckupFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new CheckupFixture(folder);
  }

  private Settings demo(String... flags) {
    var all = new ArrayList<>(List.of(flags));
    all.add("--auth-mode=demo");
    return fixture.settings(Map.of("OP_MCP_HTTP_BEARER_TOKEN", TOKEN), all);
  }

  private static List<String> texts(Check check) {
    return check.findings().stream()
        .map(each -> each.state() + " " + each.text() + "; " + each.advice())
        .toList();
  }

  @Test
  void missingFilesAreNothingToWorryAbout() {
    assertThat(texts(new FilesCheck(demo())))
        .containsExactly("OK owners and modes are right, or what is missing will be made so; ");
  }

  @Test
  void aFolderThatOthersCanWriteIsAFailure() throws IOException {
    Path audit = mode(Files.createDirectory(folder.resolve("audit")), "rwxrwxr-x");
    assertThat(texts(new FilesCheck(demo())))
        .containsExactly(
            "FAIL the audit log's folder "
                + audit
                + " can be written by others; chmod go-w "
                + audit);
  }

  @Test
  void anAuditLogThatOthersCanReadIsNarrowedAtTheStart() throws IOException {
    mode(Files.createDirectory(folder.resolve("audit")), "rwx------");
    mode(Files.createFile(fixture.auditLog()), "rw-r--r--");
    assertThat(texts(new FilesCheck(demo())))
        .containsExactly(
            "WARN the audit log "
                + fixture.auditLog()
                + " is open to others; it gets mode 0600 at the start");
  }

  @Test
  void anAuditLogBehindALinkIsAFailure() throws IOException {
    mode(Files.createDirectory(folder.resolve("audit")), "rwx------");
    Files.createSymbolicLink(fixture.auditLog(), folder.resolve("elsewhere"));
    assertThat(texts(new FilesCheck(demo())))
        .singleElement()
        .asString()
        .startsWith("FAIL the audit log")
        .contains("is a symbolic link");
  }

  @ParameterizedTest
  @CsvSource({"grants, the remembered approvals", "key, the key to them"})
  void rememberedApprovalsAreForTheirOwnerOnly(String name, String what) throws IOException {
    Path file = mode(Files.createFile(folder.resolve(name)), "rw-r-----");
    assertThat(texts(new FilesCheck(demo())))
        .containsExactly("FAIL " + what + " " + file + " is open to others; chmod 600 " + file);
  }

  private static Path mode(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @Test
  void aPortThatIsTakenIsAFailure() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(texts(new PortsCheck(demo("--transport=http", "--http-port=" + port))))
          .singleElement()
          .asString()
          .startsWith("FAIL --http-port: " + port + " of 127.0.0.1 cannot be had; stop what");
    }
    assertThat(texts(new PortsCheck(demo("--transport=http", "--http-port=0"))))
        .containsExactly("OK --http-port: a free port of 127.0.0.1 is taken at the start; ");
  }

  @Test
  void theApprovalPagesPortIsLookedAtWhenThereIsSuchAPage() {
    String[] flags = {"--enable-unrestricted-runner", "--unrestricted-runner-root=" + folder};
    assertThat(texts(new PortsCheck(demo(flags))))
        .singleElement()
        .asString()
        .startsWith("OK --unrestricted-runner-approval-port: a free port");
    assertThat(texts(new PortsCheck(demo()))).containsExactly("OK stdio needs none; ");
  }

  @ParameterizedTest
  @CsvSource({
    "echo 2.30.0, 'OK OP, version 2.30.0; '",
    "'echo ops_secret 2.30.0', FAIL OP did not tell its version within 5 s",
    "exit 1, FAIL OP did not tell its version within 5 s",
    "'test -z \"$OP_CONNECT_TOKEN\" && echo 2.0.0-beta.1', 'OK OP, version 2.0.0'",
  })
  void theOpCommandLineTellsItsVersion(String script, String finding) throws IOException {
    Path op = folder.resolve("op");
    Files.writeString(op, "#!/bin/sh\n" + script + "\n", StandardCharsets.UTF_8);
    mode(op, "rwx------");
    assertThat(texts(new OpCliCheck(runner(op))))
        .singleElement()
        .asString()
        .startsWith(finding.replace("OP", op.toString()))
        .doesNotContain("ops_secret");
  }

  @Test
  void anOpCommandLineThatIsNotThereIsAFailure() {
    Path op = folder.resolve("op");
    assertThat(texts(new OpCliCheck(runner(op))))
        .singleElement()
        .asString()
        .startsWith("FAIL " + op + " is not there or cannot be run; install");
  }

  private Settings runner(Path op) {
    return demo(
        "--enable-script-runner",
        "--script-runner-allowlist=/a",
        "--op-cli-path=" + op,
        "--account=acme");
  }

  @ParameterizedTest
  @CsvSource({
    "ops_eyJlbWFpbCI6ICJ4In0, OK",
    "ops_eyJlbWFpbCI6ICJ, FAIL",
    "ops_!!, FAIL",
    "ops_e30, FAIL",
    "hunter2, FAIL"
  })
  void theFormOfAServiceAccountTokenIsToldWithoutShowingIt(String token, String state) {
    Settings settings =
        fixture.settings(
            Map.of("OP_SERVICE_ACCOUNT_TOKEN", token), List.of("--auth-mode=service-account"));
    assertThat(texts(new ServiceAccountTokenCheck(settings.backend())))
        .singleElement()
        .asString()
        .startsWith(state)
        .doesNotContain(token);
  }

  @Test
  void theJavaIsDescribed() {
    assertThat(texts(new JavaCheck()))
        .singleElement()
        .asString()
        .startsWith("OK Java " + Runtime.version())
        .contains("ahead-of-time cache");
  }

  @Test
  void problemsAndWarningsOfTheSettingsAreLines() {
    CheckupReport refused = Checkup.withoutSettings(List.of("--http-port: x is no number")).run();
    assertThat(refused.passed()).isFalse();
    assertThat(refused.lines())
        .contains("fail  configuration: --http-port: x is no number; see --help for what is valid");
    assertThat(new ConfigurationCheck("fine", List.of("a warning"), List.of()).findings())
        .extracting(Finding::state)
        .containsExactly(Finding.State.OK, Finding.State.WARN);
  }

  @Test
  void aCheckThatBreaksDownIsAFailureOfItsOwnAndHidesItsMessage() {
    Check broken =
        new Check() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public List<Finding> findings() {
            throw new IllegalStateException("ops_hidden");
          }
        };
    CheckupReport report = new Checkup(List.of(broken, new JavaCheck())).run();
    assertThat(report.lines()).hasSize(2);
    assertThat(report.lines().getFirst())
        .isEqualTo(
            "fail  broken: the check broke down (java.lang.IllegalStateException); report this as"
                + " a defect");
    assertThat(report.json().getJsonArray("checks").getJsonObject(0).getString("state"))
        .isEqualTo("fail");
    assertThat(report.json().getBoolean("passed")).isFalse();
  }
}
