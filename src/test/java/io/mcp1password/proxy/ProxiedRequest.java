package io.mcp1password.proxy;

/**
 * A request as it came to the proxy.
 *
 * @param number the first since the proxy was healed is 1
 */
public record ProxiedRequest(int number, String method, String path) {

  /** Whether it changes something. */
  public boolean writes() {
    return !method.equals("GET");
  }
}
