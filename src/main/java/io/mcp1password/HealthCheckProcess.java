package io.mcp1password;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The health check from this process, by {@code GET /healthz}, which needs no token.
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
  public int run(InetSocketAddress listener) {
    try {
      int status = ask(listener);
      return status == HttpURLConnection.HTTP_OK ? ExitCode.OK.number() : refuse("is not healthy");
    } catch (IOException e) {
      return refuse("does not answer");
    }
  }

  private static int ask(InetSocketAddress listener) throws IOException {
    InetAddress address = listener.getAddress();
    if (address == null) {
      throw new IOException("the host has no address");
    }
    String host =
        address.isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress().getHostAddress()
            : address.getHostAddress();
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    var uri = URI.create("http://" + name + ":" + listener.getPort() + "/healthz");
    var connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private int refuse(String why) {
    errors.println(CommandLineSpec.NAME + ": the service " + why);
    return ExitCode.INTERNAL.number();
  }
}
