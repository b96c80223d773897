package io.mcp1password.service;

import io.mcp1password.config.GateSettings;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.Verb;
import io.mcp1password.service.ItemView.ValueState;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that read and make passwords. */
public final class Passwords {

  private final SecretResolver resolver;
  private final GateSettings gates;
  private final PasswordGenerator generator = new PasswordGenerator(new SecureRandom());

  public Passwords(ScopedBackend backend, GateSettings gates) {
    this.resolver = new SecretResolver(backend);
    this.gates = gates;
  }

  /** What {@link #read} takes: a reference, or a vault, an item and perhaps a field. */
  record PasswordRead(
      @Arg(value = "The reference, op://vault/item/[section/]field.", audited = Audited.HASHED)
          @Nullable String secretReference,
      @Arg("The id or exact name of the vault.") @Nullable String vaultId,
      @Arg("The item's id or exact title.") @Nullable String itemId,
      @Arg("The field's id, or else its title, purpose or type; absent: the item's password.")
          @Nullable String field,
      @Arg(value = "Whether to return the plaintext.", defaultValue = "false") boolean reveal) {

    PasswordRead {
      SecretLocation.requireOne("secretReference", secretReference, vaultId, itemId);
      if (secretReference != null && field != null) {
        throw new OperationException(
            ErrorCode.INVALID_ARGUMENTS,
            "Invalid arguments: field goes with vaultId and itemId, not with secretReference.");
      }
    }

    SecretLocation location() {
      return SecretLocation.of("secretReference", secretReference, vaultId, itemId, field);
    }

    String mode() {
      return secretReference == null ? "item-field" : "reference";
    }
  }

  /** What {@link #read} returns. */
  record PasswordView(
      @Arg("How it was named: reference or item-field.") String mode,
      @Arg("The reference that was asked for.") @Nullable String reference,
      @Arg(value = "The vault's id.", audited = Audited.PLAIN) String vaultId,
      @Arg(value = "The item's id.", audited = Audited.PLAIN) String itemId,
      @Arg("The item's title.") String title,
      @Arg(value = "The field's id.", audited = Audited.PLAIN) String field,
      @Arg("The type of the field.") FieldType fieldType,
      @Arg("That the value is not shown; absent when it is.") @Nullable ValueState valueState,
      @Arg("That the plaintext is in this answer; absent when it is not.")
          @Nullable Boolean revealed,
      @Arg("How the revealed value was named.") @Nullable String revealMode,
      @Arg("The number of characters of the plaintext, when it is shown.")
          @Nullable Integer valueLength,
      @Arg("How to use the secret without seeing it, when it is not shown.")
          @Nullable SecretGuidance secretConsumptionGuidance,
      @Arg("The plaintext.") @Nullable Secret value) {}

  @Operation(
      name = "password_read",
      title = "Read a password",
      description =
          "Finds a password and tells where it is, without the value. With reveal=true it returns"
              + " the plaintext, which becomes part of the conversation.",
      access = Access.READ,
      revealArgument = "reveal",
      verb = Verb.POST,
      path = "/passwords/read")
  PasswordView read(PasswordRead input) {
    SecretResolver.Target target = input.location().resolve(resolver);
    Secret value = input.reveal() ? target.value() : null;
    return new PasswordView(
        input.mode(),
        input.secretReference(),
        target.item().vaultId(),
        target.item().id(),
        target.item().title(),
        target.field().id(),
        target.field().fieldType(),
        value == null ? ValueState.REDACTED : null,
        value == null ? null : true,
        value == null ? null : input.mode(),
        value == null ? null : value.length(),
        value == null ? SecretGuidance.of(gates) : null,
        value);
  }

