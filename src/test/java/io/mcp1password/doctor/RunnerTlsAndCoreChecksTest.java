package io.mcp1password.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.TestWorkspace;
import io.mcp1password.config.Settings;
import io.mcp1password.http.TestCertificate;
import io.mcp1password.sdk.Core;
import io.mcp1password.sdk.CoreException;
import io.mcp1password.sdk.InMemoryCore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of the runners' allowlists, of the listener's certificate, and of the core. */
class RunnerTlsAndCoreChecksTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final String TOKEN = "0123456789abcdef";

  @TempDir private Path folder;

  private Settings demo(List<String> flags) {
    var all = new ArrayList<>(flags);
    all.add("--auth-mode=demo");
    return new CheckupFixture(folder).settings(Map.of("OP_MCP_HTTP_BEARER_TOKEN", TOKEN), all);
  }

  private static List<String> texts(Check check) {
    return check.findings().stream().map(each -> each.state() + " " + each.text()).toList();
  }

  @Test
  void allowlistsAreReadAsByTheRunner() throws Exception {
    var workspace = TestWorkspace.in(folder);
    List<String> flags =
        List.of(
            "--enable-script-runner",
            "--op-cli-auth-mode=none",
            "--script-runner-allowlist=" + workspace.allowlist());
    assertThat(texts(new AllowlistsCheck(demo(flags), CLOCK)))
        .containsExactly("OK 1 workspaces, 3 commands");

    workspace.write("{'version':1,'workspaceRoot':'nowhere','commands':{}}");
    assertThat(texts(new AllowlistsCheck(demo(flags), CLOCK)))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("FAIL " + workspace.allowlist()));

    Files.setPosixFilePermissions(
        workspace.allowlist(), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(texts(new AllowlistsCheck(demo(flags), CLOCK)))
        .singleElement()
        .asString()
        .contains("FAIL " + workspace.allowlist(), "chmod go-w");
  }

  @Test
  void whatIsTurnedOffIsNotLookedAt() {
    assertThat(new AllowlistsCheck(demo(List.of()), CLOCK).findings()).isEmpty();
    assertThat(new TlsCheck(demo(List.of()), CLOCK).findings()).isEmpty();
  }

  @Test
  void aRootThatIsNotThereIsAWarning() {
    Path root = folder.resolve("nowhere");
    assertThat(
            texts(
                new AllowlistsCheck(
                    demo(
                        List.of(
                            "--enable-unrestricted-runner", "--unrestricted-runner-root=" + root)),
                    CLOCK)))
        .containsExactly("WARN no folder is at " + root);
  }

  private Settings tls(Path certificate, Path key) {
    return demo(
        List.of("--transport=http", "--http-tls-cert=" + certificate, "--http-tls-key=" + key));
  }

  @Test
  void aCertificateTellsItsEndAndIsDoubtfulShortlyBefore() throws Exception {
    TestCertificate own = TestCertificate.make(folder, "EC", "-1d");
    Path certificate = own.writeCertificate(folder.resolve("cert.pem"));
    Settings settings = tls(certificate, own.writeKey(folder.resolve("key.pem")));
    // It is valid for another day.
    assertThat(texts(new TlsCheck(settings, CLOCK)))
        .singleElement()
        .asString()
        .startsWith("WARN certificate and key match, and are valid until ");
    assertThat(texts(new TlsCheck(settings, Clock.offset(CLOCK, Duration.ofDays(-30)))))
        .singleElement()
        .asString()
        .startsWith("OK ");
  }

  @Test
  void filesThatTheListenerCannotUseAreAFailure() throws Exception {
    TestCertificate own = TestCertificate.make(folder, "EC", "-1d");
    TestCertificate other = TestCertificate.make(folder, "EC", "-1d");
    Path certificate = own.writeCertificate(folder.resolve("cert.pem"));
    Path foreign = other.writeKey(folder.resolve("key.pem"));
    assertThat(texts(new TlsCheck(tls(certificate, foreign), CLOCK)))
        .containsExactly("FAIL --http-tls-key: the key is not that of the certificate");
    assertThat(texts(new TlsCheck(tls(folder.resolve("none"), foreign), CLOCK)))
        .containsExactly("FAIL --http-tls-cert: the file cannot be read");
  }

  @Test
  void aCoreTellsItsVersionAndThatItWorks() {
    assertThat(texts(CoreCheck.ofBuild(Optional.of("0.5.0"), InMemoryCore::withSamples)))
        .containsExactly("OK the core 0.5.0 is here and passes its self-test");
    assertThat(texts(CoreCheck.ofApp(InMemoryCore::withSamples)))
        .containsExactly("OK the core of the 1Password app is here and passes its self-test");
  }

  @Test
  void aCoreThatCannotBeOpenedOrDoesNotWorkIsAFailureWithoutItsOwnWords() {
    assertThat(
            texts(
                CoreCheck.ofBuild(
                    Optional.empty(),
                    () -> {
                      throw new CoreException(CoreException.UNAVAILABLE, "canary");
                    })))
        .containsExactly("FAIL the core of this build cannot be opened");
    assertThat(texts(CoreCheck.ofBuild(Optional.of("1.0"), BrokenCore::new)))
        .singleElement()
        .asString()
        .startsWith("FAIL the core 1.0: The core does not work")
        .doesNotContain("canary");
  }

  /** A core that only fails. */
  private static final class BrokenCore implements Core {

    @Override
    public CompletableFuture<String> initClient(String configJson) {
      return CompletableFuture.failedFuture(failure());
    }

    @Override
    public CompletableFuture<String> invoke(String requestJson) {
      return CompletableFuture.failedFuture(failure());
    }

    @Override
    public String invokeSync(String requestJson) {
      throw failure();
    }

    private static CoreException failure() {
      return new CoreException(CoreException.CRASHED, "canary");
    }

    @Override
    public void releaseClient(String clientId) {}

    @Override
    public void close() {}
  }

  @Test
  void theModesOfTheSdkAreExaminedSo() {
    var fixture = new CheckupFixture(folder);
    Settings desktop = fixture.settings(Map.of(), List.of("--auth-mode=desktop", "--account=acme"));
    assertThat(CheckupFixture.lines(desktop, CLOCK))
        .contains(
            "ok    1Password core: the core of the 1Password app is here and passes its self-test");
    Settings account =
        fixture.settings(
            Map.of("OP_SERVICE_ACCOUNT_TOKEN", "ops_eyJlbWFpbCI6ICJ4In0"),
            List.of("--auth-mode=service-account"));
    assertThat(CheckupFixture.lines(account, CLOCK))
        .anyMatch(line -> line.startsWith("ok    1Password core: the core"));
  }
}
