package io.mcp1password;

import io.mcp1password.config.Listener;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.HttpsURLConnection;

/**
 * The health check from this process, by {@code GET /healthz}, which needs no token.
 *
 * <p>Over TLS it trusts the listener's own certificate and no other, so that it needs no issuer and
 * no name; a listener that wants a certificate of its clients does not answer it.
 *
 * <p>For containers that hold no shell and no curl. It uses what the JDK loads fastest, since it is
 * started anew for each check.
 */
final class HealthCheckProcess implements HealthCheck {

  private static final int TIMEOUT_MILLIS = 3_000;

  private final PrintStream errors;

  HealthCheckProcess(PrintStream errors) {
    this.errors = errors;
  }

  @Override
  public int run(Listener listener) {
    try {
      int status = ask(listener);
      return status == HttpURLConnection.HTTP_OK ? ExitCode.OK.number() : refuse("is not healthy");
    } catch (IOException e) {
      return refuse("does not answer");
    }
  }

  private static int ask(Listener listener) throws IOException {
    HttpURLConnection connection = connection(listener);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private static HttpURLConnection connection(Listener listener) throws IOException {
    Path certificate = listener.certificate();
    String scheme = certificate == null ? "http" : "https";
    var uri = URI.create(scheme + "://" + authority(listener.address()) + "/healthz");
    var connection = (HttpURLConnection) uri.toURL().openConnection();
    if (certificate != null && connection instanceof HttpsURLConnection secured) {
      secured.setSSLSocketFactory(PinnedCertificate.sockets(certificate));
      // The certificate itself is compared, so that the name in it does not matter.
      secured.setHostnameVerifier((_, _) -> true);
    }
    return connection;
  }

  private static String authority(InetSocketAddress listener) throws IOException {
    InetAddress address = listener.getAddress();
    if (address == null) {
      throw new IOException("the host has no address");
    }
    String host =
        address.isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress().getHostAddress()
            : address.getHostAddress();
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return name + ":" + listener.getPort();
  }

  private int refuse(String why) {
    errors.println(CommandLineSpec.NAME + ": the service " + why);
    return ExitCode.INTERNAL.number();
  }
}
