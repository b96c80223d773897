package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.ask;
import static io.mcp1password.mcp.Fixture.call;
import static io.mcp1password.mcp.Fixture.code;
import static io.mcp1password.mcp.Fixture.json;
import static io.mcp1password.mcp.Fixture.request;
import static io.mcp1password.mcp.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.audit.AuditOutcome;
import io.mcp1password.audit.AuditRecord;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolsTest {

  private static final String ACKNOWLEDGED =
      "{\"reason\":\"a test\",\"acknowledgePlaintext\":"
          + "\"I_UNDERSTAND_THIS_RETURNS_GENERATED_SECRET_PLAINTEXT\"}";

  private final Fixture fixture = new Fixture();
  private final SessionProtocol protocol = fixture.protocol(Pages.SIZE, Fixture.PATIENT);
  private final Session session = Fixture.open(protocol, Revision.LAST_WITH_SESSIONS);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2026_07_28")
  void theListHoldsWhatIsServedByTheRevisionsSchema(Revision revision) {
    JsonObject result =
        ask(protocol, Fixture.open(protocol, revision), request("tools/list", "{}"))
            .getJsonObject("result");
    McpSchema.of(revision).require("ListToolsResult", result);
    assertThat(names(result))
        .containsExactly(
            "thing_await", "thing_fail", "thing_greet", "thing_list", "thing_make", "thing_reveal");
    assertThat(result.containsKey("nextCursor")).isFalse();
    JsonObject greet = result.getJsonArray("tools").getJsonObject(2);
    if (revision == Revision.V2025_03_26) {
      assertThat(greet.keySet())
          .containsExactlyInAnyOrder("name", "description", "inputSchema", "annotations");
    } else {
      assertThat(greet.getString("title")).isEqualTo("Greet");
      assertThat(greet.getJsonObject("outputSchema").getJsonObject("properties").keySet())
          .containsExactly("greeting");
    }
    assertThat(greet.getJsonObject("annotations"))
        .isEqualTo(
            json(
                "{\"title\":\"Greet\",\"readOnlyHint\":true,\"destructiveHint\":false,"
                    + "\"idempotentHint\":true,\"openWorldHint\":false}"));
  }

  @Test
  void aListedToolBehindAClosedGateSaysSo() {
    JsonObject result = ask(protocol, session, request("tools/list", "{}")).getJsonObject("result");
    assertThat(result.getJsonArray("tools").getJsonObject(5).getString("description"))
        .startsWith("Reveals a secret.")
        .contains("--enable-secret-reveal");
  }

  @Test
  void theListComesInPages() {
    SessionProtocol paged = fixture.protocol(4, Fixture.PATIENT);
    JsonObject first = ask(paged, session, request("tools/list", "{}")).getJsonObject("result");
    String cursor = first.getString("nextCursor");
    JsonObject second = page(paged, "\"" + cursor + "\"").getJsonObject("result");
    assertThat(names(first)).hasSize(4);
    assertThat(names(second)).containsExactly("thing_make", "thing_reveal");
    assertThat(second.containsKey("nextCursor")).isFalse();
    assertThat(page(paged, "\"\"").getJsonObject("result")).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "\"dGhpbmdfbGlzdA\"", "\"%\"", "7", "null", "{}"})
  void aCursorThatWasNotGivenIsRefused(String cursor) {
    assertThat(code(page(protocol, cursor))).isEqualTo(-32602);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2026_07_28")
  void aResultIsTextAndStructureAlike(Revision revision) {
    JsonObject answer =
        ask(
            protocol,
            Fixture.open(protocol, revision),
            call("thing_greet", "{\"name\":\"Bo\",\"count\":2}"));
    JsonObject result = answer.getJsonObject("result");
    McpSchema.of(revision).require("CallToolResult", result);
    JsonObject expected = json("{\"greeting\":\"hello Bo x2\"}");
    assertThat(json(text(answer))).isEqualTo(expected);
    assertThat(result.getBoolean("isError")).isFalse();
    assertThat(result.getOrDefault("structuredContent", JsonValue.NULL))
        .isEqualTo(revision == Revision.V2025_03_26 ? JsonValue.NULL : expected);
    McpSchema.requireBySchema(
        fixture.catalog.find("thing_greet").orElseThrow().outputSchema(), expected);
  }

  @Test
  void argumentsMayBeAbsentButNothingElseThanAnObject() {
    JsonObject absent = ask(protocol, session, request("tools/call", "{\"name\":\"thing_list\"}"));
    assertThat(json(text(absent))).isEqualTo(json("{\"greeting\":\"none\"}"));
    for (String arguments : List.of("null", "[]", "\"x\"", "1")) {
      assertThat(code(ask(protocol, session, call("thing_list", arguments)))).isEqualTo(-32602);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"name\":7}", "{\"name\":null}", "{\"name\":\"\"}", "{\"name\":\"nope\"}"})
  void anUnknownToolIsAnErrorOfTheProtocol(String params) {
    assertThat(code(ask(protocol, session, request("tools/call", params)))).isEqualTo(-32602);
    assertThat(fixture.audit.records()).isEmpty();
  }

  @Test
  void aSecretIsTheTextAndNowhereElse() {
    JsonObject answer = ask(protocol, session, call("thing_make", ACKNOWLEDGED));
    assertThat(text(answer)).isEqualTo(FixtureOperations.PLAINTEXT);
    JsonObject structured = answer.getJsonObject("result").getJsonObject("structuredContent");
    assertThat(structured).isEqualTo(json("{\"revealed\":true}"));
    assertThat(fixture.audit.records().toString()).doesNotContain("hunter2");
  }

  @Test
  void aFailureIsAResultWithItsCode() {
    assertFailed("thing_fail", "{}", "not_found");
    assertThat(outcomes()).containsExactly(AuditOutcome.ERROR);
  }

  @Test
  void closedGatesAndWhatIsNotServedAreRefusedAndAudited() {
    assertFailed("thing_write", "{}", "gate_closed");
    assertFailed("thing_reveal", ACKNOWLEDGED, "gate_closed");
    assertFailed("thing_archive", "{}", "unsupported_by_backend");
    assertFailed("thing_make", "{}", "acknowledgement_required");
    assertThat(outcomes()).hasSize(4).containsOnly(AuditOutcome.REFUSED);
    assertThat(fixture.audit.records().getFirst().metadata())
        .isEqualTo(json("{\"surface\":\"mcpHttp\",\"client\":\"tester\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"Bo\",\"count\":\"s3cret\"}",
        "{\"name\":\"Bo\",\"count\":1.5}",
        "{\"name\":\"Bo\",\"count\":1e999999999}",
        "{\"name\":\"Bo\",\"count\":10}",
        "{\"name\":\"Bo\",\"count\":[\"s3cret\"]}",
        "{\"name\":\"Bo\"}"
      })
  void badArgumentsAreNamedAndNeverEchoed(String arguments) {
    String message = assertFailed("thing_greet", arguments, "invalid_arguments");
    assertThat(message).contains("count").doesNotContain("s3cret").doesNotContain("999");
    assertThat(fixture.audit.records().toString()).doesNotContain("s3cret");
  }

  @Test
  void aHugeArgumentIsRefusedWithoutEcho() {
    String huge = "s3cret".repeat(170_000);
    String message =
        assertFailed("thing_greet", "{\"name\":\"" + huge + "\",\"count\":1}", "invalid_arguments");
    assertThat(message).contains("name").doesNotContain("s3cret").hasSizeLessThan(500);
    assertThat(fixture.audit.records().toString()).doesNotContain("s3cret");
  }

  @Test
  void aCallThatTakesTooLongIsGivenUpAndAuditedOnce() throws Exception {
    SessionProtocol hasty = fixture.protocol(Pages.SIZE, Duration.ofMillis(20));
    JsonObject answer = ask(hasty, session, call("thing_await", "{}"));
    assertThat(meta(answer)).isEqualTo("backend_timeout");
    assertThat(fixture.operations.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    await(() -> session.slots().taken() == 0);
    assertThat(outcomes()).containsExactly(AuditOutcome.ERROR);
  }

  @Test
  void tooManyCallsAtOnceAreRefusedAndOthersGoOn() throws Exception {
    var answered = new CountDownLatch(Session.MAX_CALLS);
    var texts = new java.util.concurrent.CopyOnWriteArrayList<String>();
    for (int i = 0; i < Session.MAX_CALLS; i++) {
      String waiting = call("thing_await", "{}").replace("\"id\":1", "\"id\":" + (i + 2));
      Thread.ofVirtual()
          .start(
              () -> {
                texts.add(text(ask(protocol, session, waiting)));
                answered.countDown();
              });
    }
    await(() -> session.slots().taken() == Session.MAX_CALLS);
    assertThat(code(ask(protocol, session, call("thing_list", "{}")))).isEqualTo(-32603);
    var other = Fixture.open(protocol, Revision.LAST_WITH_SESSIONS);
    assertThat(text(ask(protocol, other, call("thing_list", "{}")))).contains("none");
    fixture.operations.gate.countDown();
    assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(texts).hasSize(Session.MAX_CALLS).allMatch(text -> text.contains("went on"));
    await(() -> session.slots().taken() == 0);
    assertThat(text(ask(protocol, session, call("thing_list", "{}")))).contains("none");
  }

  @Test
  void withoutAnAuditRecordThereIsNoResult() {
    fixture.audit.failing(true);
    assertFailed("thing_list", "{}", "audit_unavailable");
  }

  private String assertFailed(String tool, String arguments, String code) {
    JsonObject answer = ask(protocol, session, call(tool, arguments));
    JsonObject result = answer.getJsonObject("result");
    McpSchema.of(Revision.LAST_WITH_SESSIONS).require("CallToolResult", result);
    assertThat(result.getBoolean("isError")).isTrue();
    assertThat(result.containsKey("structuredContent")).isFalse();
    assertThat(meta(answer)).isEqualTo(code);
    return text(answer);
  }

  private static String meta(JsonObject answer) {
    return answer.getJsonObject("result").getJsonObject("_meta").getString("mcp-1password/code");
  }

  private List<AuditOutcome> outcomes() {
    return fixture.audit.records().stream().map(AuditRecord::outcome).toList();
  }

  private JsonObject page(SessionProtocol paged, String cursor) {
    return ask(paged, session, request("tools/list", "{\"cursor\":" + cursor + "}"));
  }

  private static List<String> names(JsonObject result) {
    var names = new ArrayList<String>();
    for (JsonValue tool : result.getJsonArray("tools")) {
      names.add(tool.asJsonObject().getString("name"));
    }
    return names;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      Thread.sleep(Duration.ofMillis(1));
    }
  }
}
