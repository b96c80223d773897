package io.mcp1password.http;

import io.helidon.common.config.Config;
import io.helidon.common.tls.TlsManager;
import io.helidon.common.tls.spi.TlsManagerProvider;
import io.mcp1password.config.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;

/** Makes the {@link ServerTls} that the web server's configuration names, as a service of it. */
public final class ServerTlsProvider implements TlsManagerProvider {

  static final String CERTIFICATE = "certificate";
  static final String KEY = "key";
  static final String CLIENT_CA = "client-ca";
  static final String LOOK_EVERY = "look-every";

  @Override
  public String configKey() {
    return ServerTls.TYPE;
  }

  @Override
  @SuppressWarnings({
    "removal",
    "deprecation"
  }) // the server's own interface still speaks the old Config
  public TlsManager create(Config config, String name) {
    var files =
        new TlsSettings(
            Path.of(config.get(CERTIFICATE).asString().get()),
            Path.of(config.get(KEY).asString().get()),
            config.get(CLIENT_CA).asString().map(Path::of).orElse(null));
    return new ServerTls(files, Duration.parse(config.get(LOOK_EVERY).asString().get()));
  }
}
