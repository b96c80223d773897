package io.mcp1password.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.NodeProject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The official JavaScript client works against the stand-in, call by call. */
class ConnectJavaScriptClientIT {

  @Test
  void everyCallOfTheOfficialClientIsAnswered() throws Exception {
    NodeProject project = NodeProject.installed("connect-client");
    try (var standIn = ConnectStandIn.builder().build()) {
      String printed =
          project.run(
              "every-call.mjs",
              Map.of(
                  "STAND_IN_URL", standIn.uri().toString(),
                  "STAND_IN_TOKEN", standIn.adminToken().reveal()));
      JsonObject result = ConnectJson.parse(printed).asJsonObject();

      assertThat(texts(result, "vaults")).hasSize(6).contains("Private Café", "Household");
      assertThat(result.getString("vault")).isEqualTo("日本 Office");
      assertThat(result.getInt("items")).isEqualTo(38);
      assertThat(texts(result, "byTitle")).contains("full name", "date of birth");
      assertThat(texts(result, "containing"))
          .containsExactlyInAnyOrder("Shared mailbox", "Newsletter mailbox");
      assertThat(texts(result, "created"))
          .containsExactly("USERNAME", "PASSWORD", "pin", "one-time password", "NOTES");
      assertThat(result.getString("password")).matches("[a-zA-Z]{20}");
      assertThat(result.getString("code")).matches("\\d{6}");
      assertThat(result.getJsonObject("updated").toString())
          .isEqualTo("{\"title\":\"Renamed by the client\",\"version\":1}");
      assertThat(result.getJsonObject("read").toString())
          .isEqualTo("{\"title\":\"Renamed by the client\",\"version\":2}");
      assertThat(result.getInt("afterDelete")).isEqualTo(404);
      assertThat(result.getString("unknownVault"))
          .isEqualTo("Authorization: token does not have access to vault " + "a".repeat(26));
      assertThat(result.getString("file")).startsWith("contract-");
      assertThat(result.getString("content")).startsWith("Demo file ");
    }
  }

  private static List<String> texts(JsonObject result, String key) {
    return result.getJsonArray(key).getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .toList();
  }
}
