package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.ServiceFixture;
import io.mcp1password.audit.AuditRecord;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final String REVEAL = "," + ServiceFixture.REVEAL + "}";

  private final ServiceFixture service =
      ServiceFixture.of(InMemoryBackend.withSamples(), "--enable-secret-reveal");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "op://Private things/Example/password | canary-password",
        "op://Private+things/Example/PASSWORD | canary-password",
        "op://Private%20things/Example/concealed | canary-password",
        "op://aaaaaaaaaaaaaaaaaaaaaaaaa1/bbbbbbbbbbbbbbbbbbbbbbbbb1/username |"
            + " someone@example.com",
        "op://Private things/Example/More/one-time password?attribute=otp | 123456",
        "op://Private things/Example/section_more/otp?attr=otp | 123456",
        "op://Private things/Example/More/TOTP_1?attribute=title | one-time password",
        "op://Private things/Example/password?attribute=type | Concealed",
        "op://Private things/Example/password?attribute=purpose | PASSWORD",
        "op://Private things/Example/password?attribute=id | password",
        "op://Private things/Example/notesPlain | canary-login-notes",
      })
  void aReferenceIsFollowed(String reference, String value) {
    OperationResult result =
        service.call("secret_reveal", "{'reference':'" + reference + "'" + REVEAL);
    assertThat(result.secret()).isEqualTo(Secret.of(value));
    assertThat(result.content().getInt("valueLength")).isEqualTo(value.length());
    assertThat(result.content().getString("revealMode")).isEqualTo("reference");
  }

  @Test
  void aFieldIsRevealedByIds() {
    OperationResult result =
        service.call(
            "secret_reveal",
            "{'vaultId':'Private things','itemId':'Example','fieldId':'password'" + REVEAL);
    assertThat(result.secret()).isEqualTo(Secret.of("canary-password"));
    assertThat(result.content().getString("revealMode")).isEqualTo("field");
    AuditRecord kept = service.audit().records().getLast();
    assertThat(kept.metadata().getString("itemId")).isEqualTo(InMemoryBackend.LOGIN);
    assertThat(kept.toString()).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'reference':'op://v/i/f','vaultId':'v','itemId':'i','fieldId':'f'",
        "'reference':'op://v/i/f','fieldId':'f'",
        "'vaultId':'v','itemId':'i'",
        "'vaultId':'v','fieldId':'f'",
        "'reference':'hunter2'",
        "'reference':'op://hunter2/%zz/f'",
      })
  void anythingButOneWholeLocationIsRefused(String location) {
    String arguments = "{" + location + (location.isEmpty() ? "" : ",") + ServiceFixture.REVEAL;
    assertThatThrownBy(() -> service.call("secret_reveal", arguments + "}"))
        .isInstanceOfSatisfying(
            OperationException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENTS);
              assertThat(refusal).message().doesNotContain("hunter2");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "op://Private things/Example/password | true | true",
        "op://Private things/Example/nothing | true | false",
        "op://Private things/Example/one-time password | true | false",
        "op://Private things/Example/password?attribute=otp | true | false",
        "op://Nowhere/Example/password | true | false",
        "op://Nowhere | false | false",
      })
  void aReferenceIsCheckedWithoutItsValue(String reference, boolean valid, boolean resolves) {
    JsonObject result =
        service.call("secret_reference_check", "{'secretReference':'" + reference + "'}").content();
    assertThat(result.getBoolean("valid")).isEqualTo(valid);
    assertThat(result.getBoolean("resolves")).isEqualTo(resolves);
    assertThat(result.containsKey("problem")).isEqualTo(!resolves);
    assertThat(result.containsKey("itemId")).isEqualTo(resolves);
    assertThat(result.toString()).doesNotContain("canary");
  }
}
