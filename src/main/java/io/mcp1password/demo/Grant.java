package io.mcp1password.demo;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token allows.
 *
 * @param jti the token's id, as the activity log shows it
 * @param accessBits the access bits of each vault in the token's scope, by vault id
 * @param expiry null for a token that does not expire
 */
record Grant(String jti, Map<String, Integer> accessBits, @Nullable Instant expiry) {

  Grant {
    accessBits = Map.copyOf(accessBits);
  }

  boolean covers(String vaultId) {
    return accessBits.containsKey(vaultId);
  }

  boolean allows(Action action, String vaultId) {
    return (accessBits.getOrDefault(vaultId, 0) & action.bit()) != 0;
  }

  boolean expired(Instant now) {
    return expiry != null && !now.isBefore(expiry);
  }
}
