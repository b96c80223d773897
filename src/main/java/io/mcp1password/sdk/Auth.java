package io.mcp1password.sdk;

/** How a client shows who it is. */
public sealed interface Auth {

  /**
   * By the token of a service account.
   *
   * @param token begins with {@code ops_}
   */
  record ServiceAccount(Plaintext token) implements Auth {}

  /**
   * By the 1Password app on the same machine, which asks the person there.
   *
   * @param account the account's name as the app shows it, or its id
   */
  record Desktop(String account) implements Auth {}
}
