package io.mcp1password.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The kinds of values that name something on the network. Nothing is looked up. */
final class NetworkTypes {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?");
  private static final Pattern ORIGIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\\\\\s]+");
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
  private static final List<String> RESERVED =
      List.of("/api/v1", "/.well-known", "/openapi", "/healthz", "/readyz", "/health", "/metrics");

  private NetworkTypes() {}

  /** A host name or address; an IPv6 address is kept without its brackets. */
  static ValueType<String> host() {
    return new ValueType<>("host", "a name or an address", true, NetworkTypes::parseHost);
  }

  private static String parseHost(String text) throws BadValue {
    String bare = Loopback.withoutBrackets(text);
    boolean bracketed = !bare.equals(text);
    if (!IPV6.matcher(bare).matches() && (bracketed || !NAME.matcher(bare).matches())) {
      throw new BadValue("is not a host name or address");
    }
    return bare;
  }

  static ValueType<String> loopbackHost() {
    return new ValueType<>(
        "host", "localhost, 127.x.x.x or ::1", true, NetworkTypes::parseLoopbackHost);
  }

  private static String parseLoopbackHost(String text) throws BadValue {
    if (!Loopback.matches(text)) {
      throw new BadValue("is not a loopback host (localhost, 127.x.x.x or ::1)");
    }
    return Loopback.withoutBrackets(text);
  }

  /** What a Host header may say: a name or an address, with a port or without, in lower case. */
  static ValueType<String> hostAndPort() {
    return new ValueType<>(
        "host[:port]", "a name or an address", true, NetworkTypes::parseHostAndPort);
  }

  private static String parseHostAndPort(String text) throws BadValue {
    URI uri = parseUri("http://" + text, "is not a host with or without a port");
    boolean more = !uri.getRawPath().isEmpty() || hasMoreThanPath(uri);
    if (uri.getHost() == null || more || uri.getPort() > 65_535 || text.endsWith(":")) {
      throw new BadValue("is not a host with or without a port");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * What an Origin header may say, in lower case; a bad one is not repeated: it may hold a name.
   */
  static ValueType<String> origin() {
    return new ValueType<>("origin", "scheme://host[:port]", false, NetworkTypes::parseOrigin);
  }

  private static String parseOrigin(String text) throws BadValue {
    if (!ORIGIN.matcher(text).matches()) {
      throw new BadValue("is not an origin such as https://app.example.com");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** Where the MCP endpoint may stand: beside everything else that the server answers. */
  static ValueType<String> endpointPath() {
    return new ValueType<>("path", "begins with /", true, NetworkTypes::parseEndpointPath);
  }

  private static String parseEndpointPath(String text) throws BadValue {
    if (!text.startsWith("/")) {
      throw new BadValue("does not begin with /");
    }
    String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    boolean dots = List.of(path.split("/", -1)).stream().anyMatch(List.of(".", "..")::contains);
    if (!PATH.matcher(path).matches() || dots) {
      throw new BadValue("is not a path of letters, digits, and . _ ~ -");
    }
    for (String reserved : RESERVED) {
      if (path.equals(reserved)
          || path.startsWith(reserved + "/")
          || (reserved.equals("/openapi") && path.startsWith(reserved))) {
        throw new BadValue("is taken: the server answers something else at " + reserved);
      }
    }
    return path;
  }

  /**
   * A server's address, without a slash at its end; a bad one may hold a password, so is hidden.
   */
  static ValueType<URI> server() {
    return new ValueType<>("url", "http or https", false, NetworkTypes::parseServer);
  }

  private static URI parseServer(String text) throws BadValue {
    URI uri = parseUri(text.replaceFirst("/+$", ""), "is not a URL");
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new BadValue("does not begin with http:// or https://");
    }
    if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
      throw new BadValue("holds credentials, which do not belong in a URL");
    }
    if (hasMoreThanPath(uri)) {
      throw new BadValue("has a query or a fragment");
    }
    if (uri.getHost() == null || uri.getPort() > 65_535) {
      throw new BadValue("has no valid host and port");
    }
    return uri;
  }

  /** An address of OAuth's, which is compared letter by letter, so that it is kept as it is. */
  static ValueType<URI> oauthServer() {
    return new ValueType<>(
        "url", "https, or http on a loopback host", false, NetworkTypes::parseOauthServer);
  }

  private static URI parseOauthServer(String text) throws BadValue {
    parseServer(text);
    URI uri = parseUri(text, "is not a URL");
    if (!OAuthSettings.isSafe(uri)) {
      throw new BadValue("must be https, unless it is on a loopback host");
    }
    return uri;
  }

  private static boolean hasMoreThanPath(URI uri) {
    return uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getRawUserInfo() != null;
  }

  private static URI parseUri(String text, String complaint) throws BadValue {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new BadValue(complaint);
    }
  }
}
