package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.OperationDescriptor;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller that calls too often is refused over both faces, and told when to come again. */
class CallRateTest {

  @TempDir private Path folder;

  @Test
  void bothFacesRefuseTheCallThatIsTooMany() throws Exception {
    try (var service = ServiceUnderTest.start(folder, "--max-calls-per-minute=1")) {
      OperationDescriptor operation =
          ServiceFixture.of(InMemoryBackend.withSamples()).operation("vault_list");
      Map<String, String> caller = Map.of("User-Agent", "eager");
      assertThat(rest(service, operation, caller).statusCode()).isEqualTo(200);
      HttpResponse<String> refused = rest(service, operation, caller);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(ServiceUnderTest.json(refused.body()).getString("code")).isEqualTo("rate_limited");
      assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
          .isBetween(1L, 60L);
      assertThat(rest(service, operation, Map.of("User-Agent", "other")).statusCode())
          .isEqualTo(200);

      assertThat(tool(service).getBoolean("isError")).isFalse();
      JsonObject result = tool(service);
      assertThat(result.getBoolean("isError")).isTrue();
      assertThat(result.getJsonObject("_meta").getString("mcp-1password/code"))
          .isEqualTo("rate_limited");
      assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"))
          .contains("Too many calls")
          .containsPattern("wait \\d+ s");
    }
    assertThat(Files.readAllLines(ServiceUnderTest.auditFile(folder)))
        .filteredOn(line -> line.contains("rate_limited"))
        .hasSize(2);
  }

  private static HttpResponse<String> rest(
      ServiceUnderTest service, OperationDescriptor operation, Map<String, String> caller)
      throws Exception {
    return service.rest(operation, JsonValue.EMPTY_JSON_OBJECT, caller);
  }

  private static JsonObject tool(ServiceUnderTest service) throws Exception {
    return service.tool("vault_list", JsonValue.EMPTY_JSON_OBJECT).getJsonObject("result");
  }
}
