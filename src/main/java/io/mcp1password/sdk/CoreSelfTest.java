package io.mcp1password.sdk;

import java.util.Optional;

/** Whether a core works in this process; needs no account and no network. */
public final class CoreSelfTest {

  private static final int LENGTH = 32;

  private CoreSelfTest() {}

  /**
   * Lets the core make up a password and judge references.
   *
   * @return what is wrong, in one sentence; empty when nothing is
   */
  public static Optional<String> problem(Core core) {
    try {
      var recipe = new PasswordRecipe.Random(true, true, LENGTH);
      if (Secrets.generatePassword(core, recipe).reveal().length() != LENGTH) {
        return Optional.of("The core made a password of another length than was asked for.");
      }
      Secrets.validateSecretReference(core, "op://vault/item/field");
    } catch (SdkException failure) {
      return Optional.of("The core does not work: " + failure.getMessage());
    }
    return refusesWhatIsMalformed(core)
        ? Optional.empty()
        : Optional.of("The core took a malformed reference.");
  }

  private static boolean refusesWhatIsMalformed(Core core) {
    try {
      Secrets.validateSecretReference(core, "op://vault");
      return false;
    } catch (SdkException expected) {
      return expected instanceof SdkException.InvalidInput;
    }
  }
}
