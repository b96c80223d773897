package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.ask;
import static io.mcp1password.mcp.Fixture.call;
import static io.mcp1password.mcp.Fixture.code;
import static io.mcp1password.mcp.Fixture.initialize;
import static io.mcp1password.mcp.Fixture.json;
import static io.mcp1password.mcp.Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Principal;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources, prompts, completion, logging and questions within sessions. */
class SessionFeaturesTest {

  private static final Revision REVISION = Revision.LAST_WITH_SESSIONS;

  private final Features features = ConformanceServer.features();
  private final SessionProtocol protocol =
      new SessionProtocol(
          new Handshake(new Offer(new ServerInfo("1"), features)),
          new FeatureRequests(features, new Pages(2)),
          Caller.Surface.MCP_HTTP);
  private final Session session = Fixture.open(protocol, REVISION);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2026_07_28")
  void resultsAreByTheRevisionsSchemas(Revision revision) {
    Session own = Fixture.open(protocol, revision);
    McpSchema schema = McpSchema.of(revision);
    schema.require("ListResourcesResult", result(own, "resources/list", "{}"));
    schema.require("ListResourceTemplatesResult", result(own, "resources/templates/list", "{}"));
    schema.require(
        "ReadResourceResult", result(own, "resources/read", "{\"uri\":\"test://static-text\"}"));
    schema.require("ListPromptsResult", result(own, "prompts/list", "{}"));
    schema.require(
        "GetPromptResult", result(own, "prompts/get", "{\"name\":\"test_simple_prompt\"}"));
    schema.require(
        "CompleteResult",
        result(
            own,
            "completion/complete",
            "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"p\"},"
                + "\"argument\":{\"name\":\"arg1\",\"value\":\"te\"}}"));
  }

  private JsonObject result(Session own, String method, String params) {
    return ask(protocol, own, request(method, params)).getJsonObject("result");
  }

  @Test
  void everyListComesInPages() {
    JsonObject first = result(session, "resources/list", "{}");
    assertThat(first.getJsonArray("resources")).hasSize(2);
    JsonObject second =
        result(session, "resources/list", "{\"cursor\":\"" + first.getString("nextCursor") + "\"}");
    assertThat(second.getJsonArray("resources")).hasSize(1);
    assertThat(second.containsKey("nextCursor")).isFalse();
    String foreign = "{\"cursor\":\"" + first.getString("nextCursor") + "\"}";
    assertThat(code(ask(protocol, session, request("prompts/list", foreign)))).isEqualTo(-32602);
  }

