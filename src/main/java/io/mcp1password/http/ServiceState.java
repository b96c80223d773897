package io.mcp1password.http;

/** What the guard needs to know of the service behind it. */
@FunctionalInterface
public interface ServiceState {

  /** Whether calls can be served: the answer of {@code /readyz}. */
  boolean ready();

  /** Whether the service is stopping, so that no new request is let in. */
  default boolean stopping() {
    return false;
  }
}
