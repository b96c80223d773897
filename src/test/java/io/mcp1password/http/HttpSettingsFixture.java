package io.mcp1password.http;

import io.mcp1password.config.HttpSettings;
import io.mcp1password.config.OAuthSettings;
import io.mcp1password.model.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings for tests, changed one by one. */
record HttpSettingsFixture(
    String host, boolean bearer, List<String> origins, List<String> hosts, Duration timeout) {

  static final String TOKEN = "tok-5f8c1d-RIGHT-0123456789";

  static HttpSettingsFixture bound(String host) {
    return new HttpSettingsFixture(host, true, List.of(), List.of(), Duration.ofSeconds(30));
  }

  HttpSettingsFixture withOrigins(String... allowed) {
    return new HttpSettingsFixture(host, bearer, List.of(allowed), hosts, timeout);
  }

  HttpSettingsFixture withHosts(String... allowed) {
    return new HttpSettingsFixture(host, bearer, origins, List.of(allowed), timeout);
  }

  HttpSettingsFixture withTimeout(Duration time) {
    return new HttpSettingsFixture(host, bearer, origins, hosts, time);
  }

  HttpSettingsFixture withoutBearer() {
    return new HttpSettingsFixture(host, false, origins, hosts, timeout);
  }

  HttpSettings settings() {
    return settings(null);
  }

  HttpSettings settings(@Nullable OAuthSettings oauth) {
    return new HttpSettings(
        host,
        0,
        "/mcp",
        bearer,
        bearer ? Secret.of(TOKEN) : null,
        origins,
        hosts,
        64,
        Duration.ofMinutes(15),
        timeout,
        null,
        null,
        oauth);
  }
}
