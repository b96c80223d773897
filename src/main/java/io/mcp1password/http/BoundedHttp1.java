package io.mcp1password.http;

import io.helidon.common.Weighted;
import io.helidon.common.config.Config;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.spi.ProtocolConfigProvider;
import java.time.Duration;

/**
 * HTTP/1.1 as the server speaks it, with two differences: the headers of a request must come within
 * a time-out, and requests are never logged, since their headers hold the bearer token.
 *
 * <p>The server finds it as a service and prefers it to its own by weight. Its one setting beside
 * the usual ones is {@value #HEADERS_TIMEOUT}, an ISO 8601 duration.
 */
public final class BoundedHttp1 implements ProtocolConfigProvider<Http1Config>, Weighted {

  static final String KEY = "http_1_1";
  static final String HEADERS_TIMEOUT = "headers-timeout";

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  @Override
  public double weight() {
    return DEFAULT_WEIGHT + 1;
  }

  @Override
  public String configKey() {
    return KEY;
  }

  @Override
  @SuppressWarnings({
    "removal",
    "deprecation"
  }) // the server's own interface still speaks the old Config
  public Http1Config create(Config config, String name) {
    Duration timeout =
        config.get(HEADERS_TIMEOUT).asString().map(Duration::parse).orElse(DEFAULT_TIMEOUT);
    return Http1Config.builder()
        .config(config)
        .name(name)
        .receiveLog(false)
        .sendLog(false)
        .addReceiveListener(new HeadersDeadline(timeout))
        .build();
  }

  /** Counts from the end of the request line to the end of the headers. */
  private static final class HeadersDeadline implements Http1ConnectionListener {

    /** A connection has a virtual thread of its own, so this ends with the connection. */
    private static final ThreadLocal<ReadDeadline> CURRENT = new ThreadLocal<>();

    private final Duration timeout;

    HeadersDeadline(Duration timeout) {
      this.timeout = timeout;
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
      CURRENT.set(ReadDeadline.start(timeout));
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
      ReadDeadline deadline = CURRENT.get();
      CURRENT.remove();
      deadline.close();
      if (deadline.expired()) {
        throw new CloseConnectionException("The headers came too slowly.");
      }
    }
  }
}
