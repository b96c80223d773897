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

  /** One for each of three writes over each of two faces. */
  private static final int VAULTS = 6;

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
    assertThat(written(CUT_IN_REQUEST)).isEqualTo(UNKNOWN);
    assertThat(state()).isEqualTo(BEFORE);
    assertThat(written(CUT_AFTER_REQUEST)).isEqualTo(UNKNOWN);
    assertThat(state()).isEqualTo(BEFORE);
    FaultTable.check(FaultRow.WRITE_LOST, UNKNOWN + ", sent once; every item as before");
  }

  @Test
  void aWriteThatNeverArrivesAndIsNotAnswered() throws Exception {
    assertThat(written(SILENT_BEFORE)).isEqualTo(UNKNOWN);
    assertThat(state()).isEqualTo(BEFORE);
    FaultTable.check(FaultRow.WRITE_SILENT, UNKNOWN + ", sent once; every item as before");
  }

  @Test
  void aWriteWhoseAnswerIsCutOff() throws Exception {
    for (Mishap mishap : List.of(CUT_BEFORE_ANSWER, CUT_IN_HEAD, CUT_IN_BODY, RESET_IN_BODY)) {
      assertThat(written(mishap)).as(mishap.name()).isEqualTo("answered");
      assertThat(state()).as(mishap.name()).isEqualTo(AFTER);
      service.close();
      service = ServiceBehindProxy.start(folder, VAULTS);
    }
    FaultTable.check(FaultRow.WRITE_UNHEARD, "answered, sent once; every item as intended");
  }

  @Test
  void aWriteThatIsCarriedOutAndNotAnswered() throws Exception {
    assertThat(written(SILENT_AFTER)).isEqualTo("answered");
    assertThat(state()).isEqualTo(AFTER);
    FaultTable.check(FaultRow.WRITE_UNANSWERED, "answered, sent once; every item as intended");
  }

  @Test
  void aWriteThatIsRefusedForNow() throws Exception {
    assertThat(written(LIMITED)).isEqualTo("`rate_limited` (429)");
    assertThat(state()).isEqualTo(BEFORE);
    service.proxy().always(LIMITED);
    FaultTable.check(
        FaultRow.WRITE_LIMITED, "`rate_limited` (429), sent once; every item as before");
  }

  @Test
  void writesThatHangAgainAndAgain() throws Exception {
    service.proxy().plan(request -> request.writes() ? SILENT_BEFORE : NONE);
    List<String> vaults = service.standIn().vaultIds();
    String last = UNKNOWN;
    int calls = 0;
    while (last.equals(UNKNOWN) && calls < 60) {
      List<Callable<Outcome>> round = new ArrayList<>();
      for (String vault : vaults) {
        round.add(() -> service.overMcp("item_create", made(vault)));
      }
      List<String> told = service.all(round).stream().map(Outcome::told).toList();
      calls += told.size();
      assertThat(told).isSubsetOf(UNKNOWN, "`backend_unavailable` (503)");
      last = told.getLast();
    }
    Outcome refused = service.overRest("item_create", made(vaults.getFirst()));
    assertThat(refused.told()).isEqualTo("`backend_unavailable` (503)");
    assertThat(refused.message()).contains("Nothing was changed");
    long sent = service.requests().stream().filter(ProxiedRequest::writes).count();
    assertThat(sent).isBetween(20L, 20L + VAULTS);
    assertThat(service.listing()).isEqualTo("answered");

    service.proxy().heal();
    ServiceBehindProxy.await("writes", this::writesAgain);
    FaultTable.check(
        FaultRow.WRITES_HANG,
        UNKNOWN
            + ", after 20 of them "
            + refused.told()
            + " with \"Nothing was changed\"; reads answered; afterwards answered");
  }

  private boolean writesAgain() {
    try {
      String vault = service.standIn().vaultIds().getFirst();
      return service.overMcp("item_create", made(vault)).told().equals("answered");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes, changes and deletes an item over both faces, each in its own vault and at once. */
  private String written(Mishap mishap) throws Exception {
    service.proxy().forgetRequests();
    List<String> items = new ArrayList<>();
    for (String vault : service.standIn().vaultIds()) {
      JsonObject found = service.overMcp("item_search", "{'vaultId':'" + vault + "'}").content();
      items.add(found.getJsonArray("items").getJsonObject(0).getString("id"));
    }
    service.proxy().plan(request -> request.writes() ? mishap : NONE);
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int v = 0; v < VAULTS; v++) {
      String vault = service.standIn().vaultIds().get(v);
      String item = "{'vaultId':'" + vault + "','itemId':'" + items.get(v) + "',";
      String tool = List.of("item_create", "item_update", "item_delete").get(v / 2);
      String arguments =
          List.of(made(vault), item + "'title':'After'}", item + ServiceFixture.DESTROY + "}")
              .get(v / 2);
      boolean mcp = v % 2 == 0;
      calls.add(() -> mcp ? service.overMcp(tool, arguments) : service.overRest(tool, arguments));
    }
    String told = ServiceBehindProxy.toldAlike(service.all(calls));
    assertThat(service.requests().stream().filter(ProxiedRequest::writes))
        .extracting(ProxiedRequest::method)
        .containsExactlyInAnyOrder("POST", "POST", "PATCH", "PATCH", "DELETE", "DELETE");
    service.proxy().heal();
    return told;
  }

  private static String made(String vault) {
    return "{'vaultId':'" + vault + "','category':'Login','title':'Made'}";
  }

  private static final List<List<String>> BEFORE = Collections.nCopies(6, List.of("Item 1"));

  private static final List<List<String>> AFTER =
      List.of(
          List.of("Item 1", "Made"),
          List.of("Item 1", "Made"),
          List.of("After"),
          List.of("After"),
          List.of(),
          List.of());

  /** The titles of the items of each vault, as the service shows them. */
  private List<List<String>> state() throws Exception {
    List<List<String>> titles = new ArrayList<>();
    for (String vault : service.standIn().vaultIds()) {
      JsonObject found = service.overRest("item_search", "{'vaultId':'" + vault + "'}").content();
      titles.add(
          found.getJsonArray("items").getValuesAs(JsonObject.class).stream()
              .map(each -> each.getString("title"))
              .toList());
    }
    return titles;
  }
}
