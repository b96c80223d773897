package io.mcp1password.sdk.core;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A key by which 1Password seals JSON: AES-256-GCM, in its own kind of JWE. */
final class SealingKey {

  private static final String ENCRYPTION = "A256GCM";
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String id;
  private final byte[] bytes;

  SealingKey(String id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes.clone();
  }

  static SealingKey random(String id) {
    return new SealingKey(id, random(32));
  }

  String id() {
    return id;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  JsonObject seal(String text) {
    byte[] iv = random(IV_BYTES);
    byte[] data = cipher(Cipher.ENCRYPT_MODE, iv, text.getBytes(StandardCharsets.UTF_8));
    return Json.createObjectBuilder()
        .add("kid", id)
        .add("enc", ENCRYPTION)
        .add("cty", "b5+jwk+json")
        .add("iv", encode(iv))
        .add("data", encode(data))
        .build();
  }

  String open(JsonObject sealed) {
    if (!sealed.getString("kid").equals(id)) {
      throw new IllegalArgumentException("sealed with the key " + sealed.getString("kid"));
    }
    byte[] text =
        cipher(
            Cipher.DECRYPT_MODE, decode(sealed.getString("iv")), decode(sealed.getString("data")));
    return new String(text, StandardCharsets.UTF_8);
  }

  /** This key, as another key seals it. */
  String jwk() {
    return Json.createObjectBuilder()
        .add("alg", ENCRYPTION)
        .add("ext", true)
        .add("k", encode(bytes))
        .add("key_ops", Json.createArrayBuilder().add("encrypt").add("decrypt"))
        .add("kty", "oct")
        .add("kid", id)
        .build()
        .toString();
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private byte[] cipher(int mode, byte[] iv, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(bytes, "AES"), new GCMParameterSpec(TAG_BITS, iv));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not sealed with the key " + id, e);
    }
  }
}
