package io.mcp1password.sdk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A text that must not be seen by chance: it prints as a mask. {@link #reveal()} is the only way to
 * the text.
 *
 * <p>Equality compares in constant time; the hash code tells nothing.
 */
public final class Plaintext {

  /** The plaintext without content. */
  public static final Plaintext EMPTY = new Plaintext("");

  private final String value;

  private Plaintext(String value) {
    this.value = value;
  }

  /** This text, masked. */
  public static Plaintext of(String value) {
    Objects.requireNonNull(value, "value is null");
    return value.isEmpty() ? EMPTY : new Plaintext(value);
  }

  /** The text itself. */
  public String reveal() {
    return value;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Plaintext plaintext
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8),
            plaintext.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "[plaintext]";
  }
}
