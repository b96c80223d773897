package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Map;

/** What can be done with secrets and references to them, {@code op://vault/item/field}. */
public final class Secrets {

  private static final String REFERENCE = "secret_reference";

  private final Core core;
  private final Invocations invocations;

  Secrets(Core core, Invocations invocations) {
    this.core = core;
    this.invocations = invocations;
  }

  /** The secret that a reference stands for. */
  public Plaintext resolve(String secretReference) {
    var answer = invocations.call("SecretsResolve", new Request().with(REFERENCE, secretReference));
    if (answer instanceof JsonString secret) {
      return Plaintext.of(secret.getString());
    }
    throw Members.unreadable();
  }

  /** The secrets that references stand for, or why not, by reference. */
  public Map<String, Outcome<ResolvedReference, ResolveFailure>> resolveAll(
      Collection<String> secretReferences) {
    return Outcomes.ofReferences(
        invocations.call(
            "SecretsResolveAll", new Request().withTexts("secret_references", secretReferences)));
  }

  /**
   * Makes sure that a reference is well formed. Needs no network.
   *
   * @throws SdkException.InvalidInput when it is not
   */
  public void validateSecretReference(String secretReference) {
    validateSecretReference(core, secretReference);
  }

  /**
   * Makes up a password. Needs no network.
   *
   * @throws SdkException.InvalidInput when the recipe's length is out of bounds
   */
  public Plaintext generatePassword(PasswordRecipe recipe) {
    return generatePassword(core, recipe);
  }

  /** See {@link #validateSecretReference(String)}; needs no client. */
  public static void validateSecretReference(Core core, String secretReference) {
    Invocations.callSync(
        core, "ValidateSecretReference", new Request().with(REFERENCE, secretReference));
  }

  /** See {@link #generatePassword(PasswordRecipe)}; needs no client. */
  public static Plaintext generatePassword(Core core, PasswordRecipe recipe) {
    return Members.of(
            Invocations.callSync(
                core, "GeneratePassword", new Request().with("recipe", json(recipe))))
        .plaintext("password");
  }

  private static JsonObject json(PasswordRecipe recipe) {
    return switch (recipe) {
      case PasswordRecipe.Memorable words ->
          tagged(
              "Memorable",
              new Request()
                  .with("separatorType", words.separatorType())
                  .with("capitalize", words.capitalize())
                  .with("wordListType", words.wordListType())
                  .with("wordCount", words.wordCount()));
      case PasswordRecipe.Pin pin -> tagged("Pin", new Request().with("length", pin.length()));
      case PasswordRecipe.Random random ->
          tagged(
              "Random",
              new Request()
                  .with("includeDigits", random.includeDigits())
                  .with("includeSymbols", random.includeSymbols())
                  .with("length", random.length()));
    };
  }

  private static JsonObject tagged(String type, Request parameters) {
    return Request.tagged(type, "parameters", parameters.json());
  }
}
