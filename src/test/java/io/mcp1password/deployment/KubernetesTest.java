package io.mcp1password.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.mcp1password.config.LoadedSettings;
import io.mcp1password.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

class KubernetesTest {

  private static final Path BASE = Path.of("k8s/base");
  private static final String SERVICE = "mcp-1password";

  @TempDir private Path folder;

  static Stream<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void everyKeyIsOneThatKubernetesKnows(Path file) throws IOException {
    assertThat(Manifest.read(file).getMetadata().getName()).isEqualTo(SERVICE);
  }

  @Test
  void aKeyThatKubernetesDoesNotKnowWouldBeFound() throws IOException {
    String misspelt =
        Files.readString(BASE.resolve("deployment.yaml"))
            .replace("readOnlyRootFilesystem", "readonlyRootFilesystem");

    assertThatThrownBy(() -> Manifest.parse(misspelt))
        .hasMessageContaining("readonlyRootFilesystem");
  }

  @ParameterizedTest
  @MethodSource("kustomizations")
  void everyFileOfAKustomizationIsThereAndNoneIsForgotten(Path file) throws IOException {
    Map<String, Object> content = new Yaml().load(Files.readString(file));
    Path here = file.resolveSibling("");
    List<String> named =
        Stream.concat(
                strings(content.get("resources")),
                maps(content.get("patches")).map(each -> String.valueOf(each.get("path"))))
            .toList();

    assertThat(named).allMatch(each -> Files.exists(here.resolve(each)));
    try (Stream<Path> files = Files.list(here)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .filteredOn(each -> each.endsWith(".yaml") && !each.equals("kustomization.yaml"))
          .allMatch(named::contains);
    }
  }

  static Stream<Path> kustomizations() {
    return Stream.of("base", "replicas").map(each -> Path.of("k8s", each, "kustomization.yaml"));
  }

  static Stream<Container> containers() throws IOException {
    return pod().getContainers().stream();
  }

  @ParameterizedTest
  @MethodSource("containers")
  void everyContainerIsRestrictedProbedAndLimited(Container container) {
    var security = container.getSecurityContext();
    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getRunAsUser()).isPositive();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getPrivileged()).isNull();
    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(security.getCapabilities().getAdd()).isEmpty();
    assertThat(container.getLivenessProbe()).isNotNull();
    assertThat(container.getReadinessProbe()).isNotNull();
    assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
    assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
    assertThat(container.getImage()).matches(".+:[0-9]+\\.[0-9]+\\.[0-9]+");
  }

  @Test
  void thePodIsRestricted() throws IOException {
    PodSpec pod = pod();

    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getHostPID()).isNull();
    assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
    assertThat(Manifest.read(BASE.resolve("namespace.yaml")).getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }

  @Test
  void aLivenessProbeDoesNotAskForWhatARestartCannotMend() throws IOException {
    Container service = service();

    assertThat(service.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/healthz");
    assertThat(service.getStartupProbe().getHttpGet().getPath()).isEqualTo("/healthz");
    assertThat(service.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
  }

  @Test
  void theServiceHasRoomForWhatItsHeapMayTake() throws IOException {
    Quantity memory = service().getResources().getLimits().get("memory");

    assertThat(Quantity.getAmountInBytes(memory).longValueExact()).isGreaterThan(256L << 20);
  }

  @Test
  void secretsAreInFilesThatOthersCannotReadAndNowhereElse() throws IOException {
    assertThat(pod().getVolumes())
        .filteredOn(volume -> volume.getSecret() != null)
        .hasSize(2)
        .allMatch(volume -> volume.getSecret().getDefaultMode() == 0440);
    assertThat(pod().getContainers().stream().flatMap(each -> each.getEnv().stream()))
        .allMatch(variable -> variable.getValueFrom() == null);
    assertThat(settings().keySet())
        .noneMatch(name -> name.matches(".*(TOKEN|KEY|SECRET|PASSWORD|CREDENTIAL).*"));
  }

  @Test
  void theServiceAcceptsItsSettingsAndReachesConnectOverLoopback() throws IOException {
    Map<String, String> environment = new HashMap<>(settings());
    for (EnvVar variable : service().getEnv()) {
      environment.put(variable.getName(), inFile(variable.getName()));
    }

    LoadedSettings loaded = SettingsLoader.withMicroProfile(environment).load(List.of());

    assertThat(loaded.settings().backend().connectHost().getHost()).isEqualTo("127.0.0.1");
    assertThat(loaded.settings().backend().connectAllowRemote()).isFalse();
    assertThat(loaded.settings().http().requestStateKey()).isNotNull();
    assertThat(loaded.settings().http().bearerToken()).isNotNull();
    assertThat(loaded.settings().http().allowedHosts()).isNotEmpty();
    assertThat(loaded.warnings()).singleElement().asString().contains("without TLS");
  }

  @Test
  void nobodyOutsideThePodReachesConnect() throws IOException {
    var policy = (NetworkPolicy) Manifest.read(BASE.resolve("networkpolicy.yaml"));

    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getIngress())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getFrom()).isNotEmpty();
              assertThat(rule.getPorts())
                  .singleElement()
                  .matches(port -> port.getPort().getIntVal() == 17337);
            });
    var published = (io.fabric8.kubernetes.api.model.Service) read("service.yaml");
    assertThat(published.getSpec().getPorts())
        .singleElement()
        .matches(port -> port.getPort() == 17337);
  }

  @Test
  void moreThanOneReplicaKeepsASessionWhereItIs() throws IOException {
    var deployment = (Deployment) Manifest.read(Path.of("k8s/replicas/deployment.yaml"));
    var published =
        (io.fabric8.kubernetes.api.model.Service)
            Manifest.read(Path.of("k8s/replicas/service.yaml"));

    assertThat(deployment.getSpec().getReplicas()).isGreaterThan(1);
    assertThat(published.getSpec().getSessionAffinity()).isEqualTo("ClientIP");
  }

  private String inFile(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "x".repeat(32));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    return file.toString();
  }

  private static Map<String, String> settings() throws IOException {
    var result = new HashMap<String, String>();
    for (String line : Files.readAllLines(BASE.resolve("settings.env"))) {
      String[] parts = line.split("=", 2);
      result.put(parts[0], parts[1]);
    }
    return result;
  }

  private static HasMetadata read(String name) throws IOException {
    return Manifest.read(BASE.resolve(name));
  }

  private static PodSpec pod() throws IOException {
    return ((Deployment) read("deployment.yaml")).getSpec().getTemplate().getSpec();
  }

  private static Container service() throws IOException {
    return pod().getContainers().stream()
        .filter(each -> each.getName().equals(SERVICE))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> strings(@Nullable Object list) {
    return list == null ? Stream.of() : ((List<?>) list).stream().map(String::valueOf);
  }

  private static Stream<Map<?, ?>> maps(@Nullable Object list) {
    return list == null ? Stream.of() : ((List<?>) list).stream().map(each -> (Map<?, ?>) each);
  }
}