  @Test
  void anUnknownResourceHasTheCodeOfSessions() {
    JsonObject answer =
        ask(protocol, session, request("resources/read", "{\"uri\":\"test://nope\"}"));
    assertThat(code(answer)).isEqualTo(-32002);
    assertThat(answer.getJsonObject("error").getJsonObject("data"))
        .isEqualTo(json("{\"uri\":\"test://nope\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "resources/read,{}",
    "resources/read,{\"uri\":7}",
    "resources/subscribe,{}",
    "prompts/get,{\"name\":\"nope\"}",
    "prompts/get,{\"name\":\"test_prompt_with_arguments\"}",
    "'prompts/get','{\"name\":\"test_simple_prompt\",\"arguments\":{\"a\":1}}'",
    "'prompts/get','{\"name\":\"test_simple_prompt\",\"arguments\":[]}'",
    "completion/complete,{}",
    "completion/complete,{\"ref\":{\"type\":\"ref/other\"}}",
    "logging/setLevel,{}",
    "logging/setLevel,{\"level\":\"LOUD\"}"
  })
  void badParametersAreRefused(String method, String params) {
    assertThat(code(ask(protocol, session, request(method, params)))).isEqualTo(-32602);
  }

  @Test
  void atMostAHundredSuggestionsAreShown() {
    List<String> many = java.util.stream.IntStream.range(0, 250).mapToObj(i -> "v" + i).toList();
    var requests =
        new FeatureRequests(features.with((Completions) (typed, call) -> many), new Pages(2));
    JsonObject completion =
        requests
            .carryOut(
                Method.COMPLETION_COMPLETE,
                json(
                    "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"u\"},"
                        + "\"argument\":{\"name\":\"a\",\"value\":\"\"}}"),
                new SessionCall(
                    session,
                    Caller.of(Caller.Surface.MCP_HTTP, null),
                    JsonValue.EMPTY_JSON_OBJECT,
                    message -> {}))
            .getJsonObject("completion");
    assertThat(completion.getJsonArray("values")).hasSize(100);
    assertThat(completion.getInt("total")).isEqualTo(250);
    assertThat(completion.getBoolean("hasMore")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"debug,3", "info,3", "notice,0"})
  void logMessagesAreThoseOfTheLevelThatWasSet(String level, int messages) {
    assertThat(result(session, "logging/setLevel", "{\"level\":\"" + level + "\"}")).isEmpty();
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    protocol.receive(
        json(call("test_tool_with_logging", "{}")), session, Principal.OWNER, sent::add);
    assertThat(sent).hasSize(messages + 1);
    for (Outgoing message : sent) {
      McpSchema.of(REVISION).requireMessage(message.json());
    }
  }

  @Test
  void aClientThatTakesNoQuestionsIsAskedNone() {
    JsonObject answer = ask(protocol, session, call("test_sampling", "{}"));
    assertThat(answer.getJsonObject("error").getJsonObject("data"))
        .isEqualTo(json("{\"requiredCapabilities\":{\"sampling\":{}}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"error\":{\"code\":-1,\"message\":\"no\"}",
        "\"result\":{}",
        "\"result\":{\"action\":\"perhaps\"}"
      })
  void anAnswerThatIsNoneEndsTheCall(String answer) {
    Session asked = asking();
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    MessageSink client =
        message -> {
          sent.add(message);
          if (message instanceof Outgoing.Request question) {
            McpSchema.of(REVISION).requireMessage(question.json());
            reply(asked, question.id(), answer);
          }
        };
    protocol.receive(json(call("test_elicitation", "{}")), asked, Principal.OWNER, client);
    assertThat(sent).hasSize(2);
    assertThat(code(sent.getLast().json())).isEqualTo(-32600);
  }

  @Test
  void severalQuestionsAreAskedAtOnce() {
    Session asked = asking();
    List<Outgoing.Request> questions = new CopyOnWriteArrayList<>();
    List<Outgoing> answers = new CopyOnWriteArrayList<>();
    MessageSink client =
        message -> {
          switch (message) {
            case Outgoing.Request question -> {
              questions.add(question);
              if (questions.size() == 3) {
                questions.forEach(each -> reply(asked, each.id(), wellAnswered(each.method())));
              }
            }
            case Outgoing.Answer answer -> answers.add(answer);
            case Outgoing.Notification notification -> throw new AssertionError(notification);
          }
        };
    protocol.receive(
        json(call("test_input_required_result_multiple_inputs", "{}")),
        asked,
        Principal.OWNER,
        client);
    assertThat(answers).singleElement().isInstanceOf(Outgoing.Result.class);
  }

  private static String wellAnswered(String method) {
    return switch (method) {
      case "elicitation/create" -> "\"result\":{\"action\":\"accept\",\"content\":{}}";
      case "sampling/createMessage" ->
          "\"result\":{\"role\":\"assistant\",\"model\":\"m\",\"content\":{}}";
      default -> "\"result\":{\"roots\":[]}";
    };
  }

  private Session asking() {
    var asked = new Session();
    ask(
        protocol,
        asked,
        initialize(REVISION.date())
            .replace(
                "\"capabilities\":{}",
                "\"capabilities\":{\"elicitation\":{},\"sampling\":{},\"roots\":{}}"));
    return asked;
  }

  private void reply(Session asked, JsonValue id, String answer) {
    protocol.receive(
        json("{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + answer + "}"),
        asked,
        Principal.OWNER,
        message -> {
          throw new AssertionError(message);
        });
  }

  @Test
  void aCallInABatchCannotAsk() {
    Session old = new Session();
    ask(
        protocol,
        old,
        initialize("2025-03-26")
            .replace("\"capabilities\":{}", "\"capabilities\":{\"sampling\":{}}"));
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    protocol.receiveAll(
        JsonText.JSON.createArrayBuilder().add(json(call("test_sampling", "{}"))).build(),
        old,
        Principal.OWNER,
        sent::add);
    assertThat(code(sent.getFirst().json())).isEqualTo(-32600);
  }

  @Test
  void atMostAHundredResourcesAreWatched() {
    for (int i = 0; i < 100; i++) {
      assertThat(result(session, "resources/subscribe", "{\"uri\":\"test://" + i + "\"}"))
          .isEmpty();
    }
    String more = request("resources/subscribe", "{\"uri\":\"test://more\"}");
    assertThat(code(ask(protocol, session, more))).isEqualTo(-32603);
    result(session, "resources/subscribe", "{\"uri\":\"test://7\"}");
    result(session, "resources/unsubscribe", "{\"uri\":\"test://7\"}");
    assertThat(ask(protocol, session, more).containsKey("result")).isTrue();
  }
}
