package io.mcp1password.container;

import io.mcp1password.model.Secret;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The service in a container, over HTTP, with the stand-in as its Connect server. */
final class ServiceContainer extends GenericContainer<ServiceContainer> {

  /** Where the container keeps its audit log. */
  static final String AUDIT_LOG = "/var/lib/mcp-1password/.onepassword-mcp/audit.jsonl";

  private static final int PORT = 17337;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  ServiceContainer(Network network, Secret connectToken, Secret bearer) {
    super(ServiceImage.image());
    withNetwork(network);
    withExposedPorts(PORT);
    withEnv("OP_CONNECT_TOKEN", connectToken.reveal());
    withEnv("OP_MCP_HTTP_BEARER_TOKEN", bearer.reveal());
    withCommand(
        "--auth-mode=connect",
        "--connect-host=" + StandInContainer.URL,
        "--connect-allow-remote=true",
        "--connect-timeout-ms=2000",
        "--enable-secret-reveal=true",
        "--transport=http",
        "--http-host=0.0.0.0");
    waitingFor(Wait.forHttp("/healthz").forPort(PORT).withStartupTimeout(PATIENCE));
  }

  /** Where the service is found from the test. */
  URI uri() {
    return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
  }

  /** Waits until the service says whether it is ready. */
  void awaitReady(boolean ready) {
    Wait.forHttp("/readyz")
        .forPort(PORT)
        .forStatusCode(ready ? 200 : 503)
        .withReadTimeout(Duration.ofSeconds(10))
        .forResponsePredicate(body -> body.replace(" ", "").equals("{\"ready\":" + ready + "}"))
        .withStartupTimeout(PATIENCE)
        .waitUntilReady(this);
  }
}
