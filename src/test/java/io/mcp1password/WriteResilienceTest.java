package io.mcp1password;

import static io.mcp1password.proxy.Mishap.CUT_AFTER_REQUEST;
import static io.mcp1password.proxy.Mishap.CUT_BEFORE_ANSWER;
import static io.mcp1password.proxy.Mishap.CUT_IN_BODY;
import static io.mcp1password.proxy.Mishap.CUT_IN_HEAD;
import static io.mcp1password.proxy.Mishap.CUT_IN_REQUEST;
import static io.mcp1password.proxy.Mishap.LIMITED;
import static io.mcp1password.proxy.Mishap.NONE;
import static io.mcp1password.proxy.Mishap.RESET_IN_BODY;
import static io.mcp1password.proxy.Mishap.SILENT_AFTER;
import static io.mcp1password.proxy.Mishap.SILENT_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.ServiceBehindProxy.Outcome;
import io.mcp1password.proxy.Mishap;
import io.mcp1password.proxy.ProxiedRequest;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What writes come to when they meet with a fault: an item is as before or as intended, no write is
 * sent twice, and the caller is told what is known.
 */
class WriteResilienceTest {

  private static final String UNKNOWN = "`outcome_unknown` (502)";

  /** The vaults for one mishap: one for each of three writes over each of two faces. */
  private static final int GROUP = 6;

  private static final int VAULTS = 2 * GROUP;

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
  void aWriteThatIsCutOffBeforeItArrives() throws Exception {
    assertThat(written(CUT_IN_REQUEST, CUT_AFTER_REQUEST)).isEqualTo(UNKNOWN);
    assertThat(state(0)).isEqualTo(BEFORE);
    assertThat(state(1)).isEqualTo(BEFORE);
    FaultTable.check(FaultRow.WRITE_LOST, UNKNOWN + ", sent once; every item as before");
  }

  @Test
  void aWriteThatNeverArrivesAndIsNotAnswered() throws Exception {
    assertThat(written(SILENT_BEFORE)).isEqualTo(UNKNOWN);
    assertThat(state(0)).isEqualTo(BEFORE);
    FaultTable.check(FaultRow.WRITE_SILENT, UNKNOWN + ", sent once; every item as before");
  }

  @Test
  void aWriteWhoseAnswerIsCutOff() throws Exception {
    for (Mishap mishap : List.of(CUT_BEFORE_ANSWER, CUT_IN_HEAD, CUT_IN_BODY, RESET_IN_BODY)) {
      assertThat(written(mishap)).as(mishap.name()).isEqualTo("answered");
      assertThat(state(0)).as(mishap.name()).isEqualTo(AFTER);
      service.close();
      service = ServiceBehindProxy.start(folder, VAULTS);
    }
    FaultTable.check(FaultRow.WRITE_UNHEARD, "answered, sent once; every item as intended");
  }

  @Test
  void aWriteThatIsCarriedOutAndNotAnswered() throws Exception {
    assertThat(written(SILENT_AFTER)).isEqualTo("answered");
    assertThat(state(0)).isEqualTo(AFTER);
    FaultTable.check(FaultRow.WRITE_UNANSWERED, "answered, sent once; every item as intended");
  }

  @Test
  void aWriteThatIsRefusedForNow() throws Exception {
    assertThat(written(LIMITED)).isEqualTo("`rate_limited` (429)");
    assertThat(state(0)).isEqualTo(BEFORE);
    FaultTable.check(
        FaultRow.WRITE_LIMITED, "`rate_limited` (429), sent once; every item as before");
  }

