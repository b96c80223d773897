package io.mcp1password.runner.approval;

import static io.mcp1password.runner.approval.ApprovalFixture.SCRIPTS;
import static io.mcp1password.runner.approval.ApprovalFixture.UNRESTRICTED;
import static io.mcp1password.runner.approval.ApprovalFixture.request;
import static io.mcp1password.runner.approval.ApprovalFixture.rightAnswer;
import static io.mcp1password.runner.approval.ApprovalFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.config.ApprovalSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is approved, for how long, and what is told about it. */
class ApprovalsTest {

  @TempDir private Path folder;
  private ApprovalFixture fixture;

  @BeforeEach
  void start() {
    fixture = new ApprovalFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void nothingListensBeforeTheFirstRequest() {
    assertThat(fixture.approvals.listening()).isFalse();
    URI page = fixture.pending(SCRIPTS);
    assertThat(fixture.approvals.listening()).isTrue();
    assertThat(page.getHost()).isEqualTo("127.0.0.1");
    assertThat(token(page)).hasSize(43);
  }

  @Test
  void anApprovalHoldsForItsScopeAndItsTime() {
    assertThat(fixture.approve(fixture.pending(SCRIPTS)).statusCode()).isEqualTo(200);
    assertThat(fixture.isGranted(SCRIPTS)).isTrue();
    assertThat(fixture.isGranted(UNRESTRICTED)).isFalse();
    assertThat(fixture.isGranted(new ApprovalScope(SCRIPTS.kind(), Path.of("/home/ann"))))
        .isFalse();
    fixture.clock.forward(Duration.ofHours(12).minusSeconds(1));
    assertThat(fixture.isGranted(SCRIPTS)).isTrue();
    fixture.clock.forward(Duration.ofSeconds(1));
    assertThat(fixture.isGranted(SCRIPTS)).isFalse();
  }

  @Test
  void everyStepIsTold() {
    URI page = fixture.pending(SCRIPTS);
    fixture.approve(page);
    var granted = (ApprovalDecision.Granted) fixture.approvals.decide(request(SCRIPTS));
    assertThat(fixture.events).hasSize(2);
    var asked = (ApprovalEvent.Asked) fixture.events.getFirst();
    assertThat(asked.request().commandLength()).isEqualTo("make test".length());
    assertThat(asked.request().commandHash()).isEqualTo("22cc66aa7d2624b4");
    assertThat(fixture.events.getLast())
        .isEqualTo(
            new ApprovalEvent.Granted(granted.approvalId(), SCRIPTS, granted.expiresAt(), false));
    assertThat(asked.approvalId()).isEqualTo(granted.approvalId());
    assertThat(fixture.events.toString()).doesNotContain(token(page)).doesNotContain("make test");
  }

  @Test
  void noTokenIsPrinted() {
    ApprovalDecision pending = fixture.approvals.decide(request(SCRIPTS));
    assertThat(pending.toString()).doesNotContain("token");
    assertThat(fixture.approvals.consoleUrl().toString()).doesNotContain("key");
  }

  @Test
  void oneRequestWaitsForEachScopeAndShowsItsCommands() {
    URI page = fixture.pending(SCRIPTS);
    assertThat(fixture.pending(UNRESTRICTED)).isNotEqualTo(page);
    for (int i = 0; i < Tickets.MAX_COMMANDS + 2; i++) {
      var again =
          (ApprovalDecision.Pending) fixture.approvals.decide(request(SCRIPTS, "echo " + i));
      assertThat(again.approvalUrl()).isEqualTo(page);
    }
    assertThat(fixture.get(page).body())
        .contains("make test", "echo 0", "echo 3")
        .doesNotContain("echo 4");
  }

  @Test
  void aRequestEndsAfterTenMinutes() {
    URI page = fixture.pending(SCRIPTS);
    fixture.clock.forward(Tickets.VALID);
    assertThat(fixture.approve(page).statusCode()).isEqualTo(410);
    assertThat(fixture.events.getLast()).isInstanceOf(ApprovalEvent.Expired.class);
    assertThat(fixture.pending(SCRIPTS)).isNotEqualTo(page);
    fixture.clock.forward(Tickets.VALID);
    assertThat(fixture.get(page).statusCode()).isEqualTo(404);
  }

  @Test
  void aTokenIsGoodForOneApproval() {
    URI page = fixture.pending(SCRIPTS);
    fixture.approve(page);
    assertThat(fixture.approve(page).statusCode()).isEqualTo(410);
    assertThat(fixture.get(page).body()).contains("Approved already");
    assertThat(fixture.events).hasSize(2);
  }

  @Test
  void aWrongAnswerKeepsTheTokenForFiveTries() {
    URI page = fixture.pending(SCRIPTS);
    Map<String, String> wrong = new HashMap<>(rightAnswer(page));
    wrong.put("phrase", ApprovalSettings.PHRASE.toLowerCase(java.util.Locale.ROOT));
    for (int left = Tickets.TRIES - 1; left > 0; left--) {
      var answer = fixture.post(page, wrong);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("The phrase is not the one", "aria-invalid");
      assertThat(((ApprovalEvent.WrongAnswer) fixture.events.getLast()).triesLeft())
          .isEqualTo(left);
    }
    assertThat(fixture.post(page, wrong).statusCode()).isEqualTo(410);
    assertThat(((ApprovalEvent.Denied) fixture.events.getLast()).cause())
        .isEqualTo(ApprovalEvent.Denied.Cause.TOO_MANY_TRIES);
    assertThat(fixture.approve(page).statusCode()).isEqualTo(410);
    assertThat(fixture.approvals.activeCount()).isZero();
  }

  @Test
  void theBoxHasToBeTicked() {
    URI page = fixture.pending(SCRIPTS);
    Map<String, String> unticked = new HashMap<>(rightAnswer(page));
    unticked.remove("risk");
    assertThat(fixture.post(page, unticked).body()).contains("Tick the box");
    assertThat(fixture.isGranted(SCRIPTS)).isFalse();
    assertThat(fixture.approve(page).statusCode()).isEqualTo(200);
  }

  @Test
  void aDenialHoldsForAMinute() {
    URI page = fixture.pending(SCRIPTS);
    assertThat(fixture.post(page, Map.of("token", token(page), "decision", "deny")).statusCode())
        .isEqualTo(200);
    assertThat(fixture.events.getLast()).isInstanceOf(ApprovalEvent.Denied.class);
    assertThatThrownBy(() -> fixture.approvals.decide(request(SCRIPTS)))
        .isInstanceOfSatisfying(
            ApprovalException.class,
            e -> assertThat(e.reason()).isEqualTo(ApprovalException.Reason.DENIED));
    assertThat(fixture.approve(page).statusCode()).isEqualTo(410);
    fixture.clock.forward(Tickets.DENIED_FOR);
    assertThat(fixture.pending(SCRIPTS)).isNotEqualTo(page);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCallerCanWaitForTheAnswer(boolean approves) throws Exception {
    URI page = fixture.pending(SCRIPTS);
    var decided =
        new FutureTask<>(() -> fixture.approvals.decide(request(SCRIPTS), Duration.ofMinutes(1)));
    Thread waiting = Thread.ofPlatform().start(decided);
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      assertThat(decided.isDone()).isFalse();
      Thread.onSpinWait();
    }
    if (approves) {
      fixture.approve(page);
      assertThat(decided.get()).isInstanceOf(ApprovalDecision.Granted.class);
    } else {
      fixture.post(page, Map.of("token", token(page), "decision", "deny"));
      assertThatThrownBy(decided::get).hasCauseInstanceOf(ApprovalException.class);
    }
    assertThat(fixture.events).filteredOn(ApprovalEvent.Asked.class::isInstance).hasSize(1);
  }

  @Test
  void aCallerWhoIsInterruptedWaitsNoLonger() {
    Thread.currentThread().interrupt();
    assertThat(fixture.approvals.decide(request(SCRIPTS), Duration.ofMinutes(1)))
        .isInstanceOf(ApprovalDecision.Pending.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void onlySixteenRequestsWait() {
    for (int i = 0; i < Tickets.MAX_WAITING; i++) {
      fixture.pending(new ApprovalScope(SCRIPTS.kind(), Path.of("/work/" + i)));
    }
    assertThatThrownBy(() -> fixture.pending(SCRIPTS))
        .isInstanceOfSatisfying(
            ApprovalException.class,
            e -> assertThat(e.reason()).isEqualTo(ApprovalException.Reason.TOO_MANY_WAITING));
    fixture.clock.forward(Tickets.VALID);
    assertThat(fixture.pending(SCRIPTS)).isNotNull();
  }

  @Test
  void whatCannotBeRecordedIsNotApproved() {
    ApprovalListener broken =
        event -> {
          if (event instanceof ApprovalEvent.Granted) {
            throw new IllegalStateException("the disk is full");
          }
        };
    try (var approvals = new Approvals(fixture.settings, fixture.clock, broken)) {
      for (String remember : new String[] {"off", "on"}) {
        URI page = ((ApprovalDecision.Pending) approvals.decide(request(SCRIPTS))).approvalUrl();
        Map<String, String> answer = new HashMap<>(rightAnswer(page));
        answer.put("remember", remember);
        var response = fixture.post(page, answer);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("disk");
        assertThat(approvals.decide(request(SCRIPTS))).isInstanceOf(ApprovalDecision.Pending.class);
      }
    }
  }

  @Test
  void anUnusablePortIsTold() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var settings =
          new ApprovalSettings(
              "127.0.0.1",
              taken.getLocalPort(),
              Duration.ofHours(1),
              folder.resolve("a"),
              folder.resolve("b"),
              Duration.ofHours(1));
      try (var approvals = new Approvals(settings, fixture.clock, _ -> {})) {
        assertThatThrownBy(() -> approvals.decide(request(SCRIPTS)))
            .isInstanceOf(ApprovalException.class)
            .hasMessageContaining("cannot be listened on");
      }
    }
  }

  @Test
  void afterTheEndNothingIsServedOrApproved() {
    URI page = fixture.pending(SCRIPTS);
    fixture.approve(page);
    fixture.approvals.close();
    assertThatThrownBy(() -> fixture.approvals.decide(request(SCRIPTS)))
        .isInstanceOf(ApprovalException.class);
    assertThatThrownBy(() -> fixture.get(page)).hasCauseInstanceOf(java.net.ConnectException.class);
  }
}
