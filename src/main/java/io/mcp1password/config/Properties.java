package io.mcp1password.config;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** Values by property name, where neither a flag nor a variable gives one. */
@FunctionalInterface
interface Properties {

  /** The property's text; empty when it is not set. */
  Optional<String> value(String name);

  /**
   * MicroProfile Config: system properties, {@code META-INF/microprofile-config.properties}, and
   * every source that is on the class path. Nothing is registered, so that the server's own
   * configuration can still be.
   */
  static Properties ofMicroProfile() {
    Config config =
        ConfigProviderResolver.instance()
            .getBuilder()
            .addDefaultSources()
            .addDiscoveredSources()
            .build();
    return name -> config.getOptionalValue(name, String.class);
  }
}
