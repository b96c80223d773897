package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.code;
import static io.mcp1password.mcp.Fixture.json;
import static io.mcp1password.mcp.StatelessFixture.call;
import static io.mcp1password.mcp.StatelessFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.ServiceFixture;
import io.mcp1password.audit.AuditOutcome;
import io.mcp1password.audit.AuditRecord;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.TimedInvoker;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consent asked for in a call without a session. */
class ConsentInRoundsTest {

  private static final String PASSWORD = "op://Private things/Example/password";
  private static final JsonObject YES =
      json(
          "{\"consent\":{\"action\":\"accept\","
              + "\"content\":{\"agree\":true,\"reason\":\"to log in\"}}}");

  private final ServiceFixture service =
      ServiceFixture.of(InMemoryBackend.withSamples(), "--enable-secret-reveal");
  private final StatelessFixture fixture =
      new StatelessFixture(
          ProductFeatures.of(
              service.catalog(),
              new TimedInvoker(service.invoker(), Fixture.PATIENT),
              service.updates()));

  @Test
  void aYesThatWasAskedForRevealsOnce() {
    String state = asked(reveal(PASSWORD, YES, null)).getString("requestState");
    assertThat(service.audit().records())
        .extracting(AuditRecord::outcome)
        .containsExactly(AuditOutcome.REFUSED);
    JsonObject done = fixture.result(reveal(PASSWORD, YES, state));
    assertThat(done.toString()).contains("canary-password");
    JsonObject again = fixture.ask(reveal(PASSWORD, YES, state));
    assertThat(code(again)).isEqualTo(-32602);
    assertThat(again.toString()).contains("used already").doesNotContain("canary");
    assertThat(service.audit().records())
        .extracting(AuditRecord::outcome)
        .containsExactly(AuditOutcome.REFUSED, AuditOutcome.SUCCESS, AuditOutcome.REFUSED);
  }

  @Test
  void aYesThatNobodyAskedForIsNoYes() {
    asked(reveal(PASSWORD, YES, null));
  }

  @Test
  void aStateIsForTheCallThatWasShown() {
    String state = asked(reveal(PASSWORD, null, null)).getString("requestState");
    String other = "op://Private things/Example/username";
    assertThat(code(fixture.ask(reveal(other, YES, state)))).isEqualTo(-32602);
  }

  @ParameterizedTest
  @ValueSource(strings = {"decline", "cancel"})
  void aNoUsesTheStateUpToo(String decision) {
    String state = asked(reveal(PASSWORD, null, null)).getString("requestState");
    JsonObject no = json("{\"consent\":{\"action\":\"" + decision + "\"}}");
    assertThat(fixture.result(reveal(PASSWORD, no, state)).toString())
        .contains("acknowledgement_required");
    assertThat(code(fixture.ask(reveal(PASSWORD, YES, state)))).isEqualTo(-32602);
  }

  @Test
  void whatIsNoAnswerIsAskedForAgain() {
    String first = asked(reveal(PASSWORD, null, null)).getString("requestState");
    JsonObject nonsense = json("{\"consent\":{\"action\":\"perhaps\"}}");
    String second = asked(reveal(PASSWORD, nonsense, first)).getString("requestState");
    assertThat(fixture.result(reveal(PASSWORD, YES, second)).toString())
        .contains("canary-password");
  }

  private JsonObject asked(JsonObject message) {
    JsonObject result = fixture.result(message);
    assertThat(result.getString("resultType")).isEqualTo("input_required");
    assertThat(result.getJsonObject("inputRequests").keySet()).containsExactly("consent");
    assertThat(result.toString()).doesNotContain("canary");
    return result;
  }

  private static JsonObject reveal(
      String reference, @Nullable JsonObject answers, @Nullable String state) {
    var params = call("secret_reveal");
    params.add("arguments", ServiceFixture.json("{'reference':'" + reference + "'}"));
    if (answers != null) {
      params.add("inputResponses", answers);
    }
    if (state != null) {
      params.add("requestState", state);
    }
    return request("tools/call", params);
  }
}
