package io.mcp1password.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesActivityAndHealthTest {

  private static final String SMALL = "a".repeat(26);
  private static final String LARGE = "b".repeat(26);
  private static final String ABSENT = "c".repeat(26);

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(1, 0).build();
  private final String vault = standIn.vaultIds().getFirst();
  private final StandInClient admin = new StandInClient(standIn, standIn.adminToken());
  private final StandInClient nobody = new StandInClient(standIn, "");
  private final String id = standIn.plant(vault, document());
  private final String item = "/v1/vaults/" + vault + "/items/" + id;

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void filesAreListedWithThePathOfTheirContent() {
    JsonObject file = admin.get(item + "/files").array().getJsonObject(0);

    assertThat(file.getString("name")).isEqualTo("résumé.txt");
    assertThat(file.getInt("size")).isEqualTo(2);
    assertThat(file).doesNotContainKey("content");
    assertThat(file.getString("content_path")).isEqualTo(item + "/files/" + SMALL + "/content");
    assertThat(admin.get(item).object().getJsonArray("files").getJsonObject(0)).isEqualTo(file);
  }

  @Test
  void contentIsDownloadedAsAnAttachment() {
    StandInClient.Reply reply = admin.get(item + "/files/" + SMALL + "/content");

    assertThat(reply.text()).isEqualTo("hi");
    assertThat(reply.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(reply.header("Content-Length")).isEqualTo("2");
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"r_sum_.txt\"");
  }

  @Test
  void contentIsInlinedOnRequestUnlessItIsTooLarge() {
    assertThat(
            admin
                .get(item + "/files/" + SMALL + "?inline_files=true")
                .object()
                .getString("content"))
        .isEqualTo("aGk=");
    assertThat(admin.get(item + "/files/" + LARGE).status()).isEqualTo(200);
    assertThat(admin.get(item + "/files/" + LARGE + "?inline_files=true").error())
        .isEqualTo(
            "413 File is too large to inline in request. Use the %s/files/%s/content endpoint"
                    .formatted(item, LARGE)
                + " instead.");
    assertThat(admin.get(item + "/files?inline_files=true").status()).isEqualTo(413);
  }

  @Test
  void anAbsentFileIsNotFound() {
    assertThat(admin.get(item + "/files/" + ABSENT).error())
        .isEqualTo("404 file " + ABSENT + " not found");
    assertThat(admin.get(item + "/files/" + ABSENT + "/content").status()).isEqualTo(404);
  }

  @Test
  void activityTellsNewestFirstWhoDidWhat() {
    admin.get("/v1/vaults");
    admin.get(item);
    JsonObject newest = activity("").getFirst();

    assertThat(newest.getString("action")).isEqualTo("READ");
    assertThat(newest.getString("result")).isEqualTo("SUCCESS");
    assertThat(newest.getJsonObject("actor").getString("id")).matches("[A-Z0-9]{26}");
    assertThat(newest.getJsonObject("actor").getString("userAgent")).isEqualTo("stand-in-test");
    assertThat(newest.getJsonObject("resource"))
        .isEqualTo(
            ConnectJson.object()
                .add("type", "ITEM")
                .add("vault", ConnectJson.object().add("id", vault))
                .add("item", ConnectJson.object().add("id", id))
                .add("itemVersion", 1)
                .build());
    assertThat(activity("").getLast().getJsonObject("resource").getString("type"))
        .isEqualTo("VAULT");
  }

  @Test
  void aRefusedAccessLeavesADenyRow() {
    var reader = new StandInClient(standIn, standIn.token(Map.of(vault, 48)));
    reader.delete(item);
    admin.get("/v1/vaults/" + ABSENT);

    assertThat(activity(""))
        .extracting(each -> each.getString("action") + " " + each.getString("result"))
        .containsExactly("READ DENY", "DELETE DENY");
  }

  @ParameterizedTest
  @CsvSource({
    "'',3,1-3/3",
    "?limit=2,2,1-2/3",
    "?limit=2&offset=2,1,3-3/3",
    "?offset=9,0,0-9/3",
  })
  void activityIsPaged(String query, int size, String range) {
    for (int i = 0; i < 3; i++) {
      admin.get("/v1/vaults");
    }
    StandInClient.Reply reply = admin.get("/v1/activity" + query);

    assertThat(reply.array()).hasSize(size);
    assertThat(reply.header("Content-Range")).isEqualTo(range);
  }

  @Test
  void activityNeedsATokenAndNumbers() {
    assertThat(nobody.get("/v1/activity").status()).isEqualTo(401);
    assertThat(admin.get("/v1/activity?limit=x").error()).isEqualTo("400 Invalid limit");
    assertThat(admin.get("/v1/activity?offset=-1").error()).isEqualTo("400 Invalid offset");
  }

  @Test
  void theServerNeedsATokenUntilTheFirstValidOne() {
    assertThat(dependencies())
        .containsEntry("sync", "TOKEN_NEEDED")
        .containsEntry("account_data", "NOT_SYNCED")
        .containsEntry("sqlite", "ACTIVE")
        .containsEntry("1Password", "UNINITIALIZED");
    nobody.get("/v1/vaults");
    assertThat(dependencies()).containsEntry("sync", "TOKEN_NEEDED");
    admin.get("/v1/vaults");
    assertThat(dependencies())
        .containsEntry("sync", "ACTIVE")
        .containsEntry("account_data", "AVAILABLE")
        .containsEntry("1Password", "UNINITIALIZED");
  }

  @Test
  void aLookAtHealthWithATokenUnlocksTheServer() {
    admin.get("/health");

    assertThat(dependencies()).containsEntry("sync", "ACTIVE");
  }

  @Test
  void heartbeatAndMetricsAreText() {
    assertThat(nobody.get("/heartbeat").text()).isEqualTo(".");
    assertThat(nobody.get("/heartbeat").header("Content-Type")).startsWith("text/plain");
    assertThat(nobody.get("/metrics").text()).contains("# TYPE onepassword_connect_vaults gauge");
  }

  private List<JsonObject> activity(String query) {
    return admin.get("/v1/activity" + query).array().getValuesAs(JsonObject.class);
  }

  private Map<String, String> dependencies() {
    JsonObject health = nobody.get("/health").object();
    assertThat(health.getString("name")).isEqualTo("1Password Connect API");
    return health.getJsonArray("dependencies").getValuesAs(JsonObject.class).stream()
        .collect(
            Collectors.toMap(each -> each.getString("service"), each -> each.getString("status")));
  }

  private static String document() {
    byte[] large = "x".repeat(100 * 1024 + 1).getBytes(StandardCharsets.UTF_8);
    return """
    {"title": "Doc", "category": "DOCUMENT", "files": [
      {"id": "%s", "name": "résumé.txt", "content": "aGk="},
      {"id": "%s", "name": "large.txt", "content": "%s"}]}
    """
        .formatted(SMALL, LARGE, Base64.getEncoder().encodeToString(large));
  }
}
