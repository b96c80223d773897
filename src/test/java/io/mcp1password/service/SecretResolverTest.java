package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.backend.ResolvedSecret;
import io.mcp1password.backend.sdk.SdkFixture;
import io.mcp1password.model.Secret;
import io.mcp1password.model.SecretReference;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.sdk.InMemoryCore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several references at once: one request where the backend can do so, and the same values. */
class SecretResolverTest {

  private static final String LOGIN = "op://Private things/Example/";
  private static final String ALL = "SecretsResolveAll";
  private static final String ONE = "ItemsGet";

  private final InMemoryCore core = InMemoryCore.withSamples();
  private final OnePasswordBackend backend = SdkFixture.backend(core);

  private static List<SecretReference> references(String... texts) {
    return Stream.of(texts).map(SecretReference::parse).toList();
  }

  private Map<SecretReference, Secret> values(Set<String> allowedVaults, String... texts) {
    return new SecretResolver(new ScopedBackend(backend, allowedVaults)).values(references(texts));
  }

  private static Secret value(Map<SecretReference, Secret> values, String text) {
    return values.getOrDefault(SecretReference.parse(text), Secret.EMPTY);
  }

  @Test
  void severalReferencesCostOneRequest() {
    var values =
        values(
            Set.of(),
            LOGIN + "username",
            LOGIN + "password",
            LOGIN + "password",
            "op://Private things/" + InMemoryBackend.LOGIN + "/username");
    assertThat(values).hasSize(3);
    assertThat(value(values, LOGIN + "username").reveal()).isEqualTo("someone@example.com");
    assertThat(value(values, LOGIN + "password").reveal()).isEqualTo("canary-password");
    assertThat(core.calls()).containsExactly("initClient", ALL);
    assertThat(backend.callBudget().orElseThrow().reads().used()).isEqualTo(1);
  }

  @Test
  void noReferencesCostNothing() {
    assertThat(values(Set.of())).isEmpty();
    assertThat(core.calls()).isEmpty();
  }

  @Test
  void whatTheCoreCannotFollowIsLookedUpInItsItem() {
    String title = LOGIN + "password?attribute=title";
    String purpose = LOGIN + "USERNAME";
    var values = values(Set.of(), LOGIN + "password", title, purpose);
    assertThat(value(values, LOGIN + "password").reveal()).isEqualTo("canary-password");
    assertThat(value(values, title).reveal()).isEqualTo("password");
    assertThat(value(values, purpose).reveal()).isEqualTo("someone@example.com");
    assertThat(core.calls(ALL)).isEqualTo(1);
    assertThat(core.calls(ONE)).isEqualTo(1);
  }

  @Test
  void whatIsWrongWithOneIsTold() {
    assertRefused(
        ErrorCode.NOT_FOUND, () -> values(Set.of(), LOGIN + "password", LOGIN + "nosuchfield"));
  }

  @Test
  void aVaultOutsideTheScopeIsRefusedBeforeASecretIsAskedFor() {
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> values(Set.of("Shared"), LOGIN + "password", "op://Shared/Wi-Fi/notesPlain"));
    assertThat(core.calls()).containsExactly("initClient", "VaultsList");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Private things", InMemoryBackend.PERSONAL})
  void withinTheScopeTheVaultIsAskedForById(String allowed) {
    var values = values(Set.of(allowed), LOGIN + "password", LOGIN + "username");
    assertThat(value(values, LOGIN + "password").reveal()).isEqualTo("canary-password");
    assertThat(core.calls(ALL)).isEqualTo(1);
    assertThat(core.calls(ONE)).isZero();
  }

  @Test
  void aSecretOfAnotherVaultThanWasAskedForIsNotTaken() {
    SecretReference asked = references("op://" + InMemoryBackend.SHARED + "/a/b").getFirst();
    var wrong =
        new ScopedBackend(
            InMemoryBackend.withSamples()
                .resolving(
                    asked,
                    new ResolvedSecret(InMemoryBackend.PERSONAL, Secret.of("canary-password"))),
            Set.of("Shared"));
    assertThat(wrong.resolve(List.of(asked))).isEmpty();
  }

  @Test
  void aLimitThatIsReachedIsToldAndNothingMoreIsSent() {
    core.failing(ALL, "RateLimitExceeded", "rate limit exceeded");
    assertRefused(ErrorCode.RATE_LIMITED, () -> values(Set.of(), LOGIN + "password"));
    assertThat(core.calls(ONE)).isZero();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OperationException.class, told -> assertThat(told.code()).isEqualTo(code));
  }
}
