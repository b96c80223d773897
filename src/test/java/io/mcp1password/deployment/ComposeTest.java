package io.mcp1password.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.config.LoadedSettings;
import io.mcp1password.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class ComposeTest {

  private static final String SERVICE = "mcp-1password";

  private final Map<?, ?> compose;
  @TempDir private Path folder;

  ComposeTest() throws IOException {
    compose = new Yaml().load(Files.readString(Path.of("docker-compose.connect.example.yml")));
  }

  @ParameterizedTest
  @ValueSource(strings = {SERVICE, "connect-api", "connect-sync"})
  void everyServiceIsHardened(String name) {
    Map<?, ?> service = service(name);

    assertThat(value(service, "read_only")).isEqualTo(true);
    assertThat(value(service, "cap_drop")).isEqualTo(List.of("ALL"));
    assertThat(value(service, "security_opt")).isEqualTo(List.of("no-new-privileges:true"));
    assertThat(value(service, "pids_limit")).isEqualTo(256);
    assertThat(String.valueOf(value(service, "image"))).matches("[^:]+:[^:]+");
  }

  @Test
  void whatIsPublishedIsPublishedOnLoopback() {
    for (Object service : map(compose, "services").values()) {
      if (((Map<?, ?>) service).get("ports") instanceof List<?> ports) {
        assertThat(ports).allMatch(port -> String.valueOf(port).startsWith("127.0.0.1:"));
      }
    }
  }

  @Test
  void theServiceAcceptsItsSettingsWithTheSecretsThatAreMounted() throws IOException {
    var environment = new HashMap<String, String>();
    map(service(SERVICE), "environment")
        .forEach((name, text) -> environment.put(String.valueOf(name), String.valueOf(text)));
    Map<?, ?> secrets = map(compose, "secrets");
    for (Map.Entry<String, String> each : environment.entrySet()) {
      if (each.getKey().endsWith("_FILE")) {
        String secret = Path.of(each.getValue()).getFileName().toString();
        assertThat((List<?>) value(service(SERVICE), "secrets")).anyMatch(secret::equals);
        assertThat(map(secrets, secret).get("file")).isEqualTo("./secrets/" + secret);
        each.setValue(file(secret));
      }
    }
    environment.putAll(Map.of("OP_MCP_TRANSPORT", "http", "OP_MCP_HTTP_HOST", "0.0.0.0"));

    LoadedSettings loaded = SettingsLoader.withMicroProfile(environment).load(List.of());

    assertThat(loaded.settings().http().bearerToken()).isNotNull();
    assertThat(loaded.settings().backend().connectToken()).isNotNull();
    assertThat(loaded.warnings()).hasSize(2).allMatch(warning -> warning.contains("without TLS"));
  }

  private String file(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "x".repeat(32) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    return file.toString();
  }

  private Map<?, ?> service(String name) {
    return map(map(compose, "services"), name);
  }

  private static Map<?, ?> map(Map<?, ?> parent, String key) {
    return (Map<?, ?>) value(parent, key);
  }

  private static Object value(Map<?, ?> parent, String key) {
    return Objects.requireNonNull(parent.get(key), key);
  }
}
