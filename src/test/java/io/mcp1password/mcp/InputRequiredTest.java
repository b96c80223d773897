package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.code;
import static io.mcp1password.mcp.Fixture.json;
import static io.mcp1password.mcp.StatelessFixture.call;
import static io.mcp1password.mcp.StatelessFixture.meta;
import static io.mcp1password.mcp.StatelessFixture.params;
import static io.mcp1password.mcp.StatelessFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls without a session that ask their client something. */
class InputRequiredTest {

  private static final String TOOL = "test_input_required_result_elicitation";
  private static final JsonObject ANSWER =
      json("{\"user_name\":{\"action\":\"accept\",\"content\":{\"name\":\"Bo\"}}}");

  private final StatelessFixture fixture = new StatelessFixture(ConformanceServer.features());

  @Test
  void theFirstRoundAsksAndTheSecondIsComplete() {
    JsonObject asked = fixture.result(request("tools/call", call(TOOL)));
    McpSchema.of(Revision.STATELESS).require("InputRequiredResult", asked);
    assertThat(asked.getString("resultType")).isEqualTo("input_required");
    assertThat(asked.containsKey("ttlMs")).isFalse();
    JsonObject question = asked.getJsonObject("inputRequests").getJsonObject("user_name");
    McpSchema.of(Revision.STATELESS).require("InputRequest", question);
    assertThat(question.getString("method")).isEqualTo("elicitation/create");

    JsonObject done =
        fixture.result(
            request(
                "tools/call",
                call(TOOL)
                    .add("inputResponses", ANSWER)
                    .add("requestState", asked.getString("requestState"))));
    assertThat(done.getString("resultType")).isEqualTo("complete");
  }

  @Test
  void earlierAnswersAreCarriedByTheState() {
    String tool = "test_input_required_result_multi_round";
    JsonObject first = fixture.result(request("tools/call", call(tool)));
    JsonObject second = round(tool, first, "step1");
    assertThat(second.getJsonObject("inputRequests").keySet()).containsExactly("step2");
    assertThat(second.getString("requestState")).isNotEqualTo(first.getString("requestState"));
    JsonObject third = round(tool, second, "step2");
    assertThat(third.getString("resultType")).isEqualTo("complete");
    assertThat(third.getJsonArray("content").getJsonObject(0).getString("text"))
        .isEqualTo("state-ok: accept, accept");
  }

  private JsonObject round(String tool, JsonObject before, String key) {
    return fixture.result(
        request(
            "tools/call",
            call(tool)
                .add("inputResponses", json("{\"" + key + "\":{\"action\":\"accept\"}}"))
                .add("requestState", before.getString("requestState"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"wrong_key\":{\"action\":\"accept\"}}",
        "{\"user_name\":12345}",
        "{\"user_name\":null}",
        "{\"user_name\":{}}",
        "{\"user_name\":{\"action\":\"perhaps\"}}",
        "{}"
      })
  void whatIsNoAnswerIsAskedForAgain(String responses) {
    JsonObject result =
        fixture.result(request("tools/call", call(TOOL).add("inputResponses", json(responses))));
    assertThat(result.getString("resultType")).isEqualTo("input_required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "\"x\""})
  void answersAndStateMustHaveTheirForm(String value) {
    JsonObject wrong = json("{\"v\":" + value + "}");
    JsonObject responses = request("tools/call", call(TOOL).add("inputResponses", wrong.get("v")));
    JsonObject state = request("tools/call", call(TOOL).add("requestState", wrong.get("v")));
    assertThat(code(fixture.ask(responses))).isEqualTo(-32602);
    assertThat(code(fixture.ask(state))).isEqualTo(-32602);
  }

  @Test
  void aStateIsOfOneCallOnlyAndExpires() {
    JsonObject asked = fixture.result(request("tools/call", call(TOOL)));
    String state = asked.getString("requestState");
    for (String altered : new String[] {state + "-TAMPERED", state + "=", "x" + state, "", "."}) {
      assertThat(code(fixture.ask(request("tools/call", answered(TOOL, altered)))))
          .isEqualTo(-32602);
    }
    String other = "test_input_required_result_request_state";
    assertThat(code(fixture.ask(request("tools/call", answered(other, state))))).isEqualTo(-32602);
    fixture.advance(RequestState.LIFE.plus(Duration.ofMillis(1)));
    assertThat(code(fixture.ask(request("tools/call", answered(TOOL, state))))).isEqualTo(-32602);
  }

  private static jakarta.json.JsonObjectBuilder answered(String tool, String state) {
    return call(tool).add("inputResponses", ANSWER).add("requestState", state);
  }

  @Test
  void aClientIsAskedOnlyWhatItTakes() {
    JsonObject nothing = request("tools/call", call("test_missing_capability"), meta());
    JsonObject error = fixture.ask(nothing).getJsonObject("error");
    assertThat(error.getInt("code")).isEqualTo(-32021);
    assertThat(error.getJsonObject("data"))
        .isEqualTo(json("{\"requiredCapabilities\":{\"sampling\":{}}}"));
    JsonObject urlsOnly =
        request(
            "tools/call",
            call(TOOL),
            meta()
                .add(
                    "io.modelcontextprotocol/clientCapabilities",
                    json("{\"elicitation\":{\"url\":{}}}")));
    assertThat(code(fixture.ask(urlsOnly))).isEqualTo(-32021);
  }

  @Test
  void aPromptAsksToo() {
    var get = params().add("name", "test_input_required_result_prompt");
    JsonObject asked = fixture.result(request("prompts/get", get));
    assertThat(asked.getJsonObject("inputRequests").keySet()).containsExactly("user_context");
  }

  @Test
  void listsTakeNoAnswersAndAskNothing() {
    JsonObject result =
        fixture.result(
            request("tools/list", params().add("inputResponses", 7).add("requestState", "x")));
    assertThat(result.getString("resultType")).isEqualTo("complete");
  }
}
