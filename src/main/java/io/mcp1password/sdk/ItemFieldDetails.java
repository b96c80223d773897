package io.mcp1password.sdk;

import org.jspecify.annotations.Nullable;

/** What the core tells about a field beyond its value. */
public sealed interface ItemFieldDetails {

  /**
   * The current one-time code.
   *
   * @param code null when it could not be computed
   * @param errorMessage the core's own text, if it could not
   */
  record Otp(@Nullable Plaintext code, @Nullable Plaintext errorMessage)
      implements ItemFieldDetails {}

  /**
   * What is known of an SSH key.
   *
   * @param attributes null when it could not be told
   */
  record SshKey(@Nullable SshKeyAttributes attributes) implements ItemFieldDetails {}

  /**
   * The parts of an address.
   *
   * @param parts null when they could not be told
   */
  record Address(@Nullable AddressParts parts) implements ItemFieldDetails {}

  /** Details of a kind that this version does not know; they can be read, and never sent. */
  record Unknown() implements ItemFieldDetails {}

  /**
   * The public part of an SSH key.
   *
   * @param keyType for example {@code Ed25519} or {@code RSA, 2048-bit}
   */
  record SshKeyAttributes(String publicKey, String fingerprint, String keyType) {}

  /** An address in parts. */
  record AddressParts(
      Plaintext street, Plaintext city, Plaintext country, Plaintext zip, Plaintext state) {}
}
