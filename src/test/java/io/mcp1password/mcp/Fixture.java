package io.mcp1password.mcp;

import io.mcp1password.audit.InMemoryAuditLog;
import io.mcp1password.config.GateSettings;
import io.mcp1password.config.HttpSettings;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Principal;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationInvoker;
import io.mcp1password.operation.TimedInvoker;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The protocol over the fixture operations, every gate closed, and its audit log. */
final class Fixture {

  static final Duration PATIENT = Duration.ofSeconds(30);

  final FixtureOperations operations = new FixtureOperations();
  final InMemoryAuditLog audit = new InMemoryAuditLog();
  final OperationCatalog catalog =
      OperationCatalog.of(List.of(operations), GateSettings.CLOSED, Set.of(Capability.ITEMS));
  final OperationInvoker invoker = new OperationInvoker(catalog, audit);

  SessionProtocol protocol(int page, Duration limit) {
    Features features = features(limit);
    return new SessionProtocol(
        new Handshake(new Offer(new ServerInfo("1.2.3"), features)),
        new FeatureRequests(features, new Pages(page)),
        Caller.Surface.MCP_HTTP);
  }

  Features features(Duration limit) {
    return Features.of(
        new OperationTools(
            catalog,
            new ToolCalls(
                new OperationCalls(new TimedInvoker(invoker, limit)), new Consent(catalog))));
  }

  static HttpSettings settings(int maxSessions) {
    return new HttpSettings(
        "127.0.0.1",
        0,
        "/mcp",
        false,
        null,
        List.of(),
        List.of(),
        maxSessions,
        Duration.ofMinutes(15),
        PATIENT,
        null,
        null,
        null);
  }

  static JsonObject json(String text) {
    return JsonText.parse(text.getBytes(StandardCharsets.UTF_8)).asJsonObject();
  }

  /** The one answer to a message, checked against the revision's schema. */
  static JsonObject ask(SessionProtocol protocol, Session session, String message) {
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    JsonValue json = JsonText.parse(message.getBytes(StandardCharsets.UTF_8));
    protocol.receive(json, session, Principal.OWNER, sent::add);
    if (sent.size() != 1) {
      throw new AssertionError("answers: " + sent);
    }
    JsonObject answer = sent.getFirst().json();
    McpSchema.of(session.isOpen() ? session.agreement().revision() : Revision.LAST_WITH_SESSIONS)
        .requireMessage(answer);
    return answer;
  }

  static Session open(SessionProtocol protocol, Revision revision) {
    var session = new Session();
    ask(protocol, session, initialize(revision.date()));
    return session;
  }

  static String initialize(String revision) {
    return request(
        "initialize",
        "{\"protocolVersion\":\""
            + revision
            + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"tester\",\"version\":\"1\"}}");
  }

  static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
  }

  static String call(String tool, String arguments) {
    return request("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
  }

  static int code(JsonObject answer) {
    return answer.getJsonObject("error").getInt("code");
  }

  static String text(JsonObject answer) {
    JsonArray content = answer.getJsonObject("result").getJsonArray("content");
    return content.getJsonObject(0).getString("text");
  }
}
