package io.mcp1password.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemUpdateTest {

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(1, 0).build();
  private final String vault = standIn.vaultIds().getFirst();
  private final StandInClient client = new StandInClient(standIn, standIn.adminToken());
  private final String id =
      standIn.plant(
          vault,
          """
          {"title": "Before", "category": "LOGIN", "tags": ["a", "b"], "favorite": false,
           "sections": [{"id": "s", "label": "S"}],
           "fields": [
             {"id": "username", "type": "STRING", "purpose": "USERNAME", "value": "demo"},
             {"id": "password", "type": "CONCEALED", "purpose": "PASSWORD", "value": "first"},
             {"id": "key", "type": "SSHKEY", "label": "private key", "value": "demo-key"}],
           "files": [{"id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "name": "f.txt", "content": "aGk="}]}
          """);
  private final String path = "/v1/vaults/" + vault + "/items/" + id;

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void aReplacementAnswersWithTheOldVersionAndKeepsTheNewOne() {
    JsonObject answer = client.put(path, replacement("After", "second")).object();

    assertThat(answer.getInt("version")).isEqualTo(1);
    assertThat(answer.getString("title")).isEqualTo("After");
    assertThat(item().getInt("version")).isEqualTo(2);
    assertThat(item().getString("title")).isEqualTo("After");
    assertThat(item().getString("createdAt")).isEqualTo(answer.getString("createdAt"));
  }

  @Test
  void aReplacedPasswordGoesIntoTheHistoryInPlainText() {
    client.put(path, replacement("After", "second"));
    client.patch(path, patch("replace", "/fields/password/value", "\"third\""));

    assertThat(
            field("password").getJsonObject("password_details").getJsonArray("history").toString())
        .isEqualTo("[\"second\",\"first\"]");
    assertThat(field("password").getString("value")).isEqualTo("third");
  }

  @Test
  void sentBackAsItCameAPrivateKeyBecomesTextButFilesStay() {
    client.put(path, item().toString());

    assertThat(field("key").getString("type")).isEqualTo("STRING");
    assertThat(field("key").getString("value")).isEqualTo("demo-key");
    assertThat(item().getJsonArray("files")).hasSize(1);
  }

  @Test
  void aPatchOfTheTitleLeavesAPrivateKeyWhatItIs() {
    JsonObject answer = client.patch(path, patch("replace", "/title", "\"After\"")).object();

    assertThat(answer.getInt("version")).isEqualTo(1);
    assertThat(item().getInt("version")).isEqualTo(2);
    assertThat(item().getString("title")).isEqualTo("After");
    assertThat(field("key").getString("type")).isEqualTo("SSHKEY");
  }

  @Test
  void aReplacementForAnotherVaultItemOrCategoryIsRefused() {
    String good = replacement("After", "x");

    assertThat(client.put(path, good.replace(vault, "b".repeat(26))).error())
        .isEqualTo("400 Invalid Vault UUID");
    assertThat(client.put(path, good.replace(id, "b".repeat(26))).error())
        .isEqualTo("400 Invalid Item UUID");
    assertThat(client.put(path, good.replace("LOGIN", "PASSWORD")).error())
        .isEqualTo("400 Invalid item category");
    assertThat(item().getInt("version")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "replace | /favorite | true | favorite | true",
        "remove | /title | null | title | \"\"",
        "remove | /tags/1 | null | tags | [\"a\"]",
        "add | /tags/- | \"c\" | tags | [\"a\",\"b\",\"c\"]",
        "add | /tags/0 | \"c\" | tags | [\"c\",\"a\",\"b\"]",
        "replace | /tags | [\"x\"] | tags | [\"x\"]",
        "remove | /tags | null | tags | []",
        "add | /urls/- | {\"href\": \"https://x.example\"} | urls |"
            + " [{\"primary\":false,\"href\":\"https://x.example\"}]",
        "add | /sections | {\"id\": \"t\"} | sections |"
            + " [{\"id\":\"s\",\"label\":\"S\"},{\"id\":\"t\",\"label\":\"\"}]",
      })
  void aPatchChangesOneAttribute(
      String op, String pointer, String value, String attribute, String expected) {
    assertThat(client.patch(path, patch(op, pointer, value)).status()).isEqualTo(200);

    assertThat(String.valueOf(item().get(attribute))).isEqualTo(expected);
  }

  @Test
  void aPatchNamesAFieldByItsIdAndMayHoldSeveralOperations() {
    client.patch(
        path,
        """
        [{"op": "replace", "path": "/fields/username/value", "value": "new"},
         {"op": "add", "path": "/fields/username/label", "value": "login name"},
         {"op": "remove", "path": "/fields/key"},
         {"op": "add", "path": "/fields", "value": {"label": "Added", "type": "string",
          "value": "hunter2"}}]
        """);

    assertThat(field("username").getString("value")).isEqualTo("new");
    assertThat(field("username").getString("label")).isEqualTo("login name");
    assertThat(fields())
        .extracting(each -> each.getString("label", ""))
        .containsExactly("login name", "", "Added");
    assertThat(item().getInt("version")).isEqualTo(2);
  }

  @Test
  void aFieldReplacedAsAWholeKeepsItsIdAndPurpose() {
    client.patch(
        path, patch("replace", "/fields/password", "{\"label\": \"pw\", \"value\": \"whole\"}"));

    assertThat(field("password").getString("purpose")).isEqualTo("PASSWORD");
    assertThat(field("password").getString("value")).isEqualTo("whole");
    assertThat(field("password").getString("label")).isEqualTo("pw");
  }

  @Test
  void aPatchOfTheWholeItemIsAReplacement() {
    client.patch(path, patch("replace", "/", replacement("Whole", "x")));

    assertThat(item().getString("title")).isEqualTo("Whole");
    assertThat(fields())
        .extracting(each -> each.getString("id"))
        .containsExactly("password", "notesPlain");
  }

  @Test
  void anEmptyPatchChangesNothing() {
    JsonObject before = item();

    assertThat(client.patch(path, "[]").object()).isEqualTo(before);
    assertThat(item()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\": \"replace\", \"path\": \"/title\", \"value\": \"x\"}",
        "[{\"op\": \"move\", \"path\": \"/title\"}]",
        "[{\"op\": \"replace\", \"path\": \"title\", \"value\": \"x\"}]",
        "[{\"op\": \"replace\", \"path\": \"/title\"}]",
        "[{\"op\": \"replace\", \"path\": \"/title\", \"value\": 1}]",
        "[{\"op\": \"replace\", \"path\": \"/id\", \"value\": \"x\"}]",
        "[{\"op\": \"remove\", \"path\": \"/fields/unknown\"}]",
        "[{\"op\": \"remove\", \"path\": \"/fields/0\"}]",
        "[{\"op\": \"replace\", \"path\": \"/fields/username\", \"value\": \"x\"}]",
        "[{\"op\": \"replace\", \"path\": \"/fields/username/id\", \"value\": \"x\"}]",
        "[{\"op\": \"replace\", \"path\": \"/fields/username/purpose\", \"value\": \"PASSWORD\"}]",
        "[{\"op\": \"add\", \"path\": \"/tags/9\", \"value\": \"x\"}]",
        "[{\"op\": \"remove\", \"path\": \"/tags/2\"}]",
        "[{\"op\": \"replace\", \"path\": \"/tags\", \"value\": \"x\"}]",
        "[{\"op\": \"replace\", \"path\": \"/tags/-1\", \"value\": \"x\"}]",
        "[1]",
      })
  void aPatchThatCannotBeAppliedIsABadRequestAndChangesNothing(String patch) {
    JsonObject before = item();

    assertThat(client.patch(path, patch).error()).startsWith("400 ");
    assertThat(item()).isEqualTo(before);
  }

  @Test
  void aDeletedItemIsGoneForGood() {
    assertThat(client.delete(path).status()).isEqualTo(204);

    assertThat(client.get(path).error()).isEqualTo("404 item " + id + " not found");
    assertThat(client.delete(path).status()).isEqualTo(404);
    assertThat(client.get("/v1/vaults/" + vault).object().getInt("items")).isZero();
  }

  private String replacement(String title, String password) {
    return """
    {"id": "%s", "vault": {"id": "%s"}, "category": "LOGIN", "title": "%s",
     "fields": [{"id": "password", "purpose": "PASSWORD", "value": "%s"}]}
    """
        .formatted(id, vault, title, password);
  }

  private static String patch(String op, String pointer, String value) {
    return "[{\"op\": \"%s\", \"path\": \"%s\", \"value\": %s}]".formatted(op, pointer, value);
  }

  private JsonObject item() {
    return client.get(path).object();
  }

  private List<JsonObject> fields() {
    return ConnectJson.objects(item(), "fields");
  }

  private JsonObject field(String fieldId) {
    return fields().stream()
        .filter(each -> each.getString("id").equals(fieldId))
        .findFirst()
        .orElse(JsonValue.EMPTY_JSON_OBJECT);
  }
}