  /** What {@link #generate} takes. */
  record PasswordGenerate(
      @Arg(
              value = "How many characters.",
              min = RandomPasswordRecipe.MIN_LENGTH,
              max = RandomPasswordRecipe.MAX_LENGTH,
              defaultValue = "24")
          int length,
      @Arg(value = "Whether to use a to z.", defaultValue = "true") boolean includeLowercase,
      @Arg(value = "Whether to use A to Z.", defaultValue = "true") boolean includeUppercase,
      @Arg(value = "Whether to use 0 to 9.", defaultValue = "true") boolean includeDigits,
      @Arg(value = "Whether to use symbols.", defaultValue = "true") boolean includeSymbols,
      @Arg(value = "Whether to leave out O, 0, I, l, 1 and |.", defaultValue = "false")
          boolean excludeSimilar,
      @Arg("The symbols to choose from; absent: those that nearly every site accepts.")
          @Nullable String symbols) {

    PasswordGenerate {
      requireNone(
          recipe(
                  length,
                  includeLowercase,
                  includeUppercase,
                  includeDigits,
                  includeSymbols,
                  excludeSimilar,
                  symbols)
              .problems());
    }

    RandomPasswordRecipe recipe() {
      return recipe(
          length,
          includeLowercase,
          includeUppercase,
          includeDigits,
          includeSymbols,
          excludeSimilar,
          symbols);
    }

    private static RandomPasswordRecipe recipe(
        int length,
        boolean lowercase,
        boolean uppercase,
        boolean digits,
        boolean symbols,
        boolean excludeSimilar,
        @Nullable String symbolSet) {
      return new RandomPasswordRecipe(
          length,
          lowercase,
          uppercase,
          digits,
          symbols,
          excludeSimilar,
          symbolSet == null ? RandomPasswordRecipe.DEFAULT_SYMBOLS : symbolSet);
    }
  }

  /** What the generators return. */
  record GeneratedPassword(
      @Arg("That a new secret is in this answer.") boolean generated,
      @Arg("The kind: random-password or memorable-password.") String kind,
      @Arg("The number of characters.") int valueLength,
      @Arg("The password.") Secret value) {

    static GeneratedPassword of(String kind, Secret password) {
      return new GeneratedPassword(true, kind, password.length(), password);
    }
  }

  @Operation(
      name = "password_generate",
      title = "Generate a random password",
      description =
          "Returns a new random password with at least one character of each chosen set. It is"
              + " stored nowhere.",
      access = Access.GENERATE,
      verb = Verb.POST,
      path = "/passwords/random")
  GeneratedPassword generate(PasswordGenerate input) {
    return GeneratedPassword.of("random-password", generator.random(input.recipe()));
  }

  /** What {@link #generateMemorable} takes. */
  record PasswordGenerateMemorable(
      @Arg(
              value = "How many words.",
              min = MemorablePasswordRecipe.MIN_WORDS,
              max = MemorablePasswordRecipe.MAX_WORDS,
              defaultValue = "6")
          int words,
      @Arg(
              value = "What stands between the words.",
              min = 0,
              max = MemorablePasswordRecipe.MAX_SEPARATOR,
              defaultValue = "\"-\"")
          String separator,
      @Arg(value = "Whether words begin with a capital.", defaultValue = "false")
          boolean capitalize,
      @Arg(value = "Whether a number of two digits is added.", defaultValue = "true")
          boolean includeNumber) {

    PasswordGenerateMemorable {
      requireNone(
          new MemorablePasswordRecipe(words, separator, capitalize, includeNumber).problems());
    }

    MemorablePasswordRecipe recipe() {
      return new MemorablePasswordRecipe(words, separator, capitalize, includeNumber);
    }
  }

  @Operation(
      name = "password_generate_memorable",
      title = "Generate a memorable password",
      description = "Returns a new password made of common words. It is stored nowhere.",
      access = Access.GENERATE,
      verb = Verb.POST,
      path = "/passwords/memorable")
  GeneratedPassword generateMemorable(PasswordGenerateMemorable input) {
    return GeneratedPassword.of("memorable-password", generator.memorable(input.recipe()));
  }

  private static void requireNone(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new OperationException(
          ErrorCode.INVALID_ARGUMENTS, "Invalid arguments: " + String.join("; ", problems) + ".");
    }
  }
}
