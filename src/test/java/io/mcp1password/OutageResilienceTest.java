package io.mcp1password;

import static io.mcp1password.proxy.Mishap.CUT_AFTER_REQUEST;
import static io.mcp1password.proxy.Mishap.CUT_IN_BODY;
import static io.mcp1password.proxy.Mishap.CUT_IN_HEAD;
import static io.mcp1password.proxy.Mishap.HELD;
import static io.mcp1password.proxy.Mishap.NONE;
import static io.mcp1password.proxy.Mishap.RESET_IN_BODY;
import static io.mcp1password.proxy.Mishap.SILENT_AFTER;
import static io.mcp1password.proxy.Mishap.TRICKLED_BODY;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.ServiceBehindProxy.Outcome;
import io.mcp1password.demo.Fault;
import io.mcp1password.proxy.Mishap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service does while Connect is away, fails or hangs as a whole, and after that. */
class OutageResilienceTest {

  private static final String UNAVAILABLE = "`backend_unavailable` (503)";

  /** The most reads of Connect at once. */
  private static final int PLACES = 256;

  @TempDir private Path folder;
  private ServiceBehindProxy service;

  @BeforeEach
  void start() throws Exception {
    service = ServiceBehindProxy.start(folder, 1);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
  }

  @Test
  void anOutageThatComesTwice() throws Exception {
    outage();
    outage();
    FaultTable.check(
        FaultRow.OUTAGES,
        "`backend_error` (502), after 10 to 20 of them "
            + UNAVAILABLE
            + " and nothing is sent; what needs no Connect goes on; later one call is let through,"
            + " and then all are answered; the same again the second time");
  }

  /** Connect fails until it is left alone, and is well again. */
  private void outage() throws Exception {
    service.proxy().forgetRequests();
    service.standIn().faults().always(Fault.Status.SOMETHING_WENT_WRONG);
    int failed = 0;
    String told = service.overMcp("vault_list", "{}").told();
    while (told.equals("`backend_error` (502)") && failed < 100) {
      failed++;
      told = service.overRest("vault_list", "{}").told();
    }
    assertThat(told).isEqualTo(UNAVAILABLE);
    assertThat(failed).isBetween(10, 20);
    int sent = service.requests().size();
    assertThat(service.listing()).isEqualTo(UNAVAILABLE);
    assertThat(service.requests()).hasSize(sent);
    assertThat(service.needsNoConnect()).isEqualTo("answered");

    service.standIn().faults().heal();
    ServiceBehindProxy.await("the circuit", this::answers);
    for (int i = 0; i < 20; i++) {
      assertThat(service.listing()).isEqualTo("answered");
    }
  }

  private boolean answers() {
    try {
      return service.overMcp("vault_list", "{}").told().equals("answered");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServerWhoseConnectionsAreReset() throws Exception {
    service.proxy().goDown();
    String told = away(List.of(UNAVAILABLE, "`outcome_unknown` (502)"));
    ServiceBehindProxy.await("readiness", () -> !service.ready());
    service.proxy().heal();
    ServiceBehindProxy.await("readiness", service::ready);
    ServiceBehindProxy.await("the circuit", this::answers);
    FaultTable.check(FaultRow.RESETS, told + "; not ready, and ready afterwards; then answered");
  }

  @Test
  void aServerThatDoesNotListen() throws Exception {
    service.proxy().close();
    String told = away(List.of(UNAVAILABLE));
    ServiceBehindProxy.await("readiness", () -> !service.ready());
    FaultTable.check(FaultRow.REFUSED, told + "; not ready, and alive");
  }

  /** What reads and writes come to when there is no server; the writes may end in these ways. */
  private String away(List<String> allowed) throws Exception {
    String told = service.listing();
    assertThat(told).isEqualTo(UNAVAILABLE);
    String vault = service.standIn().vaultIds().getFirst();
    String made = "{'vaultId':'" + vault + "','category':'Login','title':'Made'}";
    assertThat(service.overMcp("item_create", made).told()).isIn(allowed);
    assertThat(service.overRest("item_create", made).told()).isIn(allowed);
    assertThat(service.standIn().requests()).noneMatch(each -> each.method().equals("POST"));
    assertThat(service.needsNoConnect()).isEqualTo("answered");
    return "reads "
        + told
        + "; writes "
        + String.join(" or ", allowed)
        + ", none made; what needs no Connect goes on";
  }

  @Test
  void aServerThatHangsUnderLoad() throws Exception {
    service.close();
    service = ServiceBehindProxy.start(folder, 1, Duration.ofMinutes(2));
    service.proxy().plan(request -> request.path().startsWith("/v1/") ? HELD : NONE);
    List<Future<Outcome>> held = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      held.add(service.begin(() -> rest()));
    }
    ServiceBehindProxy.await("the held", () -> service.requests().size() == PLACES);
    String shed = service.listing();
    assertThat(shed).isEqualTo(UNAVAILABLE);
    assertThat(service.requests()).hasSize(PLACES);
    assertThat(service.needsNoConnect()).isEqualTo("answered");
    assertThat(service.ready()).isTrue();

    service.proxy().heal();
    List<Outcome> ended = new ArrayList<>();
    for (Future<Outcome> each : held) {
      ended.add(each.get());
    }
    String told = ServiceBehindProxy.toldAlike(ended);
    assertThat(told).isEqualTo("answered");
    FaultTable.check(
        FaultRow.HANGING,
        "the calls beyond: "
            + shed
            + "; what needs no Connect goes on; the "
            + PLACES
            + " held: "
            + told
            + " when it goes on; then "
            + service.listing());
  }

  /** As {@link ServiceBehindProxy#overRest}, for as long as it takes. */
  private Outcome rest() throws Exception {
    var response = service.rest("vault_list", "{}");
    String code = response.statusCode() == 200 ? "" : response.body();
    return new Outcome(response.statusCode(), code, "", ServiceUnderTest.json(response.body()));
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    List<Mishap> mishaps =
        List.of(
            CUT_AFTER_REQUEST,
            CUT_IN_HEAD,
            CUT_IN_BODY,
            RESET_IN_BODY,
            SILENT_AFTER,
            TRICKLED_BODY);
    round(mishaps);
    Remains first = Remains.settled(folder);
    for (int i = 0; i < 4; i++) {
      round(mishaps);
    }
    ServiceBehindProxy.await("what is left", () -> Remains.now(folder).isLike(first));
    FaultTable.check(
        FaultRow.GROWTH, "threads and sockets after the fifth round as after the first");
  }

  /**
   * Sixty calls at once, of whose requests every fourth meets with one of the mishaps: too few to
   * open the circuit, as a rule.
   */
  private void round(List<Mishap> mishaps) throws Exception {
    service
        .proxy()
        .plan(
            request ->
                request.number() % 4 == 0
                    ? mishaps.get(request.number() / 4 % mishaps.size())
                    : NONE);
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      calls.add(() -> service.overMcp("vault_list", "{}"));
      calls.add(() -> service.overRest("vault_list", "{}"));
    }
    assertThat(service.all(calls))
        .extracting(Outcome::told)
        .isSubsetOf("answered", UNAVAILABLE, "`backend_timeout` (504)");
    service.proxy().heal();
    ServiceBehindProxy.await("the circuit", this::answers);
  }
}
