package io.mcp1password.container;

import static java.util.Objects.requireNonNullElse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The image of the packaged service, built once per test run.
 *
 * <p>The base image is {@code MCP_1PASSWORD_BASE_IMAGE}: any Linux with glibc and a shell. Where
 * the tests do not run on Linux it must bring Java 25, as the default one does.
 */
final class ServiceImage {

  private static final Path TARGET = Path.of("target");
  private static final String DEFAULT_BASE = "eclipse-temurin:25-jre";
  private static final String MODULES =
      "java.se,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs";
  private static final ImageFromDockerfile IMAGE = describe();

  private ServiceImage() {}

  /** The image; whoever needs it first waits for its build. */
  static ImageFromDockerfile image() {
    return IMAGE;
  }

  private static ImageFromDockerfile describe() {
    String base = requireNonNullElse(System.getenv("MCP_1PASSWORD_BASE_IMAGE"), DEFAULT_BASE);
    ImageFromDockerfile image =
        new ImageFromDockerfile("localhost/mcp-1password-test", true)
            .withFileFromPath("Dockerfile", Path.of("src/test/docker/Dockerfile"))
            .withFileFromPath("mcp-1password.jar", packaged("mcp-1password.jar"))
            .withFileFromPath("libs", packaged("libs"))
            .withBuildArg("BASE_IMAGE", base);
    return System.getProperty("os.name").equals("Linux")
        ? image.withFileFromPath("runtime", runtime())
        : image.withFileFromString("runtime/README", "The base image's own Java is used.\n");
  }

  private static Path packaged(String name) {
    Path path = TARGET.resolve(name);
    if (Files.notExists(path)) {
      throw new IllegalStateException(path + " is missing: run mvn package");
    }
    return path;
  }

  private static Path runtime() {
    Path runtime = TARGET.resolve("container").resolve("java-" + Runtime.version());
    if (Files.notExists(runtime)) {
      int exit =
          ToolProvider.findFirst("jlink")
              .orElseThrow(() -> new IllegalStateException("The tests need a JDK that has jlink"))
              .run(
                  System.out,
                  System.err,
                  "--add-modules",
                  MODULES,
                  "--no-header-files",
                  "--no-man-pages",
                  "--strip-debug",
                  "--output",
                  runtime.toString());
      if (exit != 0) {
        throw new IllegalStateException("jlink ended with " + exit);
      }
    }
    return runtime;
  }
}
