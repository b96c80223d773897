package io.mcp1password.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A value that must not be seen: it prints as a mask and cannot be serialised.
 *
 * <p>Its content is read by {@link #reveal()} only, and an architecture test allows that in a few
 * named places. Equality compares the contents in constant time; the hash code tells nothing.
 */
public final class Secret {

  /** The secret that holds nothing. */
  public static final Secret EMPTY = new Secret("");

  /** What every secret prints as. */
  public static final String MASK = "[secret]";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** A secret that holds this text. */
  public static Secret of(String value) {
    Objects.requireNonNull(value, "value is null");
    return value.isEmpty() ? EMPTY : new Secret(value);
  }

  /** The content itself: the only way to it. */
  public String reveal() {
    return value;
  }

  /** The number of Unicode code points. */
  public int length() {
    return value.codePointCount(0, value.length());
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return MASK;
  }
}
