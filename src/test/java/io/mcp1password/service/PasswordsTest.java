package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.ServiceFixture;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationResult;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {

  private static final String EXAMPLE = "{'vaultId':'Private things','itemId':'Example'";

  private final ServiceFixture closed = ServiceFixture.of(InMemoryBackend.withSamples());
  private final ServiceFixture open =
      ServiceFixture.of(InMemoryBackend.withSamples(), "--enable-secret-reveal");

  @Test
  void aPasswordIsFoundWithoutItsValue() {
    OperationResult result = closed.call("password_read", EXAMPLE + "}");
    assertThat(result.secret()).isNull();
    assertThat(result.content().getString("mode")).isEqualTo("item-field");
    assertThat(result.content().getString("field")).isEqualTo("password");
    assertThat(result.content().getString("fieldType")).isEqualTo("Concealed");
    assertThat(result.content().getString("valueState")).isEqualTo("redacted");
    assertThat(result.content()).containsKey("secretConsumptionGuidance");
    assertThat(result.content().toString()).doesNotContain("canary");
  }

  @Test
  void aReferenceIsFollowedWithoutItsValue() {
    OperationResult result =
        closed.call("password_read", "{'secretReference':'op://Private things/Example/username'}");
    assertThat(result.content().getString("mode")).isEqualTo("reference");
    assertThat(result.content().getString("itemId")).isEqualTo(InMemoryBackend.LOGIN);
    assertThat(result.content().getString("field")).isEqualTo("username");
  }

  @Test
  void theValueIsShownOnlyThroughGateAndConsent() {
    assertRefused(
        closed, EXAMPLE + ",'reveal':true," + ServiceFixture.REVEAL + "}", ErrorCode.GATE_CLOSED);
    assertRefused(open, EXAMPLE + ",'reveal':true}", ErrorCode.ACKNOWLEDGEMENT_REQUIRED);
    OperationResult shown =
        open.call("password_read", EXAMPLE + ",'reveal':true," + ServiceFixture.REVEAL + "}");
    assertThat(shown.secret()).isEqualTo(Secret.of("canary-password"));
    assertThat(shown.content().getBoolean("revealed")).isTrue();
    assertThat(shown.content()).doesNotContainKey("valueState");
  }

  @Test
  void anItemWithoutPasswordIsNotFound() {
    assertRefused(closed, "{'vaultId':'Shared','itemId':'Wi-Fi café'}", ErrorCode.NOT_FOUND);
  }

  private static void assertRefused(ServiceFixture service, String arguments, ErrorCode code) {
    assertThatThrownBy(() -> service.call("password_read", arguments))
        .isInstanceOfSatisfying(
            OperationException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password_generate | '' | [!-~]{24} | random-password",
        "password_generate | 'length':8,'includeSymbols':false | [A-Za-z0-9]{8} | random-password",
        "password_generate | 'length':256,'includeLowercase':false,'includeUppercase':false,"
            + "'includeDigits':false,'symbols':'+-' | [+-]{256} | random-password",
        "password_generate_memorable | 'includeNumber':false | [a-z]+(-[a-z]+){5} |"
            + " memorable-password",
        "password_generate_memorable | 'words':3,'separator':' ','capitalize':true |"
            + " ([A-Z][a-z]+ ){3}[0-9][0-9] | memorable-password",
      })
  void passwordsAreGenerated(String operation, String options, String form, String kind) {
    String arguments =
        "{" + options + (options.isEmpty() ? "" : ",") + ServiceFixture.GENERATE + "}";
    OperationResult result = closed.call(operation, arguments);
    Secret password = Objects.requireNonNull(result.secret());
    assertThat(password.reveal()).matches(form);
    assertThat(result.content())
        .isEqualTo(
            ServiceFixture.json(
                "{'generated':true,'kind':'"
                    + kind
                    + "','valueLength':"
                    + password.length()
                    + "}"));
    assertThat(closed.audit().records().toString()).doesNotContain(password.reveal());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password_generate | 'length':7 | length must be from 8 to 256",
        "password_generate | 'includeLowercase':false,'includeUppercase':false,"
            + "'includeDigits':false,'includeSymbols':false | must be true",
        "password_generate | 'symbols':'a b' | symbols must hold printable",
        "password_generate_memorable | 'words':13 | words must be from 3 to 12",
        "password_generate_memorable | 'separator':'123456789' | separator must have",
      })
  void impossibleRecipesAreRefusedByArgument(String operation, String options, String told) {
    assertThatThrownBy(
            () -> closed.call(operation, "{" + options + "," + ServiceFixture.GENERATE + "}"))
        .isInstanceOf(OperationException.class)
        .hasMessageContaining(told);
  }
}
