package io.mcp1password;

import static io.mcp1password.proxy.Mishap.CLOSED_WHEN_IDLE;
import static io.mcp1password.proxy.Mishap.CUT_AFTER_REQUEST;
import static io.mcp1password.proxy.Mishap.CUT_IN_BODY;
import static io.mcp1password.proxy.Mishap.CUT_IN_HEAD;
import static io.mcp1password.proxy.Mishap.LATE;
import static io.mcp1password.proxy.Mishap.LIMITED;
import static io.mcp1password.proxy.Mishap.NOISE;
import static io.mcp1password.proxy.Mishap.NONE;
import static io.mcp1password.proxy.Mishap.RESET_IN_BODY;
import static io.mcp1password.proxy.Mishap.SILENT_AFTER;
import static io.mcp1password.proxy.Mishap.SILENT_BEFORE;
import static io.mcp1password.proxy.Mishap.TRICKLED_BODY;
import static io.mcp1password.proxy.Mishap.TRICKLED_HEAD;
import static io.mcp1password.proxy.Mishap.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.demo.Fault;
import io.mcp1password.proxy.Mishap;
import io.mcp1password.proxy.ProxiedRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reads come to when single requests to Connect meet with a fault. */
class ReadResilienceTest {

  private static final int VAULTS = 3;

  @TempDir private Path folder;
  private ServiceBehindProxy service;

  @BeforeEach
  void start() throws Exception {
    service = ServiceBehindProxy.start(folder, VAULTS);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
  }

  @Test
  void anAnswerThatIsLate() throws Exception {
    service.proxy().always(LATE);
    String told = service.listing();
    assertThat(told).isEqualTo("answered");
    FaultTable.check(FaultRow.LATE, told + ", " + attempts());
  }

  @Test
  void anAnswerThatNeverComes() throws Exception {
    String told = letGo(SILENT_BEFORE);
    assertThat(letGo(SILENT_AFTER)).isEqualTo(told);
    service.proxy().always(SILENT_BEFORE);
    ServiceBehindProxy.await("readiness", () -> !service.ready());
    assertThat(service.needsNoConnect()).isEqualTo("answered");
    service.proxy().heal();
    ServiceBehindProxy.await("readiness", service::ready);
    FaultTable.check(
        FaultRow.SILENT,
        told
            + "; meanwhile not ready, what needs no Connect goes on; afterwards "
            + service.listing()
            + " and ready");
  }

  @Test
  void anAnswerThatTrickles() throws Exception {
    String told = letGo(TRICKLED_HEAD);
    assertThat(letGo(TRICKLED_BODY)).isEqualTo(told);
    FaultTable.check(FaultRow.TRICKLED, told);
  }

  /** How a call ends that gets no whole answer; its connection is let go. */
  private String letGo(Mishap mishap) throws Exception {
    service.proxy().forgetRequests();
    service.proxy().always(mishap);
    String told = service.listing();
    assertThat(told).isEqualTo("`backend_timeout` (504)");
    String attempts = attempts();
    ServiceBehindProxy.await("connections", () -> service.proxy().connections() == 0);
    service.proxy().heal();
    return told + ", " + attempts;
  }

  @Test
  void aConnectionThatIsCutOnce() throws Exception {
    var seen = new TreeSet<String>();
    for (Mishap mishap : List.of(CUT_AFTER_REQUEST, CUT_IN_HEAD, CUT_IN_BODY, RESET_IN_BODY)) {
      service.proxy().forgetRequests();
      // The calls over both faces come at once: the first request of each.
      service.proxy().plan(request -> request.number() <= 2 ? mishap : NONE);
      assertThat(service.listing()).as(mishap.name()).isEqualTo("answered");
      seen.add("answered, " + attempts());
    }
    assertThat(seen).hasSize(1);
    FaultTable.check(FaultRow.CUT_ONCE, seen.first());
  }

  @Test
  void connectionsThatAreAlwaysCut() throws Exception {
    service.proxy().always(CUT_IN_BODY);
    String told = service.listing() + ", " + attempts();
    assertThat(told).startsWith("`backend_unavailable` (503)");
    service.proxy().heal();
    FaultTable.check(FaultRow.CUT_ALWAYS, told + "; afterwards " + service.listing());
  }

