package io.mcp1password.sdk.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WasmCoreTest {
  @Test
  void generates() {
    long t = System.nanoTime();
    try (WasmCore core = RealCore.open(Duration.ofSeconds(5))) {
      String r = core.invokeSync(RealCore.request("GeneratePassword", "{\"recipe\":{\"type\":\"Random\",\"parameters\":{\"includeDigits\":true,\"includeSymbols\":true,\"length\":20}}}"));
      System.out.println("XX " + r + " " + (System.nanoTime() - t) / 1e6);
    }
  }
}
