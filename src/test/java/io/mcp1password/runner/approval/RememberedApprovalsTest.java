package io.mcp1password.runner.approval;

import static io.mcp1password.runner.approval.ApprovalFixture.SCRIPTS;
import static io.mcp1password.runner.approval.ApprovalFixture.rightAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approvals that several servers, and a server after a restart, share by the file. */
class RememberedApprovalsTest {

  @TempDir private Path folder;
  private ApprovalFixture first;
  private ApprovalFixture second;

  @BeforeEach
  void start() {
    first = new ApprovalFixture(folder);
    second = new ApprovalFixture(folder);
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private String approveAndRemember() {
    URI page = first.pending(SCRIPTS);
    Map<String, String> answer = new HashMap<>(rightAnswer(page));
    answer.put("remember", "on");
    return first.post(page, answer).body();
  }

  @Test
  void itHoldsInAnotherServerWhichTellsTheFirstUse() {
    assertThat(approveAndRemember()).contains("Yes, on this machine", "in 24 hours");
    assertThat(first.isGranted(SCRIPTS)).isTrue();
    assertThat(first.events).noneMatch(ApprovalEvent.RememberedUsed.class::isInstance);
    assertThat(second.isGranted(SCRIPTS)).isTrue();
    assertThat(second.isGranted(SCRIPTS)).isTrue();
    assertThat(second.events).hasSize(1);
    assertThat(second.events.getFirst()).isInstanceOf(ApprovalEvent.RememberedUsed.class);
    assertThat(second.approvals.listening()).isFalse();
    second.clock.forward(Duration.ofHours(24));
    assertThat(second.isGranted(SCRIPTS)).isFalse();
  }

  @Test
  void whatIsNotRememberedHoldsInItsServerOnly() {
    first.approve(first.pending(SCRIPTS));
    assertThat(second.isGranted(SCRIPTS)).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void takenBackInOneServerItEndsInAll() {
    approveAndRemember();
    var granted =
        (ApprovalDecision.Granted) second.approvals.decide(ApprovalFixture.request(SCRIPTS));
    URI list = URI.create(second.approvals.consoleUrl().reveal());
    String key = list.getQuery().substring("key=".length());
    second.post(list.resolve("/approvals/revoke"), Map.of("key", key, "id", granted.approvalId()));
    assertThat(second.isGranted(SCRIPTS)).isFalse();
    assertThat(first.isGranted(SCRIPTS)).isFalse();
  }

  @Test
  void aTamperedFileIsIgnoredAndToldOnce() throws Exception {
    approveAndRemember();
    Path store = first.settings.rememberStorePath();
    Files.writeString(store, Files.readString(store).replace("iv\":\"", "iv\":\"AAAA"));
    assertThat(second.isGranted(SCRIPTS)).isFalse();
    assertThat(second.isGranted(SCRIPTS)).isFalse();
    assertThat(second.events.stream().filter(ApprovalEvent.StoreIgnored.class::isInstance).toList())
        .isEqualTo(List.of(new ApprovalEvent.StoreIgnored(StoreDefect.MALFORMED)));
  }

  @Test
  void whatCannotBeRememberedHoldsInThisServerAndSaysSo() throws Exception {
    Files.createSymbolicLink(folder.resolve("private"), Files.createTempDirectory(folder, "x"));
    assertThat(approveAndRemember()).contains("It could not be remembered", "in 12 hours");
    assertThat(first.isGranted(SCRIPTS)).isTrue();
    assertThat(first.events)
        .contains(new ApprovalEvent.StoreIgnored(StoreDefect.WRONG_KIND))
        .anyMatch(each -> each instanceof ApprovalEvent.Granted granted && !granted.remembered());
  }

  @Test
  void anEndBeyondTheSettingIsNotBelieved() throws Exception {
    var file = new GrantFile(first.settings.rememberStorePath(), first.settings.rememberKeyPath());
    file.update(
        grants -> grants.put(SCRIPTS.name(), first.clock.instant().plus(Duration.ofHours(25))));
    assertThat(first.isGranted(SCRIPTS)).isFalse();
  }

  @Test
  void namesThatAreNoScopesAreIgnored() throws Exception {
    var file = new GrantFile(first.settings.rememberStorePath(), first.settings.rememberKeyPath());
    file.update(
        grants ->
            List.of("script-command:relative", "other:/a", "script-command://a", "")
                .forEach(name -> grants.put(name, first.clock.instant().plusSeconds(60))));
    assertThat(first.approvals.activeCount()).isZero();
  }
}
