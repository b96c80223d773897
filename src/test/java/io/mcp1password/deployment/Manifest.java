package io.mcp1password.deployment;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** A Kubernetes manifest, read by the Kubernetes models; what they do not know is an error. */
final class Manifest {

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "Namespace", Namespace.class,
          "Deployment", Deployment.class,
          "Service", Service.class,
          "NetworkPolicy", NetworkPolicy.class);

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(new WithoutOpenEnds())
          .build();

  private Manifest() {}

  static HasMetadata read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static HasMetadata parse(String text) {
    Map<String, Object> content = new Yaml().load(text);
    String kind = String.valueOf(content.get("kind"));
    return STRICT.convertValue(content, Objects.requireNonNull(KINDS.get(kind), kind));
  }

  /** The models keep unknown keys in a map of their own; here they are refused. */
  private static final class WithoutOpenEnds extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(MapperConfig<?> config, Annotated member) {
      return false;
    }
  }
}
