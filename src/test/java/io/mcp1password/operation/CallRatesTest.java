package io.mcp1password.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mcp1password.audit.AuditRecord;
import io.mcp1password.audit.InMemoryAuditLog;
import io.mcp1password.config.GateSettings;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Principal;
import io.mcp1password.model.Scope;
import io.mcp1password.operation.Caller.Surface;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallRatesTest {

  private static final Caller ONE = Caller.of(Surface.REST, "one");
  private static final Caller OTHER = Caller.of(Surface.REST, "other");

  /** Near the end of what a long holds, where the clock of the JVM may be. */
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

  private final CallRates rates = new CallRates(6, clock::get);
  private final InMemoryAuditLog audit = new InMemoryAuditLog();

  @Test
  void aMinutesCallsMayComeAtOnceAndTheNextHasToWait() {
    assertThat(allowed(ONE, 6)).isEqualTo(6);
    assertThat(rates.admit(ONE).delay()).isEqualTo(Duration.ofSeconds(10));
    pass(Duration.ofSeconds(3));
    assertThat(rates.admit(ONE).delay()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void theAllowanceComesBackEvenlyAndNotBeyondAMinutesCalls() {
    allowed(ONE, 6);
    pass(Duration.ofSeconds(20));
    assertThat(allowed(ONE, 5)).isEqualTo(2);
    pass(Duration.ofHours(5));
    assertThat(allowed(ONE, 20)).isEqualTo(6);
  }

  @Test
  void aRefusedCallUsesNothingUp() {
    allowed(ONE, 6);
    IntStream.range(0, 100).forEach(_ -> rates.admit(ONE));
    pass(Duration.ofSeconds(10));
    assertThat(allowed(ONE, 2)).isEqualTo(1);
  }

  @Test
  void aCallerWithAnAccessTokenIsToldByItsSubjectAndClient() {
    allowed(issued("alice", "agent", "one"), 4);
    assertThat(allowed(issued("alice", "agent", "another name"), 6)).isEqualTo(2);
    assertThat(allowed(issued("bob", "agent", "one"), 6)).isEqualTo(6);
    assertThat(allowed(issued("alice", "app", "one"), 6)).isEqualTo(6);
    assertThat(allowed(Caller.of(Surface.REST, "alice"), 6)).isEqualTo(6);
  }

  private static Caller issued(String subject, String client, String name) {
    return Caller.of(Surface.REST, name, new Principal(subject, client, Set.of(Scope.READ)));
  }

  @Test
  void callersDoNotUseUpEachOthersAllowance() {
    allowed(ONE, 7);
    assertThat(allowed(OTHER, 6)).isEqualTo(6);
    assertThat(allowed(Caller.of(Surface.MCP_STDIO, "one"), 6)).isEqualTo(6);
    assertThat(allowed(Caller.of(Surface.REST, null), 6)).isEqualTo(6);
  }

  @Test
  void zeroMeansNoLimit() {
    var unlimited = new CallRates(0, clock::get);
    assertThat(IntStream.range(0, 10_000).filter(_ -> unlimited.admit(ONE).delay() == null))
        .hasSize(10_000);
    assertThat(unlimited.callers()).isZero();
  }

  @Test
  void newNamesNeitherFillTheMemoryNorGetAllowancesWithoutEnd() {
    long allowed =
        IntStream.range(0, 100_000)
            .mapToObj(each -> Caller.of(Surface.REST, "name " + each))
            .filter(each -> rates.admit(each).delay() == null)
            .count();
    assertThat(rates.callers()).isEqualTo(CallRates.MAX_CALLERS);
    assertThat(allowed).isEqualTo(CallRates.MAX_CALLERS + 6);
    // Whoever is rested is forgotten, so that newcomers are told apart again.
    pass(Duration.ofSeconds(10));
    assertThat(allowed(ONE, 6)).isEqualTo(6);
    assertThat(rates.callers()).isEqualTo(1);
  }

  @Test
  void theRefusalIsToldWithTheTimeToWaitAndNothingIsCalled() {
    OperationInvoker invoker = invoker();
    IntStream.range(0, 6).forEach(_ -> call(invoker));
    var refusal = catchThrowableOfType(OperationException.class, () -> call(invoker));
    assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(refusal).hasMessageContaining("wait 10 s");
    assertThat(refusal.retryAfterSeconds()).hasValue(10L);
    AuditRecord kept = audit.records().getLast();
    assertThat(kept.outcome().wireName()).isEqualTo("refused");
    assertThat(kept.errorMessage()).isEqualTo("rate_limited: Too many requests.");
    assertThat(kept.metadata().getString("client")).isEqualTo("one");
  }

  @Test
  void refusalsDoNotFloodTheAuditLogAndAreCountedInTheNextRecord() {
    OperationInvoker invoker = invoker();
    IntStream.range(0, 6).forEach(_ -> call(invoker));
    IntStream.range(0, 50).forEach(_ -> refused(invoker));
    assertThat(audit.records()).hasSize(7);
    pass(Duration.ofSeconds(10));
    call(invoker);
    assertThat(audit.records()).hasSize(8);
    assertThat(lastMetadata().getInt("callsRefusedBefore")).isEqualTo(49);
    pass(Duration.ofSeconds(10));
    call(invoker);
    assertThat(lastMetadata()).doesNotContainKey("callsRefusedBefore");
  }

  @Test
  void aRunOfRefusalsIsRecordedOnceAMinute() {
    OperationInvoker invoker = invoker();
    IntStream.range(0, 6).forEach(_ -> call(invoker));
    refused(invoker);
    pass(Duration.ofSeconds(59));
    IntStream.range(0, 5).forEach(_ -> call(invoker));
    refused(invoker);
    assertThat(audit.records()).hasSize(12);
    pass(Duration.ofSeconds(1));
    call(invoker);
    refused(invoker);
    assertThat(audit.records()).hasSize(14);
    assertThat(audit.records().get(12).metadata().getInt("callsRefusedBefore")).isEqualTo(1);
  }

  @Test
  void callsThatEndForWantOfConsentCountAsWell() {
    OperationInvoker invoker = invoker();
    OperationDescriptor operation = operation("note_delete");
    IntStream.range(0, 6).forEach(_ -> withoutConsent(invoker, operation));
    var refusal =
        catchThrowableOfType(OperationException.class, () -> withoutConsent(invoker, operation));
    assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(audit.records()).hasSize(7);
  }

  private static void withoutConsent(OperationInvoker invoker, OperationDescriptor operation) {
    invoker.refused(
        operation, JsonObject.EMPTY_JSON_OBJECT, ONE, ErrorCode.ACKNOWLEDGEMENT_REQUIRED);
  }

  private static void refused(OperationInvoker invoker) {
    assertThat(catchThrowableOfType(OperationException.class, () -> call(invoker)).code())
        .isEqualTo(ErrorCode.RATE_LIMITED);
  }

  private static void call(OperationInvoker invoker) {
    JsonObject arguments = JsonText.JSON.createObjectBuilder().add("noteId", "n").build();
    invoker.invoke(operation("note_read"), arguments, ONE);
  }

  private static OperationDescriptor operation(String name) {
    return Fixture.catalog(GateSettings.OPEN, Set.of(Capability.ITEMS)).find(name).orElseThrow();
  }

  private OperationInvoker invoker() {
    return new OperationInvoker(
        Fixture.catalog(GateSettings.OPEN, Set.of(Capability.ITEMS)),
        audit,
        OperationListener.NONE,
        rates);
  }

  private JsonObject lastMetadata() {
    return audit.records().getLast().metadata();
  }

  private long allowed(Caller caller, int calls) {
    return IntStream.range(0, calls).filter(_ -> rates.admit(caller).delay() == null).count();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