  @Test
  void aConnectionThatIsClosedWhenIdle() throws Exception {
    service.proxy().always(CLOSED_WHEN_IDLE);
    String vault = service.standIn().vaultIds().getFirst();
    for (int i = 0; i < 5; i++) {
      assertThat(service.listing()).isEqualTo("answered");
      ServiceBehindProxy.await("closing", () -> service.proxy().connections() == 0);
      String made = "{'vaultId':'" + vault + "','category':'Login','title':'Made " + i + "'}";
      assertThat(service.overMcp("item_create", made).told()).isEqualTo("answered");
      ServiceBehindProxy.await("closing", () -> service.proxy().connections() == 0);
    }
    long writes = service.requests().stream().filter(ProxiedRequest::writes).count();
    assertThat(writes).isEqualTo(5);
    FaultTable.check(FaultRow.IDLE, "answered; 5 writes, each sent once");
  }

  @Test
  void aServerThatIsStarting() throws Exception {
    service.proxy().plan(request -> request.number() <= 2 ? UNAVAILABLE : NONE);
    String told = service.overMcp("vault_list", "{}").told() + " over MCP";
    service.proxy().plan(request -> request.number() <= 2 ? UNAVAILABLE : NONE);
    told += ", " + service.overRest("vault_list", "{}").told() + " over REST, ";
    assertThat(told).startsWith("answered over MCP, answered over REST");
    FaultTable.check(FaultRow.UNAVAILABLE, told + attempts());
  }

  @Test
  void aServerThatIsAskedTooOften() throws Exception {
    service.proxy().always(LIMITED);
    String told = service.listing() + ", " + attempts();
    assertThat(told).startsWith("`rate_limited` (429)");
    assertThat(service.overMcp("vault_list", "{}").message()).contains("after 7 s");
    HttpResponse<String> response = service.rest("vault_list", "{}");
    String passedOn = "`Retry-After: " + response.headers().firstValue("Retry-After").orElseThrow();
    assertThat(passedOn).endsWith(": 7");
    FaultTable.check(FaultRow.LIMITED, told + "; " + passedOn + "` over REST, in words over MCP");
  }

  @Test
  void whatDoesNotSpeakHttp() throws Exception {
    service.proxy().always(NOISE);
    String told = service.listing() + ", " + attempts();
    assertThat(told).startsWith("`backend_error` (502)");
    FaultTable.check(FaultRow.NOISE, told);
  }

  @Test
  void oneVaultThatFails() throws Exception {
    String ill = service.standIn().vaultIds().getFirst();
    service.standIn().faults().inVault(ill, Fault.Status.SOMETHING_WENT_WRONG);
    var found = service.overMcp("item_search", "{}").content();
    assertThat(service.overRest("item_search", "{}").content()).isEqualTo(found);
    assertThat(found.getJsonArray("failures").getJsonObject(0).getString("vaultId")).isEqualTo(ill);
    assertThat(found.getInt("failedVaultCount")).isEqualTo(1);
    assertThat(found.getJsonArray("items")).hasSize(VAULTS - 1);
    FaultTable.check(
        FaultRow.ONE_VAULT,
        "answered; "
            + found.getInt("totalMatched")
            + " items of the other vaults, "
            + found.getInt("failedVaultCount")
            + " vault named in `failures`");
  }

  @Test
  void connectionsThatAreCutNowAndThen() throws Exception {
    service.proxy().plan(request -> request.number() % 3 == 0 ? CUT_IN_BODY : NONE);
    for (int i = 0; i < 15; i++) {
      assertThat(service.overMcp("vault_list", "{}").told()).isEqualTo("answered");
      assertThat(service.overRest("vault_list", "{}").told()).isEqualTo("answered");
    }
    FaultTable.check(
        FaultRow.FLAPPING,
        "30 of 30 calls answered, by " + service.requests().size() + " requests");
  }

  /** How often each of two calls was sent. */
  private String attempts() {
    int requests = service.requests().size();
    assertThat(requests).isEven();
    return requests == 2 ? "sent once" : "sent " + requests / 2 + " times";
  }
}
