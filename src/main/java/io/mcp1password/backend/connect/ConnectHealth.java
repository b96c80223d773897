package io.mcp1password.backend.connect;

import java.util.List;

/**
 * What Connect says about what it depends on.
 *
 * @param accountData the states of the account's data; none where the server does not tell
 */
record ConnectHealth(List<String> accountData) {

  static ConnectHealth of(JsonMembers json) {
    return new ConnectHealth(
        json.objects("dependencies")
            .filter(each -> "account_data".equalsIgnoreCase(each.text("service")))
            .map(each -> each.textOrEmpty("status"))
            .toList());
  }

  /**
   * Whether the account's data has been synchronised.
   *
   * <p>Connect answers 200 in every state, and calls 1Password.com uninitialised even when it works
   * well, so the account's data alone is judged. A server that does not tell it is ready.
   */
  boolean ready() {
    return accountData.stream().allMatch("AVAILABLE"::equalsIgnoreCase);
  }
}
