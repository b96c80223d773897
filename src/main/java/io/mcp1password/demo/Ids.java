package io.mcp1password.demo;

import io.mcp1password.model.Sha256;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;

/** Identifiers in 1Password's form: 26 lower-case letters and digits. */
final class Ids {

  private static final Pattern FORM = Pattern.compile("[a-z0-9]{26}");
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 26;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static boolean wellFormed(String id) {
    return FORM.matcher(id).matches();
  }

  static String random() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    return ofBytes(bytes);
  }

  /** The identifier that always belongs to this name. */
  static String of(String name) {
    return ofBytes(Sha256.of(name));
  }

  /** The same in upper case, as accounts and users have it. */
  static String upperCaseOf(String name) {
    return of(name).toUpperCase(Locale.ROOT);
  }

  private static String ofBytes(byte[] bytes) {
    var id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(bytes[i] & 31));
    }
    return id.toString();
  }
}
