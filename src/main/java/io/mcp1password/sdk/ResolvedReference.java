package io.mcp1password.sdk;

/** What a secret reference stands for, and where that is. */
public record ResolvedReference(Plaintext secret, String itemId, String vaultId) {

  static ResolvedReference of(Members json) {
    return new ResolvedReference(
        json.plaintext("secret"), json.text("itemId"), json.text("vaultId"));
  }
}
