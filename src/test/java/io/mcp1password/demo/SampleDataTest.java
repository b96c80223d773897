package io.mcp1password.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleDataTest {

  private final ConnectStandIn standIn = ConnectStandIn.builder().build();
  private final StandInClient client = new StandInClient(standIn, standIn.adminToken());
  private List<JsonObject> items = List.of();

  @BeforeAll
  void readEverything() {
    items =
        standIn.vaultIds().stream()
            .flatMap(vault -> overviews(client, vault).map(each -> full(vault, each)))
            .toList();
  }

  @AfterAll
  void stop() {
    standIn.close();
  }

  @Test
  void thereAreSeveralVaultsAndMoreThan200ItemsWithIdsOfTheirOwn() {
    assertThat(standIn.vaultIds()).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
    assertThat(standIn.vaultId("Private Café")).matches("[a-z0-9]{26}");
    assertThat(items).hasSizeGreaterThan(200);
    assertThat(items).extracting(each -> each.getString("id")).doesNotHaveDuplicates();
  }

  @Test
  void everyCategoryOfTheApiIsThere() {
    assertThat(items)
        .extracting(each -> each.getString("category"))
        .contains(
            "LOGIN",
            "PASSWORD",
            "API_CREDENTIAL",
            "SERVER",
            "DATABASE",
            "CREDIT_CARD",
            "MEMBERSHIP",
            "PASSPORT",
            "SOFTWARE_LICENSE",
            "OUTDOOR_LICENSE",
            "SECURE_NOTE",
            "WIRELESS_ROUTER",
            "BANK_ACCOUNT",
            "DRIVER_LICENSE",
            "IDENTITY",
            "REWARD_PROGRAM",
            "DOCUMENT",
            "EMAIL_ACCOUNT",
            "SOCIAL_SECURITY_NUMBER",
            "MEDICAL_RECORD",
            "SSH_KEY",
            "CUSTOM");
  }

  @Test
  void everyTypeOfFieldIsThere() {
    assertThat(fields())
        .extracting(each -> each.getString("type"))
        .contains(
            "STRING",
            "EMAIL",
            "CONCEALED",
            "URL",
            "OTP",
            "DATE",
            "MONTH_YEAR",
            "MENU",
            "PHONE",
            "ADDRESS",
            "CREDIT_CARD_NUMBER",
            "CREDIT_CARD_TYPE",
            "GENDER",
            "REFERENCE",
            "SSHKEY",
            "UNKNOWN");
  }

  @Test
  void oneTimePasswordsHaveACode() {
    assertThat(fields().filter(each -> each.getString("type").equals("OTP")))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.getString("totp")).matches("\\d{6}"));
  }

  @Test
  void passwordsHaveAHistory() {
    assertThat(fields().filter(PasswordDetails::isPassword))
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(each.getJsonObject("password_details").getJsonArray("history"))
                    .hasSize(1));
  }

  @Test
  void someTitlesAreSharedSomeAreNotAsciiAndSomeItemsHaveTagsAndFiles() {
    String vault = standIn.vaultId("Engineering");

    assertThat(
            overviews(client, vault)
                .filter(each -> each.getString("title").equals("Shared mailbox")))
        .hasSize(2);
    assertThat(items).extracting(each -> each.getString("title")).contains("東京メトロ定期");
    assertThat(items).anySatisfy(each -> assertThat(each.getJsonArray("tags")).hasSize(2));
    assertThat(items).anySatisfy(each -> assertThat(each).containsKey("files"));
    assertThat(items).noneSatisfy(each -> assertThat(each).containsKey("state"));
  }

  @Test
  void allIdsAreTheSameAtEveryStart() {
    try (var other = ConnectStandIn.builder().build()) {
      var again = new StandInClient(other, other.adminToken());

      assertThat(other.vaultIds()).isEqualTo(standIn.vaultIds());
      assertThat(other.vaultIds().stream().flatMap(vault -> overviews(again, vault)))
          .extracting(each -> each.getString("id"))
          .isEqualTo(items.stream().map(each -> each.getString("id")).toList());
    }
  }

  @Test
  void valuesLookInvented() {
    assertThat(items.toString()).doesNotContain("AKIA", "ghp_", "xoxb-", "PRIVATE KEY-----");
  }

  private Stream<JsonObject> fields() {
    return items.stream().flatMap(each -> ConnectJson.objects(each, "fields").stream());
  }

  private JsonObject full(String vault, JsonObject overview) {
    return client.get("/v1/vaults/" + vault + "/items/" + overview.getString("id")).object();
  }

  private static Stream<JsonObject> overviews(StandInClient client, String vault) {
    return client
        .get("/v1/vaults/" + vault + "/items")
        .array()
        .getValuesAs(JsonObject.class)
        .stream();
  }
}
