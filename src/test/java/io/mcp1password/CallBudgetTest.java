package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.sdk.InMemoryCore;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service account's requests that are left, as the running service tells them. */
class CallBudgetTest {

  @TempDir private Path folder;

  @Test
  void metricsAndSessionStatusTellTheSame() throws Exception {
    try (var service = ServiceUnderTest.start(folder, InMemoryCore.withSamples())) {
      assertThat(get(service, "/api/v1/vaults")).contains("vaults");

      JsonObject budget =
          ServiceUnderTest.json(get(service, "/api/v1/session")).getJsonObject("requestBudget");
      assertThat(budget.getInt("readsLimit") - budget.getInt("readsUsed")).isEqualTo(899);
      assertThat(get(service, "/metrics").lines())
          .contains(remaining("reads_per_hour", 899), remaining("writes_per_hour", 90));
    }
  }

  private static String remaining(String allowance, int count) {
    return "mcp1password_backend_quota_remaining{allowance=\"%s\",mp_scope=\"application\",} %d.0"
        .formatted(allowance, count);
  }

  private static String get(ServiceUnderTest service, String path) throws Exception {
    var answer = service.send("GET", path, "", Map.of());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
