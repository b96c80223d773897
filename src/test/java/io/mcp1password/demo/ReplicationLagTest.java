package io.mcp1password.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicationLagTest {

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(1, 1).build();
  private final String vault = standIn.vaultIds().getFirst();
  private final String items = "/v1/vaults/" + vault + "/items";
  private final StandInClient client = new StandInClient(standIn, standIn.adminToken());
  private final String existing =
      items + "/" + client.get(items).array().getJsonObject(0).getString("id");

  @BeforeEach
  void lag() {
    standIn.faults().replicationLag(Duration.ofHours(1));
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void aCreatedItemIsNotFoundUntilReplicated() {
    String id =
        client
            .post(items, "{\"category\": \"LOGIN\", \"vault\": {\"id\": \"%s\"}}".formatted(vault))
            .object()
            .getString("id");

    assertThat(client.get(items + "/" + id).status()).isEqualTo(404);
    assertThat(client.get(items).array()).hasSize(1);
    standIn.replicate();
    assertThat(client.get(items + "/" + id).status()).isEqualTo(200);
    assertThat(client.get(items).array()).hasSize(2);
  }

  @Test
  void anUpdatedItemIsStaleUntilReplicated() {
    assertThat(retitle("New").object().getString("title")).isEqualTo("New");

    assertThat(title()).isEqualTo("Item 1");
    standIn.replicate();
    assertThat(title()).isEqualTo("New");
  }

  @Test
  void aDeletedItemIsThereUntilReplicated() {
    assertThat(client.delete(existing).status()).isEqualTo(204);

    assertThat(client.get(existing).status()).isEqualTo(200);
    standIn.replicate();
    assertThat(client.get(existing).status()).isEqualTo(404);
  }

  @Test
  void theVaultsVersionMovesWithWhatIsVisible() {
    int before = contentVersion();
    retitle("New");

    assertThat(contentVersion()).isEqualTo(before);
    standIn.replicate();
    assertThat(contentVersion()).isGreaterThan(before);
  }

  @Test
  void aWriteOnAnotherThatIsNotReplicatedFails() {
    retitle("New");

    assertThat(retitle("Newer").error()).isEqualTo("500 Something went wrong");
    assertThat(client.delete(existing).error()).isEqualTo("500 Something went wrong");
    standIn.replicate();
    assertThat(retitle("Newest").status()).isEqualTo(200);
  }

  @Test
  void whereConflictsDoNotFailTheEarlierWriteIsLost() {
    standIn.faults().conflictingWritesFail(false);
    client.patch(existing, "[{\"op\": \"replace\", \"path\": \"/favorite\", \"value\": true}]");
    retitle("New");
    standIn.replicate();

    assertThat(title()).isEqualTo("New");
    assertThat(client.get(existing).object().getBoolean("favorite")).isFalse();
    assertThat(client.get(existing).object().getInt("version")).isEqualTo(3);
  }

  @Test
  void healingEndsTheLagOfLaterWrites() {
    standIn.faults().heal();
    retitle("New");

    assertThat(title()).isEqualTo("New");
  }

  private StandInClient.Reply retitle(String title) {
    return client.patch(
        existing,
        "[{\"op\": \"replace\", \"path\": \"/title\", \"value\": \"%s\"}]".formatted(title));
  }

  private String title() {
    return client.get(existing).object().getString("title");
  }

  private int contentVersion() {
    return client.get("/v1/vaults/" + vault).object().getInt("contentVersion");
  }
}
