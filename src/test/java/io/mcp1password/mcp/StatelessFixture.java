package io.mcp1password.mcp;

import io.mcp1password.model.Principal;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The stateless protocol over the conformance features, or others, with a clock that stands. */
final class StatelessFixture {

  static final Revision REVISION = Revision.STATELESS;

  private final Features features;
  private final StatelessProtocol protocol;
  private Instant now = Instant.EPOCH;

  StatelessFixture(Features features) {
    this.features = features;
    InstantSource clock = () -> now;
    this.protocol =
        new StatelessProtocol(
            new Offer(new ServerInfo("1.2.3"), features),
            new FeatureRequests(features, new Pages(Pages.SIZE)),
            Caller.Surface.MCP_HTTP,
            new RequestState(clock));
  }

  Features features() {
    return features;
  }

  void advance(java.time.Duration time) {
    now = now.plus(time);
  }

  /** All that a message brings about, each checked against the revision's schema. */
  List<JsonObject> send(JsonObject message, HeaderCheck headers) {
    List<Outgoing> sent = new CopyOnWriteArrayList<>();
    receive(message, headers, new RunningRequests(), sent::add);
    List<JsonObject> all = sent.stream().map(Outgoing::json).toList();
    all.forEach(McpSchema.of(REVISION)::requireMessage);
    return all;
  }

  void receive(JsonValue message, HeaderCheck headers, RunningRequests running, MessageSink sink) {
    protocol.receive(
        message, new StatelessProtocol.Exchange(headers, running, Principal.OWNER, sink));
  }

  /** The one answer to a message. */
  JsonObject ask(JsonObject message) {
    List<JsonObject> sent = send(message, HeaderCheck.NONE);
    if (sent.size() != 1) {
      throw new AssertionError("answers: " + sent);
    }
    return sent.getFirst();
  }

  JsonObject result(JsonObject message) {
    return ask(message).getJsonObject("result");
  }

  /** A request of a client that takes every kind of question. */
  static JsonObject request(String method, JsonObjectBuilder params) {
    return request(
        method,
        params,
        meta()
            .add(
                "io.modelcontextprotocol/clientCapabilities",
                Fixture.json("{\"elicitation\":{},\"sampling\":{},\"roots\":{}}")));
  }

  static JsonObject request(String method, JsonObjectBuilder params, JsonObjectBuilder meta) {
    return JsonText.JSON
        .createObjectBuilder()
        .add("jsonrpc", "2.0")
        .add("id", 1)
        .add("method", method)
        .add("params", params.add("_meta", meta))
        .build();
  }

  /** What a client must say about itself, and its name. */
  static JsonObjectBuilder meta() {
    return JsonText.JSON
        .createObjectBuilder()
        .add("io.modelcontextprotocol/protocolVersion", REVISION.date())
        .add("io.modelcontextprotocol/clientCapabilities", JsonValue.EMPTY_JSON_OBJECT)
        .add(
            "io.modelcontextprotocol/clientInfo",
            Fixture.json("{\"name\":\"tester\",\"version\":\"1\"}"));
  }

  static JsonObjectBuilder params() {
    return JsonText.JSON.createObjectBuilder();
  }

  static JsonObjectBuilder call(String tool) {
    return params().add("name", tool);
  }
}
