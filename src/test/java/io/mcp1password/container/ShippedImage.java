package io.mcp1password.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.util.List;

/**
 * The image that the Dockerfile makes, built by the Docker command line as an operator builds it.
 *
 * <p>{@code MCP_1PASSWORD_JDK_IMAGE} and {@code MCP_1PASSWORD_BASE_IMAGE} name what it is made from
 * where the Dockerfile's own choice cannot be pulled.
 */
final class ShippedImage {

  /** What the image is called. */
  static final String NAME = "localhost/mcp-1password:shipped";

  private static final String JDK = "eclipse-temurin:25-jdk-noble";
  private static final String BASE = "gcr.io/distroless/base-nossl-debian13";

  private ShippedImage() {}

  static void build() throws IOException, InterruptedException {
    var command =
        List.of(
            "docker",
            "build",
            "--tag=" + NAME,
            "--build-arg=JDK_IMAGE=" + of("MCP_1PASSWORD_JDK_IMAGE", JDK),
            "--build-arg=BASE_IMAGE=" + of("MCP_1PASSWORD_BASE_IMAGE", BASE),
            ".");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
    }
  }

  private static String of(String variable, String otherwise) {
    return requireNonNullElse(System.getenv(variable), otherwise);
  }
}
