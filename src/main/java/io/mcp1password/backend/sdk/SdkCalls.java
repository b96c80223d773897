package io.mcp1password.backend.sdk;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.CallBudget;
import io.mcp1password.sdk.OnePasswordClient;
import io.mcp1password.sdk.SdkException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls to the SDK: each is counted where there is a limit, and its failures are told. */
final class SdkCalls {

  private final SdkConnection connection;
  private final @Nullable HourlyBudget budget;

  /**
   * Calls over this connection.
   *
   * @param budget null where 1Password sets no limit
   */
  SdkCalls(SdkConnection connection, @Nullable HourlyBudget budget) {
    this.connection = connection;
    this.budget = budget;
  }

  /** Reads. Only ids are sent, so what 1Password calls invalid is not found. */
  <T> T read(Function<OnePasswordClient, T> call) {
    if (budget != null) {
      budget.read();
    }
    try {
      return carryOut(call);
    } catch (BackendException failure) {
      throw failure.kind() == Kind.INVALID ? SdkFailures.notFound() : failure;
    }
  }

  /** Writes. */
  <T> T write(Function<OnePasswordClient, T> call) {
    if (budget != null) {
      budget.write();
    }
    return carryOut(call);
  }

  private <T> T carryOut(Function<OnePasswordClient, T> call) {
    OnePasswordClient client = connection.client();
    try {
      return call.apply(client);
    } catch (SdkException failure) {
      BackendException told = SdkFailures.told(failure);
      if (told.kind() == Kind.RATE_LIMITED && budget != null) {
        budget.refused();
      }
      if (told.kind() == Kind.UNAUTHORIZED) {
        connection.refused(client);
      }
      throw told;
    }
  }

  Optional<CallBudget> budget() {
    return Optional.ofNullable(budget).map(HourlyBudget::now);
  }
}
