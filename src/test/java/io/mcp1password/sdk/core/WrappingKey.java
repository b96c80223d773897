package io.mcp1password.sdk.core;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.HexFormat;
import javax.crypto.Cipher;

/** An account's pair of keys, which wraps the keys of its vaults: RSA-OAEP. */
final class WrappingKey {

  private static final int BITS = 2048;

  private final String id;
  private final KeyPair pair;

  WrappingKey(String id) {
    this.id = id;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonObject wrap(SealingKey key) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
      byte[] data = cipher.doFinal(key.jwk().getBytes(StandardCharsets.UTF_8));
      return Json.createObjectBuilder()
          .add("kid", id)
          .add("enc", "RSA-OAEP")
          .add("cty", "b5+jwk+json")
          .add("data", SealingKey.encode(data))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonObject publicJwk() {
    return jwk("encrypt").build();
  }

  JsonObject privateJwk() {
    var secret = (RSAPrivateCrtKey) pair.getPrivate();
    return jwk("decrypt")
        .add("d", number(secret.getPrivateExponent()))
        .add("p", number(secret.getPrimeP()))
        .add("q", number(secret.getPrimeQ()))
        .add("dp", number(secret.getPrimeExponentP()))
        .add("dq", number(secret.getPrimeExponentQ()))
        .add("qi", number(secret.getCrtCoefficient()))
        .build();
  }

  private JsonObjectBuilder jwk(String use) {
    var secret = (RSAPrivateCrtKey) pair.getPrivate();
    return Json.createObjectBuilder()
        .add("alg", "RSA-OAEP")
        .add("ext", true)
        .add("key_ops", Json.createArrayBuilder().add(use))
        .add("kty", "RSA")
        .add("kid", id)
        .add("n", number(secret.getModulus()))
        .add("e", number(secret.getPublicExponent()));
  }

  private static String number(BigInteger value) {
    String hex = value.toString(16);
    return SealingKey.encode(HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : "0" + hex));
  }
}
