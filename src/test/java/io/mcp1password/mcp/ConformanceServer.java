package io.mcp1password.mcp;

import io.helidon.config.Config;
import io.helidon.jersey.webserver.JaxRsService;
import io.helidon.webserver.WebServer;
import io.mcp1password.config.HttpSettings;
import io.mcp1password.http.GuardFeature;
import io.mcp1password.http.HttpGuard;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/**
 * A server for the official conformance suite: the product's endpoint, protocol and guard, with the
 * tools, resources and prompts that the suite asks for.
 */
public final class ConformanceServer {

  private ConformanceServer() {}

  /** Serves at {@code http://127.0.0.1:PORT/mcp} until the process ends. */
  public static void main(String[] arguments) {
    var settings =
        new HttpSettings(
            "127.0.0.1",
            Integer.parseInt(arguments[0]),
            "/mcp",
            false,
            null,
            List.of(),
            List.of(),
            1_000,
            Duration.ofMinutes(15),
            Duration.ofSeconds(30),
            null,
            null,
            null);
    var application =
        new McpApplication(features(), settings, Pages.SIZE, McpApplication.KEEP_ALIVE);
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .routing(
                routing ->
                    routing
                        .addFeature(new GuardFeature(new HttpGuard(settings, () -> true)))
                        .register(
                            settings.path(), JaxRsService.create(Config.empty(), application)))
            .build()
            .start();
    System.out.println("http://127.0.0.1:" + server.port() + settings.path());
  }

  static Features features() {
    var changes = new Changes(EnumSet.allOf(Change.Kind.class));
    var catalogue = new ConformanceCatalogue();
    ConformanceContents.addTo(catalogue);
    ConformanceCalls.addTo(catalogue, changes);
    ConformanceQuestions.addTo(catalogue);
    return Features.of(catalogue)
        .with(new ConformanceResources())
        .with(new ConformancePrompts())
        .with((Completions) (typed, call) -> List.of(typed.begun() + "Value1"))
        .with(changes)
        .withLogging();
  }
}
