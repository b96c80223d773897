package io.mcp1password.demo;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The time-based one-time code of RFC 6238, from an {@code otpauth} URI or a bare secret. */
final class TotpCode {

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private TotpCode() {}

  /** The code at that instant; empty when the value holds no usable secret. */
  static Optional<String> at(Instant instant, String value) {
    try {
      Map<String, String> parameters = parameters(value);
      byte[] key = base32(parameters.getOrDefault("secret", ""));
      int digits = Math.clamp(Integer.parseInt(parameters.getOrDefault("digits", "6")), 6, 9);
      int period = Math.max(1, Integer.parseInt(parameters.getOrDefault("period", "30")));
      String algorithm = parameters.getOrDefault("algorithm", "SHA1").toUpperCase(Locale.ROOT);
      byte[] hash = hash("Hmac" + algorithm, key, instant.getEpochSecond() / period);
      return Optional.of(truncated(hash, digits));
    } catch (IllegalArgumentException | GeneralSecurityException unusable) {
      return Optional.empty();
    }
  }

  private static Map<String, String> parameters(String value) {
    if (!value.regionMatches(true, 0, "otpauth:", 0, 8)) {
      return Map.of("secret", value);
    }
    var parameters = new HashMap<String, String>();
    for (String pair : value.substring(value.indexOf('?') + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            pair.substring(0, equals).toLowerCase(Locale.ROOT),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static byte[] hash(String algorithm, byte[] key, long counter)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
  }

  private static String truncated(byte[] hash, int digits) {
    int offset = hash[hash.length - 1] & 15;
    long number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffffL;
    String padded = "0".repeat(digits) + number;
    return padded.substring(padded.length() - digits);
  }

  private static byte[] base32(String text) {
    String plain = text.replaceAll("[ =-]", "").toUpperCase(Locale.ROOT);
    var bytes = ByteBuffer.allocate(plain.length() * 5 / 8);
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < plain.length(); i++) {
      int digit = BASE32.indexOf(plain.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("not base32");
      }
      buffer = buffer << 5 | digit;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (buffer >> bits));
        buffer &= (1 << bits) - 1;
      }
    }
    return bytes.array();
  }
}
