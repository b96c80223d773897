package io.mcp1password.service;

import io.mcp1password.model.FieldType;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.Verb;
import org.jspecify.annotations.Nullable;

/** The operations on secrets, whatever kind of field holds them. */
public final class Secrets {

  private final SecretResolver resolver;

  public Secrets(ScopedBackend backend) {
    this.resolver = new SecretResolver(backend);
  }

  /** What {@link #check} takes. */
  record ReferenceCheck(
      @Arg(value = "The reference, op://vault/item/[section/]field.", audited = Audited.HASHED)
          String secretReference) {}

  /** What {@link #check} returns. */
  record CheckedReference(
      @Arg("Whether it is well formed.") boolean valid,
      @Arg("Whether it leads to exactly one field.") boolean resolves,
      @Arg(value = "The vault's id.", audited = Audited.PLAIN) @Nullable String vaultId,
      @Arg(value = "The item's id.", audited = Audited.PLAIN) @Nullable String itemId,
      @Arg(value = "The field's id.", audited = Audited.PLAIN) @Nullable String field,
      @Arg("The type of the field.") @Nullable FieldType fieldType,
      @Arg("What is wrong with it.") @Nullable String problem) {

    static CheckedReference wrong(boolean valid, @Nullable String problem) {
      return new CheckedReference(valid, false, null, null, null, null, problem);
    }
  }

  @Operation(
      name = "secret_reference_check",
      title = "Check a secret reference",
      description =
          "Tells whether an op:// reference is well formed and leads to exactly one field, and"
              + " which one; never the value.",
      access = Access.READ,
      verb = Verb.POST,
      path = "/secrets/check")
  CheckedReference check(ReferenceCheck input) {
    boolean valid = false;
    try {
      var reference = SecretResolver.parse("secretReference", input.secretReference());
      valid = true;
      SecretResolver.Target target = resolver.resolve(reference);
      target.value();
      return new CheckedReference(
          true,
          true,
          target.item().vaultId(),
          target.item().id(),
          target.field().id(),
          target.field().fieldType(),
          null);
    } catch (OperationException e) {
      return switch (e.code()) {
        case INVALID_ARGUMENTS, NOT_FOUND, AMBIGUOUS, BACKEND_FORBIDDEN ->
            CheckedReference.wrong(valid, e.getMessage());
        default -> throw e;
      };
    }
  }

  /** What {@link #reveal} takes: a reference, or a vault, an item and a field. */
  record SecretReveal(
      @Arg(value = "The reference, op://vault/item/[section/]field.", audited = Audited.HASHED)
          @Nullable String reference,
      @Arg("The id or exact name of the vault.") @Nullable String vaultId,
      @Arg("The item's id or exact title.") @Nullable String itemId,
      @Arg("The field's id, or else its title, purpose or type.") @Nullable String fieldId) {

    SecretReveal {
      SecretLocation.requireOne("reference", reference, vaultId, itemId);
      if ((reference == null) == (fieldId == null)) {
        throw new OperationException(
            ErrorCode.INVALID_ARGUMENTS,
            "Invalid arguments: fieldId goes with vaultId and itemId, and not with reference.");
      }
    }

    SecretLocation location() {
      return SecretLocation.of("reference", reference, vaultId, itemId, fieldId);
    }
  }

  /** What {@link #reveal} returns. */
  record RevealedSecret(
      @Arg("That the plaintext is in this answer.") boolean revealed,
      @Arg("How it was named: reference or field.") String revealMode,
      @Arg("The reference that was asked for.") @Nullable String reference,
      @Arg(value = "The vault's id.", audited = Audited.PLAIN) String vaultId,
      @Arg(value = "The item's id.", audited = Audited.PLAIN) String itemId,
      @Arg(value = "The field's id.", audited = Audited.PLAIN) String fieldId,
      @Arg("The number of characters of the plaintext.") int valueLength,
      @Arg("The plaintext.") Secret value) {}

  @Operation(
      name = "secret_reveal",
      title = "Reveal a secret",
      description =
          "Returns the plaintext of one secret. It becomes part of the conversation: call it only"
              + " when a person asked for it.",
      access = Access.REVEAL,
      verb = Verb.POST,
      path = "/secrets/reveal")
  RevealedSecret reveal(SecretReveal input) {
    SecretResolver.Target target = input.location().resolve(resolver);
    Secret value = target.value();
    return new RevealedSecret(
        true,
        input.reference() == null ? "field" : "reference",
        input.reference(),
        target.item().vaultId(),
        target.item().id(),
        target.field().id(),
        value.length(),
        value);
  }
}
