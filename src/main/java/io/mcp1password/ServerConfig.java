package io.mcp1password;

import io.mcp1password.backend.connect.ConnectCalls;
import io.mcp1password.config.Settings;
import io.mcp1password.http.HttpServerProperties;
import io.mcp1password.rest.OpenApiReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The MicroProfile configuration of the server's libraries, derived from the settings. */
final class ServerConfig {

  private ServerConfig() {}

  static Config of(Settings settings) {
    Map<String, String> properties = new HashMap<>(HttpServerProperties.of(settings.http()));
    properties.put(
        ConnectCalls.TIMEOUT_PROPERTY,
        Long.toString(settings.backend().connectTimeout().toMillis()));
    properties.put("mp.openapi.model.reader", OpenApiReader.class.getName());
    properties.put("mp.openapi.scan.disable", "true");
    properties.put("mp.initializer.allow", "true");
    properties.put("mp.initializer.no-warn", "true");
    return ConfigProviderResolver.instance()
        .getBuilder()
        .withSources(new Derived(properties))
        .build();
  }

  /** The only source: nothing but the settings may change how the server behaves. */
  private record Derived(Map<String, String> properties) implements ConfigSource {

    @Override
    public Map<String, String> getProperties() {
      return properties;
    }

    @Override
    public Set<String> getPropertyNames() {
      return properties.keySet();
    }

    @Override
    @SuppressWarnings("NullAway") // the interface is not annotated; null means absent
    public String getValue(String name) {
      return properties.get(name);
    }

    @Override
    public String getName() {
      return "mcp-1password settings";
    }
  }
}
