package io.mcp1password.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandInFaultsTest {

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(2, 1).build();
  private final StandInFaults faults = standIn.faults();
  private final StandInClient client = new StandInClient(standIn, standIn.adminToken());
  private final String first = standIn.vaultIds().getFirst();
  private final String second = standIn.vaultIds().getLast();

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void announcedFaultsActInTurnAndThenAllIsWell() {
    faults.next(1, Fault.Status.FIRST_SYNC);
    faults.next(2, Fault.Status.SOMETHING_WENT_WRONG);

    assertThat(client.get("/v1/vaults").error())
        .isEqualTo("408 sync did not complete within timeout, please retry the request");
    assertThat(client.get("/v1/vaults").error()).isEqualTo("500 Something went wrong");
    assertThat(client.get("/v1/vaults").error()).isEqualTo("500 Something went wrong");
    assertThat(client.get("/v1/vaults").status()).isEqualTo(200);
  }

  @Test
  void accessIsDeniedOnceAndThenGranted() {
    faults.next(1, new Fault.Denial());

    assertThat(client.get("/v1/vaults/" + first).error())
        .isEqualTo("403 Authorization: token does not have access to vault " + first);
    assertThat(client.get("/v1/vaults/" + first).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 504})
  void aProxyAnswersWithHtml(int status) {
    faults.next(1, new Fault.Html(status));
    StandInClient.Reply reply = client.get("/v1/vaults");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("text/html");
    assertThat(reply.text()).startsWith("<html>");
  }

  @Test
  void garbageSaysThatItIsJson() {
    faults.next(1, new Fault.Garbage());
    StandInClient.Reply reply = client.get("/v1/vaults");

    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThatThrownBy(reply::array).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionIsCut(Fault.Cut.Point point) {
    faults.always(new Fault.Cut(point));

    assertThatThrownBy(() -> client.exchange("GET", "/v1/vaults", BodyPublishers.noBody()))
        .isInstanceOf(IOException.class);
    assertThat(client.get("/heartbeat").status()).isEqualTo(200);
  }

  @Test
  void oneVaultFailsAndTheOtherDoesNot() {
    faults.inVault(first, Fault.Status.SOMETHING_WENT_WRONG);

    assertThat(client.get("/v1/vaults/" + first + "/items").status()).isEqualTo(500);
    assertThat(client.get("/v1/vaults/" + second + "/items").status()).isEqualTo(200);
    assertThat(client.get("/v1/vaults").status()).isEqualTo(200);
  }

  @Test
  void aDelayOfAllRequestsOutlastsTheClientsPatience() {
    faults.delay(Duration.ofHours(1));

    assertThatThrownBy(this::impatientGet).isInstanceOf(HttpTimeoutException.class);
    assertThat(client.get("/heartbeat").status()).isEqualTo(200);
  }

  @Test
  void aDelayOfOneRequestLeavesTheNextAlone() {
    faults.next(1, new Fault.Delay(Duration.ofHours(1)));

    assertThatThrownBy(this::impatientGet).isInstanceOf(HttpTimeoutException.class);
    assertThat(client.get("/v1/vaults").status()).isEqualTo(200);
  }

  @Test
  void afterAShortDelayTheAnswerIsTheUsualOne() {
    faults.next(1, new Fault.Delay(Duration.ofMillis(5)));

    assertThat(client.get("/v1/vaults").array()).hasSize(2);
  }

  @Test
  void healingTurnsEverythingOff() {
    faults.always(new Fault.Html(502));
    faults.next(9, new Fault.Garbage());
    faults.inVault(first, new Fault.Denial());
    faults.heal();

    assertThat(client.get("/v1/vaults/" + first).status()).isEqualTo(200);
  }

  @Test
  void receivedRequestsAreRememberedWithoutTheirToken() {
    client.get("/v1/vaults/?filter=name%20eq%20%22x%22");
    client.delete("/v1/vaults/" + first + "/items/x");

    assertThat(standIn.requests())
        .containsExactly(
            new ReceivedRequest(
                "GET", "/v1/vaults/", "filter=name%20eq%20%22x%22", "stand-in-test", ""),
            new ReceivedRequest(
                "DELETE", "/v1/vaults/" + first + "/items/x", "", "stand-in-test", ""));
    standIn.forgetRequests();
    assertThat(standIn.requests()).isEmpty();
  }

  private void impatientGet() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(standIn.uri().resolve("/v1/vaults"))
            .timeout(Duration.ofMillis(100))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      http.send(request, BodyHandlers.discarding());
    }
  }
}
