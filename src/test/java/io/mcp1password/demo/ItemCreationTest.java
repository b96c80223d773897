package io.mcp1password.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemCreationTest {

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(1, 0).build();
  private final String vault = standIn.vaultIds().getFirst();
  private final String items = "/v1/vaults/" + vault + "/items";
  private final StandInClient client = new StandInClient(standIn, standIn.adminToken());

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void aLoginGetsIdsAVersionAndTheNotesOfItsTemplate() {
    JsonObject item =
        create(
            "LOGIN",
            """
            {"purpose": "USERNAME", "value": "demo"},
            {"purpose": "PASSWORD", "generate": true}
            """);

    assertThat(item.getString("id")).matches("[a-z0-9]{26}");
    assertThat(item.getInt("version")).isEqualTo(1);
    assertThat(item).containsKeys("createdAt", "updatedAt");
    assertThat(item.getString("lastEditedBy")).matches("[A-Z0-9]{26}");
    assertThat(fields(item))
        .extracting(each -> each.getString("id"))
        .containsExactly("username", "password", "notesPlain");
    assertThat(client.get(items + "/" + item.getString("id")).object()).isEqualTo(item);
  }

  @Test
  void aGeneratedValueHas32CharactersUnlessTheRecipeSaysOtherwise() {
    JsonObject item =
        create(
            "LOGIN",
            """
            {"id": "a", "type": "CONCEALED", "generate": true},
            {"id": "b", "type": "CONCEALED", "generate": true,
             "recipe": {"length": 40, "characterSets": ["DIGITS"], "excludeCharacters": "012"}},
            {"id": "c", "type": "CONCEALED", "generate": true,
             "recipe": {"length": 64, "character_sets": ["LETTERS"], "exclude_characters": "aA"}},
            {"id": "d", "type": "CONCEALED"},
            {"id": "e", "type": "CONCEALED", "generate": true, "value": "given"}
            """);

    assertThat(value(item, "a")).hasSize(32);
    assertThat(value(item, "b")).matches("[3-9]{40}");
    assertThat(value(item, "c")).matches("[b-zB-Z]{64}");
    assertThat(value(item, "d")).isEmpty();
    assertThat(value(item, "e")).isEqualTo("given");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"length\": 0}",
        "{\"length\": 65}",
        "{\"characterSets\": [\"EMOJI\"]}",
        "{\"characterSets\": [\"DIGITS\"], \"excludeCharacters\": \"0123456789\"}"
      })
  void aRecipeThatMakesNothingIsRefused(String recipe) {
    String field = "{\"type\": \"CONCEALED\", \"generate\": true, \"recipe\": " + recipe + "}";

    assertThat(post("LOGIN", field).error()).isEqualTo("400 Invalid password recipe");
  }

  @Test
  void withoutItsPurposeABuiltInFieldIsALookAlike() {
    JsonObject item = create("LOGIN", "{\"id\": \"password\", \"value\": \"x\"}");

    assertThat(fields(item).getFirst().getString("id")).matches("[a-z0-9]{26}");
    assertThat(fields(item).getFirst()).doesNotContainKey("purpose");
  }

  @ParameterizedTest
  @CsvSource({
    "DATE,1709294460,1709294460",
    "MONTH_YEAR,203012,203012",
    "MONTH_YEAR,2030/12,203012"
  })
  void datesAreKeptInConnectsForm(String type, String sent, String kept) {
    JsonObject item =
        create(
            "LOGIN", "{\"id\": \"a\", \"type\": \"%s\", \"value\": \"%s\"}".formatted(type, sent));

    assertThat(value(item, "a")).isEqualTo(kept);
  }

  @Test
  void aDateIsReadInTheServersTimeZoneAndKeptInSeconds() {
    JsonObject item =
        create("LOGIN", "{\"id\": \"a\", \"type\": \"DATE\", \"value\": \"2024-03-01\"}");
    long midnight = LocalDate.of(2024, 3, 1).atStartOfDay(ZoneId.systemDefault()).toEpochSecond();

    assertThat(value(item, "a")).isEqualTo(Long.toString(midnight));
  }

  @Test
  void aOneTimePasswordComesBackWithItsCode() {
    JsonObject item =
        create("LOGIN", "{\"id\": \"otp\", \"type\": \"OTP\", \"value\": \"JBSWY3DPEHPK3PXP\"}");

    assertThat(fields(item).getFirst().getString("totp")).matches("\\d{6}");
    assertThat(value(item, "otp")).isEqualTo("JBSWY3DPEHPK3PXP");
  }

  @Test
  void aPrivateKeyLandsAsText() {
    JsonObject item =
        create("SSH_KEY", "{\"id\": \"k\", \"type\": \"SSHKEY\", \"value\": \"demo\"}");

    assertThat(fields(item).getFirst().getString("type")).isEqualTo("STRING");
  }

  @Test
  void keysAreReadInEitherSpellingAndTypesInEitherCase() {
    JsonObject item =
        client
            .post(
                items + "/",
                """
                {"Title": "x", "category": "LOGIN", "vault": {"ID": "%s"}, "Favorite": true,
                 "fields": [{"id": "a", "Type": "concealed", "Value": "v"}], "tags": null}
                """
                    .formatted(vault))
            .object();

    assertThat(item.getString("title")).isEqualTo("x");
    assertThat(item.getBoolean("favorite")).isTrue();
    assertThat(fields(item).getFirst().getString("type")).isEqualTo("CONCEALED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOCUMENT", "CUSTOM"})
  void documentsAndCustomItemsAreRefused(String category) {
    assertThat(post(category, "").error())
        .isEqualTo("400 Items of category %s cannot be created".formatted(category));
  }

  @Test
  void anUnknownCategoryIsInvalidAndAMissingOneHasNoTemplate() {
    assertThat(post("NOVEL", "").error()).isEqualTo("400 Invalid item category");
    assertThat(post("", "").error()).contains("Required field \"item.templateUuid\" not found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\": \"TOTP\"} | details.sections[0].fields[0] has unsupported field type: totp",
        "{\"type\": \"MONTH_YEAR\", \"value\": \"12/2030\"} | values for field type monthYear must"
            + " be in YYYYMM or YYYY/MM format",
        "{\"type\": \"DATE\", \"value\": \"tomorrow\"} | values for field type date",
        "{\"section\": {\"id\": \"undeclared\"}} | is not declared",
      })
  void aFieldThatIsNotValidIsNamedByTheItemValidator(String field, String problem) {
    assertThat(post("LOGIN", field).error())
        .startsWith("400 Validation: (validateVaultItem failed to Validate), Couldn't validate the")
        .contains("[ItemValidator] has found 1 errors, 0 warnings: \nErrors:{1. ")
        .contains(problem);
  }

  @Test
  void sectionsNeedUniqueIds() {
    String body =
        """
        {"category": "LOGIN", "vault": {"id": "%s"},
         "sections": [{"id": "s", "label": "A"}, {"id": "s", "label": "B"}]}
        """
            .formatted(vault);

    assertThat(client.post(items, body).error())
        .contains("details.sections[1] has non-unique name");
  }

  @Test
  void aFieldStandsInItsDeclaredSection() {
    String body =
        """
        {"category": "LOGIN", "vault": {"id": "%s"}, "sections": [{"id": "s", "label": "A"}],
         "fields": [{"id": "f", "section": {"id": "s"}, "value": "v"}]}
        """
            .formatted(vault);
    JsonObject item = client.post(items, body).object();

    assertThat(fields(item).getFirst().getJsonObject("section").getString("label")).isEqualTo("A");
  }

  @Test
  void anItemHasOnePasswordAtMost() {
    assertThat(post("LOGIN", "{\"purpose\": \"PASSWORD\"}, {\"purpose\": \"PASSWORD\"}").error())
        .startsWith(
            "400 Logic: (Unable to parse Item), Validation: (too many \"password\" fields in");
  }

  @Test
  void theBodyNamesTheVaultToo() {
    assertThat(client.post(items, "{\"category\": \"LOGIN\"}").error())
        .isEqualTo("400 Invalid Vault UUID");
  }

  private JsonObject create(String category, String fields) {
    StandInClient.Reply reply = post(category, fields);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.object();
  }

  private StandInClient.Reply post(String category, String fields) {
    return client.post(
        items,
        """
        {"title": "New", "category": "%s", "vault": {"id": "%s"}, "fields": [%s]}
        """
            .formatted(category, vault, fields));
  }

  private static List<JsonObject> fields(JsonObject item) {
    return ConnectJson.objects(item, "fields");
  }

  private static String value(JsonObject item, String fieldId) {
    return fields(item).stream()
        .filter(field -> field.getString("id").equals(fieldId))
        .map(field -> field.getString("value", ""))
        .findFirst()
        .orElseThrow();
  }
}
