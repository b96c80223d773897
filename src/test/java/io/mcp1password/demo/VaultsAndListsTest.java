package io.mcp1password.demo;

import static io.mcp1password.demo.StandInClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultsAndListsTest {

  private final ConnectStandIn standIn = ConnectStandIn.builder().empty().build();
  private final String vault = standIn.addVault("Café \"Bar\"", "Drinks");
  private final String items = "/v1/vaults/" + vault + "/items";

  VaultsAndListsTest() {
    standIn.addVault("Other", "");
    plant("Wine", "red");
    plant("White wine", "white");
    plant("Ärger & Co", "red", "Équipe");
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/vaults", "/v1/vaults/", "/health/", "/v1/activity/"})
  void everyAnswerTellsConnectsVersion(String path) {
    assertThat(client().get(path).status()).isEqualTo(200);
    assertThat(client().get(path).header("1Password-Connect-Version")).isEqualTo("1.8.1");
    assertThat(client().get("/v1/nothing").header("1Password-Connect-Version")).isEqualTo("1.8.1");
  }

  @Test
  void aVaultTellsItsItemsAndVersions() {
    JsonObject before = client().get("/v1/vaults/" + vault).object();
    plant("Beer");
    JsonObject after = client().get("/v1/vaults/" + vault + "/").object();

    assertThat(before.getString("name")).isEqualTo("Café \"Bar\"");
    assertThat(before.getString("description")).isEqualTo("Drinks");
    assertThat(before.getString("type")).isEqualTo("USER_CREATED");
    assertThat(before.getInt("items")).isEqualTo(3);
    assertThat(after.getInt("items")).isEqualTo(4);
    assertThat(after.getInt("contentVersion")).isGreaterThan(before.getInt("contentVersion"));
    assertThat(after.getInt("attributeVersion")).isEqualTo(before.getInt("attributeVersion"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "title", "NAME"})
  void vaultsAreFoundByNameAsWellAsByTitle(String attribute) {
    assertThat(find("/v1/vaults", attribute + " eq \"Other\"", "name")).containsExactly("Other");
    assertThat(find("/v1/vaults", attribute + " eq \"Café \\\"Bar\\\"\"", "name")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "title eq \"Wine\" | Wine",
        "title co \"ine\" | Wine;White wine",
        "title eq \"Wine\" or title eq \"Ärger & Co\" | Wine;Ärger & Co",
        "tag eq \"red\" | Wine;Ärger & Co",
        "tag eq \"red\" and title co \"Co\" | Ärger & Co",
        "tag eq \"Équipe\" | Ärger & Co",
        "(tag eq \"white\" or title co \"Ä\") and title pr | White wine;Ärger & Co",
        "title eq \"nothing\" | ``",
        "title eq \"wine\" | ``",
      })
  void itemsAreFilteredByTitleAndTag(String filter, String titles) {
    List<String> expected = titles.isEmpty() ? List.of() : List.of(titles.split(";", -1));

    assertThat(find(items, filter, "title")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'",
        "title eq 'x'",
        "title eq",
        "title",
        "\"x\"",
        "secret eq \"x\"",
        "title eq \"x",
        "(title pr",
        "title pr)"
      })
  void aFilterThatCannotBeUnderstoodIsABadRequest(String filter) {
    assertThat(client().get(items + "?filter=" + encoded(filter)).error())
        .isEqualTo("400 Invalid filter");
  }

  @Test
  void aFilterMayBeNestedOnlySoDeep() {
    String deep = "(".repeat(5000) + "title pr" + ")".repeat(5000);

    assertThat(client().get(items + "?filter=" + encoded(deep)).status()).isEqualTo(400);
  }

  @Test
  void listsAreOverviews() {
    standIn.plant(
        vault,
        """
        {"title": "Full", "category": "LOGIN", "fields": [{"id": "a", "type": "STRING"}],
         "sections": [{"id": "s"}], "files": [{"name": "f"}], "additional_information": "seen",
         "unheard_of": 1}
        """);
    JsonObject overview = listed("Full");

    assertThat(overview).doesNotContainKeys("fields", "sections", "files", "unheard_of");
    assertThat(overview.getString("additional_information")).isEqualTo("seen");
    assertThat(overview.getJsonObject("vault").getString("id")).isEqualTo(vault);
  }

  private JsonObject listed(String title) {
    return client()
        .get(items + "?filter=" + encoded("title eq \"" + title + "\""))
        .array()
        .getJsonObject(0);
  }

  private List<String> find(String path, String filter, String key) {
    JsonArray found = client().get(path + "?filter=" + encoded(filter)).array();
    return found.getValuesAs(JsonObject.class).stream().map(each -> each.getString(key)).toList();
  }

  private void plant(String title, String... tags) {
    standIn.plant(
        vault,
        ConnectJson.object()
            .add("title", title)
            .add("category", "LOGIN")
            .add("tags", ConnectJson.texts(List.of(tags)))
            .build()
            .toString());
  }

  private StandInClient client() {
    return new StandInClient(standIn, standIn.adminToken());
  }
}
