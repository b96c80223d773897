package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mcp1password.config.Settings;
import io.mcp1password.model.ProductVersion;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description of this server for the MCP registry. */
class ServerJsonTest {

  private static final Path FILE = Path.of("server.json");
  private static final Path SCHEMA = Path.of("src/test/resources/mcp-registry/server.schema.json");

  private static String text() throws Exception {
    return Files.readString(FILE, StandardCharsets.UTF_8);
  }

  private static List<com.networknt.schema.Error> problems(String json) throws Exception {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA, StandardCharsets.UTF_8), InputFormat.JSON);
    return schema.validate(json, InputFormat.JSON);
  }

  @Test
  void isValidByTheRegistrysSchemaAndNamesIt() throws Exception {
    assertThat(problems(text())).isEmpty();
    String schema = Files.readString(SCHEMA, StandardCharsets.UTF_8);
    assertThat(schema)
        .contains("\"$id\": \"" + ServiceFixture.json(text()).getString("$schema") + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "io.mcp1password/mcp-1password, nameless",
    "streamable-http, websocket",
    "https://{host}/mcp, /mcp",
    "\"isSecret\": true, \"isSecret\": \"true\"",
  })
  void theSchemaWouldFindAMistake(String part, String mistake) throws Exception {
    assertThat(text()).contains(part);
    assertThat(problems(text().replace(part, mistake))).isNotEmpty();
  }

  @Test
  void tellsTheVersionOfTheProjectAndThePathOfTheEndpoint() throws Exception {
    JsonObject server = ServiceFixture.json(text());
    Settings settings = ServiceFixture.settings();
    assertThat(server.getString("version")).isEqualTo(ProductVersion.current());
    JsonObject remote = server.getJsonArray("remotes").getJsonObject(0);
    assertThat(remote.getString("url")).endsWith(settings.http().path());
    assertThat(remote.getJsonArray("headers").getJsonObject(0).getBoolean("isSecret")).isTrue();
  }
}
