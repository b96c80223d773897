package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.ask;
import static io.mcp1password.mcp.Fixture.call;
import static io.mcp1password.mcp.Fixture.code;
import static io.mcp1password.mcp.Fixture.initialize;
import static io.mcp1password.mcp.Fixture.json;
import static io.mcp1password.mcp.Fixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mcp1password.model.Principal;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionProtocolTest {

  private final Fixture fixture = new Fixture();
  private final SessionProtocol protocol = fixture.protocol(Pages.SIZE, Fixture.PATIENT);

  @ParameterizedTest
  @CsvSource({
    "2025-11-25,2025-11-25",
    "2025-06-18,2025-06-18",
    "2025-03-26,2025-03-26",
    "2024-11-05,2025-11-25",
    "2099-01-01,2025-11-25",
    "nonsense,2025-11-25"
  })
  void initializeAgreesOnARevision(String wanted, String agreed) {
    var session = new Session();
    JsonObject result = ask(protocol, session, initialize(wanted)).getJsonObject("result");
    Revision revision = session.agreement().revision();
    assertThat(revision.date()).isEqualTo(agreed);
    McpSchema.of(revision).require("InitializeResult", result);
    assertThat(result.getString("protocolVersion")).isEqualTo(agreed);
    assertThat(result.getJsonObject("capabilities"))
        .isEqualTo(json("{\"tools\":{\"listChanged\":false}}"));
    assertThat(result.getJsonObject("serverInfo"))
        .isEqualTo(
            agreed.equals("2025-03-26")
                ? json("{\"name\":\"mcp-1password\",\"version\":\"1.2.3\"}")
                : json(
                    "{\"name\":\"mcp-1password\",\"title\":\"1Password\",\"version\":\"1.2.3\"}"));
    assertThat(result.getString("instructions")).contains("item_search");
  }

  @Test
  void initializeWorksOnceAndNeedsAVersion() {
    var session = new Session();
    assertThat(code(ask(protocol, session, request("initialize", "{}")))).isEqualTo(-32602);
    assertThat(code(ask(protocol, session, request("initialize", "{\"protocolVersion\":1}"))))
        .isEqualTo(-32602);
    assertThat(session.isOpen()).isFalse();
    ask(protocol, session, initialize("2025-11-25"));
    assertThat(code(ask(protocol, session, initialize("2025-06-18")))).isEqualTo(-32600);
    assertThat(session.agreement().revision()).isEqualTo(Revision.V2025_11_25);
  }

  @ParameterizedTest
  @CsvSource({
    "'tester','tester'",
    "'  a\\u001b[31m\\nb\\u202e  ','a[31mb'",
    "'',",
    "'\\u0000\\n',"
  })
  void aClientsNameIsMadeFitForTheLog(String name, String kept) {
    var session = new Session();
    ask(protocol, session, initialize("2025-11-25").replace("tester", name));
    assertThat(session.agreement().client()).isEqualTo(kept);
  }

  @Test
  void aClientsNameIsCut() {
    var session = new Session();
    ask(protocol, session, initialize("2025-11-25").replace("tester", "\ud83d\ude00".repeat(300)));
    assertThat(session.agreement().client()).isEqualTo("\ud83d\ude00".repeat(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools/list", "tools/call"})
  void nothingGoesBeforeInitialize(String method) {
    assertThat(code(ask(protocol, new Session(), request(method, "{\"name\":\"thing_list\"}"))))
        .isEqualTo(-32600);
    assertThat(fixture.audit.records()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2026_07_28")
  void pingIsAnsweredWithAnEmptyObject(Revision revision) {
    JsonObject answer =
        ask(protocol, Fixture.open(protocol, revision), request("ping", "{\"_meta\":{}}"));
    assertThat(answer).isEqualTo(json("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "-7", "12345678901234567890", "\"\"", "\"a\\u0000\u00e9\""})
  void anIdIsEchoedAsItIs(String id) {
    var session = Fixture.open(protocol, Revision.LAST_WITH_SESSIONS);
    String ping = request("ping", "{}").replace("\"id\":1", "\"id\":" + id);
    JsonObject answer = ask(protocol, session, ping);
    assertThat(answer.get("id")).isEqualTo(json(ping).get("id"));
    assertThat(answer.containsKey("result")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "1.5", "1.0", "1e3", "1e999999999", "true", "{}", "[]", "\"\\ud800\""})
  void anIdThatIsNoneIsRefused(String id) {
    var session = Fixture.open(protocol, Revision.LAST_WITH_SESSIONS);
    JsonObject answer =
        ask(protocol, session, request("ping", "{}").replace("\"id\":1", "\"id\":" + id));
    assertThat(code(answer)).isEqualTo(-32600);
    assertThat(answer.get("id")).isEqualTo(JsonValue.NULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "1",
        "\"ping\"",
        "null",
        "{\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":null}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{}}",
        "{\"jsonrpc\":\"2.0\",\"result\":{}}"
      })
  void whatIsNoMessageIsRefused(String message) {
    assertThat(code(ask(protocol, Fixture.open(protocol, Revision.LAST_WITH_SESSIONS), message)))
        .isEqualTo(-32600);
  }

  @Test
  void paramsMustBeAnObject() {
    var session = Fixture.open(protocol, Revision.LAST_WITH_SESSIONS);
    for (String params : List.of("[]", "null", "1", "\"x\"")) {
      assertThat(code(ask(protocol, session, request("ping", params)))).isEqualTo(-32602);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ping", "resources/list", "prompts/list", "logging/setLevel"})
  void anUnknownMethodIsRefused(String method) {
    var session = Fixture.open(protocol, Revision.LAST_WITH_SESSIONS);
    assertThat(code(ask(protocol, session, request(method, "{}")))).isEqualTo(-32601);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":9}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"thing_list\"}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"unheard/of\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":4,\"error\":{\"code\":1,\"message\":\"no\"}}"
      })
  void notificationsAndRepliesGetNoAnswerAndCallNothing(String message) {
    var session = Fixture.open(protocol, Revision.LAST_WITH_SESSIONS);
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    protocol.receive(json(message), session, Principal.OWNER, sent::add);
    assertThat(sent).isEmpty();
    assertThat(fixture.audit.records()).isEmpty();
  }

  @Test
  void aBatchIsAnsweredByTheRevisionThatHasThem() {
    var session = Fixture.open(protocol, Revision.V2025_03_26);
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    String second = call("thing_list", "{}").replace("\"id\":1", "\"id\":\"two\"");
    protocol.receiveAll(
        array(
            request("ping", "{}"),
            second,
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
            "7",
            initialize("2025-03-26").replace("\"id\":1", "\"id\":3")),
        session,
        Principal.OWNER,
        sent::add);
    var ids = new ArrayList<String>();
    for (Outgoing message : sent) {
      McpSchema.of(Revision.V2025_03_26).requireMessage(message.json());
      ids.add(message.json().get("id") + (message instanceof Outgoing.Result ? " ok" : " no"));
    }
    assertThat(ids).containsExactlyInAnyOrder("1 ok", "\"two\" ok", "null no", "3 no");
  }

  @Test
  void aBatchIsRefusedWhereItIsNotOne() {
    var old = Fixture.open(protocol, Revision.V2025_03_26);
    var recent = Fixture.open(protocol, Revision.V2025_06_18);
    String[] many = new String[Session.MAX_CALLS + 1];
    java.util.Arrays.fill(many, request("ping", "{}"));
    assertBatchRefused(array(), old);
    assertBatchRefused(array(many), old);
    assertBatchRefused(array(request("ping", "{}")), recent);
  }

  private void assertBatchRefused(JsonArray batch, Session session) {
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> protocol.receiveAll(batch, session, Principal.OWNER, sent::add))
        .satisfies(e -> assertThat(e.error()).isEqualTo(ProtocolError.INVALID_REQUEST));
    assertThat(sent).isEmpty();
  }

  private static JsonArray array(String... messages) {
    return JsonText.parse(("[" + String.join(",", messages) + "]").getBytes(UTF_8)).asJsonArray();
  }
}
