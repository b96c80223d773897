package io.mcp1password.sdk;

import java.util.concurrent.CompletableFuture;

/**
 * The 1Password core: JSON in, JSON out.
 *
 * <p>The JSON is that of the official SDKs. Configurations, requests and results may carry secrets:
 * whoever handles them neither logs them nor puts them into a message. Safe for use by several
 * threads.
 */
public interface Core extends AutoCloseable {

  /**
   * Signs in.
   *
   * @param configJson the client's configuration, which holds the service account's token
   * @return the client's id; fails with a {@link CoreException}
   */
  CompletableFuture<String> initClient(String configJson);

  /**
   * Calls a method of a client. Cancelling the answer gives up waiting, the core may still finish.
   *
   * @return the result's JSON; fails with a {@link CoreException}
   */
  CompletableFuture<String> invoke(String requestJson);

  /**
   * Calls a method that needs neither a client nor the network, such as generating a password.
   *
   * @return the result's JSON
   * @throws CoreException when the core refuses the request
   */
  String invokeSync(String requestJson);

  /** Forgets a client and what the core holds for it; an unknown client is no error. */
  void releaseClient(String clientId);

  /** Ends the core; calls that are under way fail with a {@link CoreException}. */
  @Override
  void close();
}
