package io.mcp1password.container;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.mcp1password.container.ServiceClient.Answer;
import io.mcp1password.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The shipped image, started as strictly as it may be: nobody's user, no capability, nothing to
 * write to but its volume, and its secrets in files.
 */
@RequiresDocker
class ImageIT {

  private static final Secret BEARER = Secret.of("bearer-of-the-image-test");
  private static final String SECRETS = "/run/secrets";
  private static final int PORT = 17337;
  private static final int GRACE_SECONDS = 20;

  @TempDir private static Path folder;
  private static Network network;
  private static StandInContainer connect;
  private static GenericContainer<?> service;
  private static ServiceClient client;

  @BeforeAll
  static void start() throws Exception {
    ShippedImage.build();
    network = Network.newNetwork();
    connect = new StandInContainer(network);
    connect.start();
    secret("connect-token", connect.token());
    secret("bearer", BEARER);
    service = strict();
    service.start();
    client = new ServiceClient(uri(), BEARER);
  }

  @AfterAll
  @SuppressWarnings("try") // the resources are here to be closed, the last one first
  static void stop() {
    try (var first = network;
        var second = connect;
        var third = service;
        var fourth = client) {}
  }

  private static GenericContainer<?> strict() throws IOException {
    int group = (Integer) Files.getAttribute(folder, "unix:gid");
    return new GenericContainer<>(DockerImageName.parse(ShippedImage.NAME))
        .withNetwork(network)
        .withExposedPorts(PORT)
        .withEnv("OP_MCP_AUTH_MODE", "connect")
        .withEnv("OP_CONNECT_HOST", StandInContainer.URL)
        .withEnv("OP_MCP_CONNECT_ALLOW_REMOTE", "true")
        .withEnv("OP_CONNECT_TOKEN_FILE", SECRETS + "/connect-token")
        .withEnv("OP_MCP_HTTP_BEARER_TOKEN_FILE", SECRETS + "/bearer")
        .withCreateContainerCmdModifier(
            create -> harden(requireNonNull(create.getHostConfig()), String.valueOf(group)))
        .waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(2)));
  }

  /** The group is that of the files' owner, as a cluster gives a Pod the group of its secrets. */
  private static void harden(HostConfig host, String group) {
    host.withReadonlyRootfs(true)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withGroupAdd(List.of(group))
        .withBinds(new Bind(folder.toString(), new Volume(SECRETS), AccessMode.ro));
  }

  private static void secret(String name, Secret value) throws IOException {
    Path file = Files.writeString(folder.resolve(name), value.reveal() + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
  }

  private static URI uri() {
    return URI.create("http://" + service.getHost() + ":" + service.getMappedPort(PORT));
  }

  @Test
  void answersOverMcpAndRestWithTheSame() throws Exception {
    assertThat(client.tools()).contains("vault_list", "item_search", "password_read");

    Answer overRest = client.get("/api/v1/vaults");
    assertThat(overRest.status()).isEqualTo(200);
    assertThat(overRest.body())
        .isNotEmpty()
        .isEqualTo(client.call("vault_list", Map.of()).structuredContent());
    assertThat(ServiceClient.status(uri().resolve("/api/v1/vaults"), "")).isEqualTo(401);
  }

  @Test
  void runsAsNobodyWithNothingToWriteToButItsVolume() throws Exception {
    client.call("vault_list", Map.of());

    InspectContainerResponse.ContainerState state = state(docker(), service.getContainerId());
    assertThat(state.getHealth().getStatus()).isEqualTo("healthy");
    var inspected = docker().inspectContainerCmd(service.getContainerId()).exec();
    assertThat(requireNonNull(inspected.getConfig().getUser())).isEqualTo("10001:10001");
    assertThat(inspected.getHostConfig().getReadonlyRootfs()).isTrue();
    assertThat(requireNonNull(inspected.getMounts()))
        .filteredOn(mount -> Boolean.TRUE.equals(mount.getRW()))
        .singleElement()
        .extracting(mount -> requireNonNull(mount.getDestination()).getPath())
        .isEqualTo("/var/lib/mcp-1password");
    assertThat(java("audit", "verify", "/var/lib/mcp-1password/.onepassword-mcp/audit.jsonl"))
        .contains("The audit log is intact.");
  }

  @Test
  void keepsItsSecretsOutOfTheLogAndTheEnvironmentOfTheContainer() {
    var inspected = docker().inspectContainerCmd(service.getContainerId()).exec();

    assertThat(service.getLogs() + inspected)
        .doesNotContain(BEARER.reveal(), connect.token().reveal());
    assertThat(service.getLogs()).doesNotContain("[warning]", "[error]");
  }

  @Test
  void stopsWithinTheGraceWithoutBeingKilled() throws IOException {
    GenericContainer<?> other = strict();
    other.start();
    String id = other.getContainerId();
    DockerClient docker = docker();
    docker.stopContainerCmd(id).withTimeout(GRACE_SECONDS).exec();

    assertThat(state(docker, id).getExitCodeLong()).isZero();
    other.stop();
  }

  /**
   * The output of the program in the container, by a JVM that refuses to start without the cache.
   */
  private static String java(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add("/opt/mcp-1password/runtime/bin/java");
    command.add("@/opt/mcp-1password/java.options");
    command.add("-XX:AOTMode=on");
    command.add("-XX:AOTCache=/opt/mcp-1password/mcp-1password.aot");
    command.add("-jar");
    command.add("/opt/mcp-1password/mcp-1password.jar");
    command.addAll(List.of(arguments));
    return service.execInContainer(command.toArray(String[]::new)).getStdout();
  }

  private static DockerClient docker() {
    return DockerClientFactory.lazyClient();
  }

  private static InspectContainerResponse.ContainerState state(DockerClient docker, String id) {
    return docker.inspectContainerCmd(id).exec().getState();
  }
}