  @Test
  void writesThatHangAgainAndAgain() throws Exception {
    service.close();
    service = ServiceBehindProxy.start(folder, 25);
    service.proxy().plan(request -> request.writes() ? SILENT_BEFORE : NONE);
    List<String> vaults = service.standIn().vaultIds();
    List<Future<Outcome>> hanging = new ArrayList<>();
    for (String vault : vaults.subList(0, 20)) {
      hanging.add(service.begin(() -> service.overMcp("item_create", made(vault))));
    }
    ServiceBehindProxy.await("the writes", () -> writesSent() == 20);
    ServiceBehindProxy.await("their ends", () -> service.proxy().underWay() == 0);
    Outcome refused = firstRefused(vaults.subList(20, 25));
    assertThat(refused.told()).isEqualTo("`backend_unavailable` (503)");
    assertThat(refused.message()).contains("Nothing was changed");
    assertThat(service.listing()).isEqualTo("answered");
    for (Future<Outcome> each : hanging) {
      assertThat(each.get().told()).isEqualTo(UNKNOWN);
    }
    service.proxy().heal();
    ServiceBehindProxy.await("writes", this::writesAgain);
    FaultTable.check(
        FaultRow.WRITES_HANG,
        UNKNOWN
            + ", after 20 of them "
            + refused.told()
            + " and nothing was changed; reads answered; afterwards answered");
  }

  /** The circuit opens a moment after the last of the writes has ended. */
  private Outcome firstRefused(List<String> vaults) throws Exception {
    Outcome outcome = service.overRest("item_create", made(vaults.getFirst()));
    for (int i = 1; i < vaults.size() && outcome.told().equals(UNKNOWN); i++) {
      outcome = service.overRest("item_create", made(vaults.get(i)));
    }
    return outcome;
  }

  private long writesSent() {
    return service.requests().stream().filter(ProxiedRequest::writes).count();
  }

  private boolean writesAgain() {
    try {
      String vault = service.standIn().vaultIds().getFirst();
      return service.overMcp("item_create", made(vault)).told().equals("answered");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes, changes and deletes an item over both faces, each in its own vault and at once, for each
   * of the mishaps.
   */
  private String written(Mishap... mishaps) throws Exception {
    List<String> vaults = service.standIn().vaultIds().subList(0, GROUP * mishaps.length);
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (String vault : vaults) {
      calls.add(write(calls.size() % GROUP, vault, onlyItem(vault)));
    }
    service.proxy().forgetRequests();
    service
        .proxy()
        .plan(
            request ->
                request.writes()
                    ? mishaps[vaults.indexOf(request.path().split("/", -1)[3]) / GROUP]
                    : NONE);
    String told = ServiceBehindProxy.toldAlike(service.all(calls));
    for (String method : List.of("POST", "PATCH", "DELETE")) {
      assertThat(service.requests())
          .filteredOn(each -> each.method().equals(method))
          .hasSize(vaults.size() / 3);
    }
    service.proxy().heal();
    return told;
  }

  private String onlyItem(String vault) throws Exception {
    JsonObject found = service.overMcp("item_search", "{'vaultId':'" + vault + "'}").content();
    return found.getJsonArray("items").getJsonObject(0).getString("id");
  }

  /** One of the writes of a group. */
  private Callable<Outcome> write(int index, String vault, String item) {
    String tool = List.of("item_create", "item_update", "item_delete").get(index / 2);
    String place = "{'vaultId':'" + vault + "','itemId':'" + item + "',";
    String arguments =
        List.of(made(vault), place + "'title':'After'}", place + ServiceFixture.DESTROY + "}")
            .get(index / 2);
    return index % 2 == 0
        ? () -> service.overMcp(tool, arguments)
        : () -> service.overRest(tool, arguments);
  }

  private static String made(String vault) {
    return "{'vaultId':'" + vault + "','category':'Login','title':'Made'}";
  }

  private static final List<List<String>> BEFORE = Collections.nCopies(GROUP, List.of("Item 1"));

  private static final List<List<String>> AFTER =
      List.of(
          List.of("Item 1", "Made"),
          List.of("Item 1", "Made"),
          List.of("After"),
          List.of("After"),
          List.of(),
          List.of());

  /** The titles of the items of each vault of a group, as the service shows them. */
  private List<List<String>> state(int group) throws Exception {
    List<List<String>> titles = new ArrayList<>();
    for (String vault : service.standIn().vaultIds().subList(group * GROUP, (group + 1) * GROUP)) {
      JsonObject found = service.overRest("item_search", "{'vaultId':'" + vault + "'}").content();
      titles.add(
          found.getJsonArray("items").getValuesAs(JsonObject.class).stream()
              .map(each -> each.getString("title"))
              .toList());
    }
    return titles;
  }
}
