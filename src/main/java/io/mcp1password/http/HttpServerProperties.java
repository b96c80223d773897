package io.mcp1password.http;

import io.mcp1password.config.HttpSettings;
import io.mcp1password.config.TlsSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The web server's configuration properties that follow from our settings. */
public final class HttpServerProperties {

  private static final int MAX_CONNECTIONS = 4096;
  private static final int MAX_CONCURRENT_REQUESTS = 512;
  private static final int MAX_REQUEST_LINE = 4096;
  private static final int MAX_HEADERS = 16 * 1024;

  /** How long a connection may be silent between requests, or before its first one. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  private static final Duration IDLE_CHECK = Duration.ofSeconds(2);

  /** How long answers may take to be sent when the server stops. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  /** How often the files of TLS are looked at, at most. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final String TLS = "server.tls.";

  /** The properties of {@link ServerTlsProvider}. */
  static final String TLS_FILES = TLS + "manager." + ServerTls.TYPE + ".";

  private HttpServerProperties() {}

  /**
   * The properties, all below {@code server.}, by name.
   *
   * <p>The server's own limit on bodies lies above the guard's: it ends a connection without a
   * problem document, and is there for bodies that nobody reads.
   */
  public static Map<String, String> of(HttpSettings settings) {
    Duration timeout = settings.requestTimeout();
    Duration idle = timeout.compareTo(IDLE) < 0 ? timeout : IDLE;
    Duration idleCheck = timeout.compareTo(IDLE_CHECK) < 0 ? timeout : IDLE_CHECK;
    String http1 = "server.protocols." + BoundedHttp1.KEY + ".";
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("server.host", settings.host());
    properties.put("server.port", Integer.toString(settings.port()));
    properties.put("server.max-tcp-connections", Integer.toString(MAX_CONNECTIONS));
    properties.put("server.max-concurrent-requests", Integer.toString(MAX_CONCURRENT_REQUESTS));
    properties.put(
        "server.max-payload-size", Integer.toString(Framing.MAX_BODY + BufferedBody.DRAINED));
    properties.put("server.idle-connection-timeout", idle.toString());
    properties.put("server.idle-connection-period", idleCheck.toString());
    properties.put("server.shutdown-grace-period", LAST_ANSWERS.toString());
    properties.put("server.error-handling.include-entity", "false");
    properties.put("server.error-handling.log-all-messages", "false");
    properties.put(http1 + "max-prologue-length", Integer.toString(MAX_REQUEST_LINE));
    properties.put(http1 + "max-headers-size", Integer.toString(MAX_HEADERS));
    properties.put(http1 + BoundedHttp1.HEADERS_TIMEOUT, timeout.toString());
    TlsSettings tls = settings.tls();
    if (tls != null) {
      properties.putAll(tls(tls));
    }
    return properties;
  }

  private static Map<String, String> tls(TlsSettings files) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(TLS + "enabled-protocols.0", "TLSv1.3");
    properties.put(TLS + "enabled-protocols.1", "TLSv1.2");
    properties.put(TLS_FILES + ServerTlsProvider.CERTIFICATE, files.certificate().toString());
    properties.put(TLS_FILES + ServerTlsProvider.KEY, files.key().toString());
    properties.put(TLS_FILES + ServerTlsProvider.LOOK_EVERY, LOOK_EVERY.toString());
    if (files.clientCa() != null) {
      properties.put(TLS_FILES + ServerTlsProvider.CLIENT_CA, files.clientCa().toString());
      properties.put(TLS + "client-auth", "REQUIRED");
      // Else a client's certificate would have to name the host that it comes from.
      properties.put(TLS + "endpoint-identification-algorithm", "NONE");
    }
    return properties;
  }
}
