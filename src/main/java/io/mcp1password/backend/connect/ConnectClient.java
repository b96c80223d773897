package io.mcp1password.backend.connect;

import io.mcp1password.config.BackendSettings;
import io.mcp1password.model.Secret;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;

/**
 * Makes the REST client for one Connect server.
 *
 * <p>It uses the JDK's HTTP client: its pool keeps any number of connections alive, a waiting
 * thread can be interrupted (which is how a time-out cuts a call), and it sends no cookies.
 */
final class ConnectClient {

  /** The most that one answer may hold, in bytes. */
  static final long MAX_ANSWER = 32L * 1024 * 1024;

  private ConnectClient() {}

  /** The client for the server of these settings; no connection is made yet. */
  static ConnectApi of(BackendSettings settings) {
    Secret token = settings.connectToken() == null ? Secret.EMPTY : settings.connectToken();
    return RestClientBuilder.newBuilder()
        .baseUri(settings.connectHost())
        .readTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        // The connector heeds the client's property only, not the builder's followRedirects.
        .property(ClientProperties.FOLLOW_REDIRECTS, false)
        .register(new JavaNetHttpConnectorProvider())
        .register(new ConnectHeaders(token))
        .register(new BoundedBody(MAX_ANSWER))
        .register(new ConnectErrors())
        .register(new ConnectJson())
        .build(ConnectApi.class);
  }
}
