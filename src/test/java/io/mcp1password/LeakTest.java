package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No secret comes out anywhere but where it was asked for and acknowledged.
 *
 * <p>Canaries stand in everything that may be secret: in the items, in what the Connect server says
 * beside them, in tokens, references and wrong arguments. Every operation is driven over MCP and
 * over REST to success, refusal and failure; then all answers, all log events and the audit log are
 * searched.
 */
class LeakTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingLeaks(boolean revealOpen) throws Exception {
    var canaries = new Canaries();
    try (var evidence = new Evidence();
        var standIn = ConnectStandIn.builder().empty().build()) {
      var vault = new PlantedVault(standIn, canaries);
      Secret token = standIn.adminToken();
      List<String> tokenParts = List.of(token.reveal().split("\\.", -1));
      canaries.watch("claims of the Connect token", tokenParts.get(1));
      canaries.watch("signature of the Connect token", tokenParts.get(2));
      canaries.watch("bearer token", ServiceUnderTest.TOKEN);
      var workspace = TestWorkspace.in(folder.resolve("work"));
      try (var connect = new LeakyConnect(standIn.uri(), talkative(canaries));
          var service =
              ServiceUnderTest.start(folder, connect.uri(), token, flags(workspace, revealOpen))) {
        new LeakDrive(
                new LeakDrive.Scene(
                    service, connect, vault, canaries, evidence, workspace.root(), revealOpen))
            .everything();
      }
      String audit = Files.readString(ServiceUnderTest.auditFile(folder));
      evidence.add("the audit log", audit);
      assertThat(canaries.places()).hasSizeGreaterThan(200);
      assertThat(evidence.size()).isGreaterThan(500);
      evidence.assertClean(canaries);
      assertThat(audit).contains("[reference]").doesNotContainIgnoringCase("op:/");
      assertThat(evidence.log()).doesNotContainIgnoringCase("op:/");
    }
  }

  private static String[] flags(TestWorkspace workspace, boolean revealOpen) {
    var flags =
        new ArrayList<>(
            List.of(
                "--max-calls-per-minute=0",
                "--enable-writes",
                "--enable-destructive-actions",
                "--enable-permission-mutation",
                "--enable-secret-reveal=" + revealOpen));
    flags.addAll(workspace.flags());
    return flags.toArray(String[]::new);
  }

  private static Map<String, String> talkative(Canaries canaries) {
    return Map.of(
        "X-Debug", canaries.plant("Connect's header X-Debug"),
        "Set-Cookie", "session=" + canaries.plant("Connect's cookie"),
        "WWW-Authenticate", "Bearer realm=\"" + canaries.plant("Connect's challenge") + "\"",
        "Location", "/" + canaries.plant("Connect's redirection"));
  }
}
