package io.mcp1password.backend.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.CallBudget;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.config.HourlyLimits;
import io.mcp1password.model.VaultDraft;
import io.mcp1password.sdk.InMemoryCore;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Requests stop before 1Password's hourly limit, and tell when they may go on. */
class HourlyBudgetTest {

  private static final String ITEMS = "ItemsGet";

  private final InMemoryCore core = InMemoryCore.withSamples();
  private final SdkFixture time = new SdkFixture(core);
  private final SdkBackend backend = time.of(new HourlyLimits(3, 1));

  private void read() {
    backend.item(InMemoryBackend.PERSONAL, InMemoryBackend.LOGIN);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BackendException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED))
        .hasMessageContaining(message);
  }

  @Test
  void noReadIsSentThatWouldHitTheLimit() {
    read();
    time.pass(Duration.ofMinutes(10));
    read();
    read();
    assertRefused(this::read, "reads of the service account are used up");
    assertRefused(this::read, "Try again in 3000 seconds");
    assertThat(core.calls(ITEMS)).isEqualTo(3);
    time.pass(Duration.ofMinutes(50));
    read();
    assertThat(core.calls(ITEMS)).isEqualTo(4);
  }

  @Test
  void writesAreCountedByThemselves() {
    backend.createVault(new VaultDraft("One", null, null));
    assertRefused(
        () -> backend.createVault(new VaultDraft("Two", null, null)),
        "writes of the service account");
    read();
    assertThat(core.calls("VaultsCreate")).isEqualTo(1);
  }

  @Test
  void whatIsLeftIsTold() {
    read();
    backend.createVault(new VaultDraft("One", null, null));
    assertThat(backend.callBudget())
        .contains(
            new CallBudget(
                new CallBudget.Allowance(3, 1),
                new CallBudget.Allowance(1, 1),
                Duration.ofHours(1)));
    time.pass(Duration.ofHours(1));
    assertThat(backend.callBudget())
        .contains(
            new CallBudget(
                new CallBudget.Allowance(3, 0), new CallBudget.Allowance(1, 0), Duration.ZERO));
  }

  @Test
  void whenItIsTooMuchFor1PasswordNothingIsSentForAMinute() {
    core.failing(ITEMS, "RateLimitExceeded", "rate limit exceeded");
    assertRefused(this::read, "limit is reached");
    assertRefused(this::read, "Try again in 60 seconds");
    assertThat(core.calls(ITEMS)).isEqualTo(1);
    time.pass(Duration.ofMinutes(1));
    read();
  }

  @Test
  void readinessCostsNothing() {
    read();
    for (int i = 0; i < 100; i++) {
      assertThat(backend.ready()).isTrue();
    }
    assertThat(core.calls()).containsExactly("initClient", ITEMS);
  }
}
