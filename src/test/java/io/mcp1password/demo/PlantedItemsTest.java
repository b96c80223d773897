package io.mcp1password.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlantedItemsTest {

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(3, 2).build();
  private final String vault = standIn.vaultIds().getFirst();
  private final StandInClient client = new StandInClient(standIn, standIn.adminToken());

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void generatedVaultsHoldAsManyItemsAsAsked() {
    assertThat(standIn.vaultIds())
        .hasSize(3)
        .allSatisfy(id -> assertThat(client.get("/v1/vaults/" + id + "/items").array()).hasSize(2));
  }

  @Test
  void aPlantedItemIsToldAsItIs() {
    String json =
        """
        {"title": "Odd", "category": "NOVEL", "additional_information": "canary-1",
         "createdAt": "never", "contentPath": "x",
         "fields": [
           {"id": "password", "type": "HOLOGRAM", "purpose": "PASSWORD", "value": "canary-2",
            "password_details": {"history": ["canary-3"]}},
           {"id": "otp", "type": "OTP", "value": "not a secret", "totp": "000000"}]}
        """;
    String id = standIn.plant(vault, json);
    JsonObject item = client.get("/v1/vaults/" + vault + "/items/" + id).object();

    assertThat(item).containsAllEntriesOf(ConnectJson.parse(json).asJsonObject());
    assertThat(item).containsKeys("id", "vault", "version", "updatedAt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{", ""})
  void onlyAnObjectCanBePlanted(String json) {
    assertThatThrownBy(() -> standIn.plant(vault, json))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnknownVaultHasNoPlaceAndNoName() {
    assertThatThrownBy(() -> standIn.plant("x", "{}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> standIn.vaultId("x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closingFreesThePortAndEndsTheWait() throws Exception {
    int port = standIn.port();
    assertThat(standIn.uri()).hasToString("http://127.0.0.1:" + port);
    standIn.close();
    standIn.awaitStop();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aPortThatIsTakenIsAnError() {
    assertThatThrownBy(() -> ConnectStandIn.builder().port(standIn.port()).build())
        .isInstanceOf(UncheckedIOException.class);
  }
}
