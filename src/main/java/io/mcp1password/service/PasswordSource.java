package io.mcp1password.service;

import io.mcp1password.model.Secret;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a password that is to be stored is made of.
 *
 * @param provided empty for none; it goes with the mode {@code provided} only
 */
record PasswordSource(
    PasswordMode mode,
    Secret provided,
    RandomPasswordRecipe random,
    MemorablePasswordRecipe memorable) {

  /**
   * The source that arguments name.
   *
   * @param mode null: provided when there is a password, else random
   * @throws OperationException when the arguments contradict each other
   */
  static PasswordSource of(
      @Nullable PasswordMode mode,
      @Nullable Secret password,
      RandomPasswordRecipe random,
      MemorablePasswordRecipe memorable) {
    Secret provided = password == null ? Secret.EMPTY : password;
    PasswordMode chosen =
        mode != null ? mode : provided.isEmpty() ? PasswordMode.RANDOM : PasswordMode.PROVIDED;
    if (provided.isEmpty() == (chosen == PasswordMode.PROVIDED)) {
      throw invalid("password goes with mode=provided, and only with it");
    }
    List<String> problems =
        switch (chosen) {
          case PROVIDED -> List.of();
          case RANDOM -> random.problems();
          case MEMORABLE -> memorable.problems();
        };
    if (!problems.isEmpty()) {
      throw invalid(String.join("; ", problems.stream().map(PasswordSource::byArgument).toList()));
    }
    return new PasswordSource(chosen, provided, random, memorable);
  }

  /** The password: the provided one, or a new one at each call. */
  Secret password(PasswordGenerator generator) {
    return switch (mode) {
      case PROVIDED -> provided;
      case RANDOM -> generator.random(random);
      case MEMORABLE -> generator.memorable(memorable);
    };
  }

  /** The recipes name their parts as the generating operations do. */
  private static String byArgument(String problem) {
    return problem
        .replaceFirst("^length ", "randomLength ")
        .replaceFirst("^words ", "memorableWords ")
        .replaceFirst("^separator ", "memorableSeparator ");
  }

  private static OperationException invalid(String problem) {
    return new OperationException(
        ErrorCode.INVALID_ARGUMENTS, "Invalid arguments: " + problem + ".");
  }
}
