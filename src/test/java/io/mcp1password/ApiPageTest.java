package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The browsable page of the REST API: all of it is served here, and a browser may run it. */
class ApiPageTest {

  @TempDir private Path folder;

  @Test
  void everyPartIsServedUnderAPolicyThatAllowsOnlyThisServer() throws Exception {
    try (var service = ServiceUnderTest.start(folder)) {
      for (String part :
          List.of(
              "index.html",
              "page.js",
              "swagger-ui.css",
              "swagger-ui-bundle.js",
              "favicon-32x32.png")) {
        HttpResponse<String> answer = service.send("GET", "/api/v1/docs/" + part, "", Map.of());
        assertThat(answer.statusCode()).as(part).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
            .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self';"));
      }
      assertThat(service.send("GET", "/api/v1/docs/no-such.js", "", Map.of()).statusCode())
          .isEqualTo(404);
    }
  }
}
