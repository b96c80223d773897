package io.mcp1password.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.mcp1password.model.Secret;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The Connect stand-in in a container of its own, reached as {@code http://connect:8080} by the
 * others on its network and by nobody else.
 *
 * <p>Its token comes from the one JSON line ({@code url}, {@code token}) that it prints when ready.
 */
final class StandInContainer extends GenericContainer<StandInContainer> {

  /** Where the stand-in is found from inside the network. */
  static final String URL = "http://connect:8080";

  private static final String ALIAS = "connect";

  private final Network network;

  StandInContainer(Network network) {
    super(ServiceImage.image());
    this.network = network;
    withNetwork(network);
    withNetworkAliases(ALIAS);
    withCommand("connect-stand-in", "--host=0.0.0.0", "--port=8080");
    waitingFor(
        Wait.forLogMessage("(?s)\\{.*\"token\".*", 1).withStartupTimeout(Duration.ofMinutes(1)));
  }

  /** The token that may read and write every sample vault. */
  Secret token() {
    String line =
        getLogs(OutputType.STDOUT)
            .lines()
            .filter(text -> text.startsWith("{"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("The stand-in printed no token"));
    try (var reader = Json.createReader(new StringReader(line))) {
      return Secret.of(reader.readObject().getString("token"));
    }
  }

  /** Makes the stand-in unreachable. */
  void outage(Outage outage) {
    DockerClient docker = getDockerClient();
    switch (outage) {
      case GONE ->
          docker
              .disconnectFromNetworkCmd()
              .withNetworkId(network.getId())
              .withContainerId(getContainerId())
              .exec();
      case FROZEN -> docker.pauseContainerCmd(getContainerId()).exec();
    }
  }

  /** Ends an outage. */
  void recover(Outage outage) {
    DockerClient docker = getDockerClient();
    switch (outage) {
      case GONE ->
          docker
              .connectToNetworkCmd()
              .withNetworkId(network.getId())
              .withContainerId(getContainerId())
              .withContainerNetwork(new ContainerNetwork().withAliases(ALIAS))
              .exec();
      case FROZEN -> docker.unpauseContainerCmd(getContainerId()).exec();
    }
  }

  /** How a Connect server can be lost. */
  enum Outage {
    /** Its name no longer resolves, and open connections lead nowhere. */
    GONE,
    /** It accepts connections and never answers. */
    FROZEN
  }
}
