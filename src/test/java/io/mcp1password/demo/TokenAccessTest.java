package io.mcp1password.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAccessTest {

  private static final String ABSENT_ID = "a".repeat(26);

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(2, 1).build();
  private final String vault = standIn.vaultIds().getFirst();
  private final String items = "/v1/vaults/" + vault + "/items";
  private final StandInClient admin = new StandInClient(standIn, standIn.adminToken());

  @AfterEach
  void stop() {
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer x", "Basic dTpw", "Bearer a.b.c"})
  void aTokenThatIsMissingOrForeignIsInvalid(String authorization) {
    var client = new StandInClient(standIn, authorization);

    assertThat(client.get("/v1/vaults").error()).isEqualTo("401 Invalid bearer token");
  }

  @Test
  void aTruncatedTokenIsInvalid() {
    String token = standIn.adminToken().reveal();
    var client = new StandInClient(standIn, "Bearer " + token.substring(0, token.length() - 1));

    assertThat(client.get("/v1/vaults").error()).isEqualTo("401 Invalid bearer token");
  }

  @Test
  void anExpiredTokenIsInvalidAndACurrentOneIsNot() {
    var scope = Map.of(vault, ConnectStandIn.READ_ONLY);
    Instant now = Instant.now();

    assertThat(new StandInClient(standIn, standIn.token(scope, now)).get(items).status())
        .isEqualTo(401);
    assertThat(
            new StandInClient(standIn, standIn.token(scope, now.plusSeconds(600)))
                .get(items)
                .status())
        .isEqualTo(200);
  }

  @Test
  void aTokenHasTheFormAndTheClaimsOfConnectsOwn() {
    String[] parts =
        standIn
            .token(Map.of(vault, ConnectStandIn.READ_ONLY), Instant.ofEpochSecond(4_000_000_000L))
            .reveal()
            .split("\\.", -1);
    JsonObject claims = json(parts[1]);

    assertThat(parts).hasSize(3);
    assertThat(json(parts[0]).getString("alg")).isEqualTo("ES256");
    assertThat(Base64.getUrlDecoder().decode(parts[2])).hasSize(64);
    assertThat(claims.getString("iss")).isEqualTo("com.1password.b5");
    assertThat(claims.getJsonArray("aud").getString(0)).isEqualTo("com.1password.connect");
    assertThat(claims.getJsonNumber("exp").longValue()).isEqualTo(4_000_000_000L);
    assertThat(claims.getJsonArray("1password.com/vts").getJsonObject(0))
        .isEqualTo(ConnectJson.object().add("u", vault).add("a", 48).build());
  }

  @Test
  void onlyVaultsInScopeAreListed() {
    var client = new StandInClient(standIn, standIn.token(Map.of(vault, ConnectStandIn.READ_ONLY)));

    assertThat(client.get("/v1/vaults").array())
        .extracting(each -> each.asJsonObject().getString("id"))
        .containsExactly(vault);
  }

  @Test
  void aVaultOutsideTheScopeAndAnUnknownVaultAreRefusedAlike() {
    var client = new StandInClient(standIn, standIn.token(Map.of(vault, ConnectStandIn.READ_ONLY)));
    String other = standIn.vaultIds().getLast();

    assertThat(client.get("/v1/vaults/" + other).error())
        .isEqualTo("403 Authorization: token does not have access to vault " + other);
    assertThat(client.get("/v1/vaults/" + ABSENT_ID + "/items").error())
        .isEqualTo("403 Authorization: token does not have access to vault " + ABSENT_ID);
  }

  @Test
  void aVaultInScopeThatDoesNotExistIsNotFound() {
    var client = new StandInClient(standIn, standIn.token(Map.of(ABSENT_ID, 496)));

    assertThat(client.get("/v1/vaults/" + ABSENT_ID).error())
        .isEqualTo("404 vault " + ABSENT_ID + " not found");
  }

  @Test
  void scopeIsCheckedBeforeTheFormOfTheItemsId() {
    assertThat(admin.get("/v1/vaults/" + ABSENT_ID + "/items/NotAnId").status()).isEqualTo(403);
    assertThat(admin.get(items + "/NotAnId").error()).isEqualTo("400 Invalid Item UUID");
    assertThat(admin.get(items + "/" + ABSENT_ID).error())
        .isEqualTo("404 item " + ABSENT_ID + " not found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fake", "AAAAAAAAAAAAAAAAAAAAAAAAAA", "%2e%2e%2f", "aaaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void aMalformedVaultIdIsInvalid(String id) {
    assertThat(admin.get("/v1/vaults/" + id).error()).isEqualTo("400 Invalid Vault UUID");
  }

  @ParameterizedTest
  @CsvSource({"POST,'',create", "PUT,/x,update", "PATCH,/x,update", "DELETE,/x,delete"})
  void aReadOnlyTokenCannotWrite(String method, String path, String action) {
    var client = new StandInClient(standIn, standIn.token(Map.of(vault, ConnectStandIn.READ_ONLY)));

    assertThat(client.send(method, items + path, BodyPublishers.ofString("{}")).error())
        .isEqualTo(
            "403 Authorization: token does not have permission to perform %s on vault %s"
                .formatted(action, vault));
  }

  @Test
  void aWriteOnlyTokenCannotRead() {
    var client = new StandInClient(standIn, standIn.token(Map.of(vault, 448)));

    assertThat(client.get(items).error())
        .isEqualTo(
            "403 Authorization: token does not have permission to perform read on vault " + vault);
  }

  private static JsonObject json(String base64) {
    return ConnectJson.parse(
            new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8))
        .asJsonObject();
  }
}
