package io.mcp1password.runner.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The content of the file of remembered approvals: the ends of the approvals by their scopes'
 * names, as JSON, encrypted by AES-256-GCM with a fresh nonce each time.
 */
final class GrantCipher {

  private static final int VERSION = 2;
  private static final String ALGORITHM = "aes-256-gcm";
  private static final byte[] CONTEXT = "mcp-1password approval grants 2".getBytes(UTF_8);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final JsonProvider JSON = JsonProvider.provider();

  private final SecureRandom random = new SecureRandom();

  byte[] encrypt(Map<String, Instant> grants, SecretKey key) throws StoreException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] ciphertext = run(Cipher.ENCRYPT_MODE, key, nonce, plain(grants));
    Base64.Encoder base64 = Base64.getEncoder();
    JsonObject envelope =
        JSON.createObjectBuilder()
            .add("version", VERSION)
            .add("algorithm", ALGORITHM)
            .add("iv", base64.encodeToString(nonce))
            .add("ciphertext", base64.encodeToString(ciphertext))
            .build();
    return (envelope + "\n").getBytes(UTF_8);
  }

  Map<String, Instant> decrypt(byte[] file, SecretKey key) throws StoreException {
    try {
      JsonObject envelope = object(file);
      if (envelope.getInt("version") != VERSION
          || !envelope.getString("algorithm").equals(ALGORITHM)) {
        throw new StoreException(StoreDefect.MALFORMED);
      }
      byte[] nonce = bytes(envelope, "iv");
      if (nonce.length != NONCE_BYTES) {
        throw new StoreException(StoreDefect.MALFORMED);
      }
      return grants(object(run(Cipher.DECRYPT_MODE, key, nonce, bytes(envelope, "ciphertext"))));
    } catch (JsonException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | DateTimeParseException e) {
      throw new StoreException(StoreDefect.MALFORMED, e);
    }
  }

  private static byte[] plain(Map<String, Instant> grants) {
    var entries = JSON.createArrayBuilder();
    grants.forEach(
        (scope, end) ->
            entries.add(
                JSON.createObjectBuilder().add("scope", scope).add("expiresAt", end.toString())));
    return JSON.createObjectBuilder().add("grants", entries).build().toString().getBytes(UTF_8);
  }

  private static Map<String, Instant> grants(JsonObject plain) {
    Map<String, Instant> grants = new TreeMap<>();
    for (JsonObject each : plain.getJsonArray("grants").getValuesAs(JsonObject.class)) {
      grants.put(each.getString("scope"), Instant.parse(each.getString("expiresAt")));
    }
    return grants;
  }

  private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] input)
      throws StoreException {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(CONTEXT);
      return cipher.doFinal(input);
    } catch (AEADBadTagException e) {
      throw new StoreException(StoreDefect.TAMPERED, e);
    } catch (GeneralSecurityException e) {
      throw new StoreException(StoreDefect.UNREADABLE, e);
    }
  }

  private static JsonObject object(byte[] text) {
    try (var reader = JSON.createReader(new ByteArrayInputStream(text))) {
      return reader.readObject();
    }
  }

  private static byte[] bytes(JsonObject object, String name) {
    return Base64.getDecoder().decode(object.getString(name));
  }
}
