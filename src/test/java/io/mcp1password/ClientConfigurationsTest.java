package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.config.HttpSettings;
import io.mcp1password.config.SettingsLoader;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The configurations of MCP clients in README.md: well formed, and accepted by the service. */
class ClientConfigurationsTest {

  private static final Path README = Path.of("README.md");

  /** What the service takes for a token of Connect. */
  private static final String CONNECT_TOKEN = "eyJh.b.c";

  /** A server's entry in a client's configuration. */
  private record Entry(String name, JsonObject members) {}

  @TestFactory
  Stream<DynamicTest> everyEntryIsAccepted() throws Exception {
    return entries().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each.members())));
  }

  @Test
  void everyClientHasAnEntryForBothTransports() throws Exception {
    List<String> all = entries().map(Entry::name).toList();
    assertThat(all)
        .filteredOn(name -> name.endsWith("stdio"))
        .extracting(name -> name.split(" ", -1)[0])
        .contains("mcpServers", "servers", "mcp_servers", "claude");
    assertThat(all)
        .filteredOn(name -> name.endsWith("http"))
        .extracting(name -> name.split(" ", -1)[0])
        .contains("mcpServers", "servers", "mcp_servers", "claude");
  }

  private static Stream<Entry> entries() throws Exception {
    List<MarkdownBlock> blocks = MarkdownBlock.of(README);
    var entries = new ArrayList<Entry>();
    for (MarkdownBlock block : blocks) {
      switch (block.language()) {
        case "json" -> addJson(block.text(), entries);
        case "toml" -> add("mcp_servers", toml(block.text()), entries);
        case "sh" -> addCommand(block.text(), entries);
        default -> {}
      }
    }
    return entries.stream();
  }

  private static void addJson(String text, List<Entry> entries) {
    if (text.contains("\"mcpServers\"") || text.contains("\"servers\"")) {
      JsonObject whole = ServiceUnderTest.json(text);
      String key = whole.containsKey("servers") ? "servers" : "mcpServers";
      add(key, whole.getJsonObject(key).getJsonObject("1password"), entries);
    }
  }

  private static void add(String key, JsonObject members, List<Entry> entries) {
    entries.add(new Entry(key + " " + (members.containsKey("url") ? "http" : "stdio"), members));
  }

  /** The file's values are written in the part of TOML that is JSON as well. */
  private static JsonObject toml(String text) {
    assertThat(text).startsWith("[mcp_servers.1password]\n");
    var members = JsonText.JSON.createObjectBuilder();
    for (String line : text.lines().skip(1).toList()) {
      String[] parts = line.split(" = ", 2);
      members.add(
          parts[0],
          ServiceUnderTest.json("{\"value\":" + parts[1] + "}")
              .getOrDefault("value", JsonValue.NULL));
    }
    return members.build();
  }

  /** Claude Code's command, as the entry that it makes. */
  private static void addCommand(String text, List<Entry> entries) {
    if (!text.startsWith("claude mcp add ")) {
      return;
    }
    var words = new ArrayList<>(Arrays.asList(text.replace("\\\n", " ").strip().split("\\s+", -1)));
    var members = JsonText.JSON.createObjectBuilder();
    int end = words.indexOf("--");
    if (end >= 0) {
      members
          .add("command", words.get(end + 1))
          .add("args", JsonText.JSON.createArrayBuilder(words.subList(end + 2, words.size())));
    } else {
      assertThat(words).containsSequence("--transport", "http", "1password");
      members
          .add("url", words.get(words.indexOf("1password") + 1))
          .add("bearer_token_env_var", text.replaceAll("(?s).*Bearer \\$(\\w+).*", "$1").strip());
    }
    add("claude", members.build(), entries);
  }

  private static void check(JsonObject entry) {
    if (entry.containsKey("url")) {
      checkUrl(entry);
    } else {
      checkCommand(entry);
    }
  }

  private static void checkCommand(JsonObject entry) {
    assertThat(entry.getString("command")).isEqualTo("/opt/mcp-1password/mcp-1password");
    var given = new HashMap<String, String>();
    entry
        .getOrDefault("env", JsonValue.EMPTY_JSON_OBJECT)
        .asJsonObject()
        .keySet()
        .forEach(name -> given.put(name, CONNECT_TOKEN));
    strings(entry.getOrDefault("env_vars", JsonValue.EMPTY_JSON_ARRAY).asJsonArray())
        .forEach(name -> given.put(name, CONNECT_TOKEN));
    var loaded = SettingsLoader.withMicroProfile(given).load(strings(entry.getJsonArray("args")));
    assertThat(loaded.warnings()).isEmpty();
    assertThat(entry.toString()).doesNotContain(CONNECT_TOKEN);
  }

  private static void checkUrl(JsonObject entry) {
    HttpSettings http = ServiceFixture.settings().http();
    assertThat(entry.getString("url"))
        .isEqualTo("http://" + http.host() + ":" + http.port() + http.path());
    String header =
        entry
            .getOrDefault("headers", JsonValue.EMPTY_JSON_OBJECT)
            .asJsonObject()
            .getString("Authorization", "");
    assertThat(header.startsWith("Bearer ") || isTokenVariable(entry))
        .as(entry.toString())
        .isTrue();
  }

  private static boolean isTokenVariable(JsonObject entry) {
    return entry.getString("bearer_token_env_var", "").equals(ServerProcess.TOKEN_VARIABLE);
  }

  private static List<String> strings(JsonArray array) {
    return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
  }
}
