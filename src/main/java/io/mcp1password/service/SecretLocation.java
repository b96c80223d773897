package io.mcp1password.service;

import io.mcp1password.model.SecretReference;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import org.jspecify.annotations.Nullable;

/** Where a caller says that a secret is: a reference, or a vault, an item and perhaps a field. */
sealed interface SecretLocation {

  /** Follows it. */
  SecretResolver.Target resolve(SecretResolver resolver);

  /** By reference. */
  record Reference(SecretReference reference) implements SecretLocation {

    @Override
    public SecretResolver.Target resolve(SecretResolver resolver) {
      return resolver.resolve(reference);
    }
  }

  /** By ids or titles; without a field the item's password. */
  record ItemField(String vault, String item, @Nullable String field) implements SecretLocation {

    @Override
    public SecretResolver.Target resolve(SecretResolver resolver) {
      return resolver.resolve(vault, item, field);
    }
  }

  /**
   * Refuses anything but exactly one of the two ways, and a malformed reference.
   *
   * @param argument the name of the argument that holds the reference
   */
  static void requireOne(
      String argument,
      @Nullable String reference,
      @Nullable String vaultId,
      @Nullable String itemId) {
    boolean byReference = reference != null && vaultId == null && itemId == null;
    boolean byItem = reference == null && vaultId != null && itemId != null;
    if (byReference == byItem) {
      throw new OperationException(
          ErrorCode.INVALID_ARGUMENTS,
          "Invalid arguments: give either " + argument + ", or vaultId and itemId.");
    }
    if (reference != null) {
      SecretResolver.parse(argument, reference);
    }
  }

  /** The location that the arguments name, of which {@link #requireOne} has approved. */
  static SecretLocation of(
      String argument,
      @Nullable String reference,
      @Nullable String vaultId,
      @Nullable String itemId,
      @Nullable String field) {
    if (reference != null) {
      return new Reference(SecretResolver.parse(argument, reference));
    }
    if (vaultId == null || itemId == null) {
      throw new IllegalArgumentException("neither a reference nor an item");
    }
    return new ItemField(vaultId, itemId, field);
  }
}
