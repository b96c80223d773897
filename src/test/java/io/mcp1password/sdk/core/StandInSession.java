package io.mcp1password.sdk.core;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One session of the stand-in: from the start of a sign-in to the signatures of its requests. */
final class StandInSession {

  private static final String SIGNING = "He never wears a Mac, in the pouring rain. Very strange.";
  private static final int SIGNATURE_BYTES = 12;

  private final String id;
  private final SrpServer srp;
  private @Nullable SealingKey key;
  private long lastRequest = -1;

  StandInSession(String id, ServiceAccountToken token) {
    this.id = id;
    srp = new SrpServer(token);
  }

  String id() {
    return id;
  }

  String exchange(String clientValue) {
    return srp.exchange(clientValue);
  }

  /** The server's proof, for the right proof of the client's. */
  synchronized Optional<String> confirm(String clientProof) {
    return srp.confirm(id, clientProof)
        .map(
            agreement -> {
              key = agreement.key();
              return agreement.serverProof();
            });
  }

  /** The key of a session whose sign-in is complete. */
  synchronized SealingKey key() {
    if (key == null) {
      throw new IllegalStateException("no key was agreed on");
    }
    return key;
  }

  /** Whether a request has this session's signature, {@code v1|number|signature}, and is new. */
  synchronized boolean signed(String method, URI address, String signature) {
    String[] parts = signature.split("\\|", -1);
    if (parts.length != 3 || !parts[0].equals("v1") || Long.parseLong(parts[1]) <= lastRequest) {
      return false;
    }
    lastRequest = Long.parseLong(parts[1]);
    String query = address.getQuery() == null ? "" : address.getQuery();
    String message =
        String.join(
            "|",
            id,
            method.toUpperCase(Locale.ROOT),
            address.getHost() + address.getPath() + "?" + query,
            "v1",
            parts[1]);
    byte[] right = hmac(hmac(key().bytes(), SIGNING), message);
    return SealingKey.encode(Arrays.copyOf(right, SIGNATURE_BYTES)).equals(parts[2]);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
