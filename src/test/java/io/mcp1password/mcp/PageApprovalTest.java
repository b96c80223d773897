package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.ServiceFixture;
import io.mcp1password.TestWorkspace;
import io.mcp1password.audit.AuditRecord;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.model.Principal;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.TimedInvoker;
import io.mcp1password.runner.approval.Person;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that can show a page is asked to, when a person has to approve a command. */
class PageApprovalTest {

  private static final String BY_PAGE = "{\"elicitation\":{\"url\":{}}}";
  private static final String ACCEPT = "\"result\":{\"action\":\"accept\"}";
  private static final String COMMAND = "echo once >> ran";

  @TempDir private Path folder;
  private TestWorkspace workspace;
  private ServiceFixture service;
  private final BlockingQueue<Outgoing> sent = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() {
    workspace = TestWorkspace.in(folder);
    var flags = new ArrayList<>(workspace.flags());
    flags.add("--enable-unrestricted-script-runner");
    service = ServiceFixture.of(InMemoryBackend.withSamples(), flags.toArray(String[]::new));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Features features(Duration patience) {
    return ProductFeatures.of(
        service.catalog(),
        new TimedInvoker(service.invoker(), Fixture.PATIENT),
        service.updates(),
        patience);
  }

  /** How often the command ran. */
  private int runs() throws IOException {
    Path ran = workspace.root().resolve("ran");
    return Files.exists(ran) ? Files.readAllLines(ran).size() : 0;
  }

  private List<String> actions() {
    return service.audit().records().stream().map(AuditRecord::action).toList();
  }

  private JsonObject arguments() {
    return ServiceFixture.json(
        "{'workspaceRoot':'%s','command':'%s','reason':'to test'}"
            .formatted(workspace.root(), COMMAND));
  }

  // Within a session.

  /** What the call ends with, in a session of the last revision that has them. */
  private JsonObject inSession(Duration patience, Consumer<String> person, String answer) {
    return inSession(Revision.LAST_WITH_SESSIONS, BY_PAGE, patience, person, answer);
  }

  private JsonObject inSession(
      Revision revision,
      String capabilities,
      Duration patience,
      Consumer<String> person,
      String answer) {
    Features features = features(patience);
    var protocol =
        new SessionProtocol(
            new Handshake(new Offer(new ServerInfo("1"), features)),
            new FeatureRequests(features, new Pages(Pages.SIZE)),
            Caller.Surface.MCP_HTTP);
    var session = new Session();
    Fixture.ask(
        protocol,
        session,
        Fixture.initialize(revision.date())
            .replace("\"capabilities\":{}", "\"capabilities\":" + capabilities));
    MessageSink client =
        message -> {
          McpSchema.of(revision).requireMessage(message.json());
          sent.add(message);
          if (message instanceof Outgoing.Request question) {
            person.accept(question.params().getString("url"));
            String reply = "{\"jsonrpc\":\"2.0\",\"id\":" + question.id() + "," + answer + "}";
            protocol.receive(json(reply), session, Principal.OWNER, sent::add);
          }
        };
    String call = Fixture.call("op_script_run", arguments().toString());
    protocol.receive(json(call), session, Principal.OWNER, client);
    return sent.stream()
        .filter(Outgoing.Result.class::isInstance)
        .map(each -> each.json().getJsonObject("result"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCallRunsOnceThePersonHasApproved() throws Exception {
    JsonObject result = inSession(Fixture.PATIENT, Person::approves, ACCEPT);
    assertThat(result.getBoolean("isError")).isFalse();
    assertThat(result.getJsonObject("structuredContent").getInt("exitCode")).isZero();
    assertThat(runs()).isOne();
    JsonObject question = ((Outgoing.Request) sent.take()).params();
    assertThat(question.getString("mode")).isEqualTo("url");
    assertThat(question.toString()).doesNotContain(COMMAND);
    assertThat(actions())
        .containsExactly("approval_asked", "op_script_run", "approval_granted", "op_script_run");
    String id = service.audit().records().get(1).metadata().getString("approvalId");
    assertThat(question.getString("elicitationId")).isEqualTo(id);
    assertThat(completion().getString("elicitationId")).isEqualTo(id);
    String token = question.getString("url").substring(question.getString("url").indexOf('=') + 1);
    assertThat(service.audit().records().toString()).doesNotContain(COMMAND).doesNotContain(token);
  }

  /** Waits until the client is told that the page is answered. */
  private JsonObject completion() throws InterruptedException {
    while (true) {
      Outgoing next = sent.poll(Fixture.PATIENT.toSeconds(), TimeUnit.SECONDS);
      assertThat(next).as("a notification").isNotNull();
      if (next instanceof Outgoing.Notification told) {
        assertThat(told.method()).isEqualTo("notifications/elicitation/complete");
        return told.params();
      }
    }
  }

  @Test
  void aPersonMayApproveAfterThePageWasOpened() throws Exception {
    Consumer<String> slow = page -> Thread.startVirtualThread(() -> Person.approves(page));
    JsonObject result = inSession(Fixture.PATIENT, slow, ACCEPT);
    assertThat(result.getJsonObject("structuredContent").getInt("exitCode")).isZero();
    assertThat(runs()).isOne();
  }

  @Test
  void aPersonWhoTakesTooLongLeavesTheResultThatNamesThePage() throws Exception {
    requirePending(inSession(Duration.ofMillis(1), page -> {}, ACCEPT));
    assertThat(actions()).containsExactly("approval_asked", "op_script_run", "op_script_run");
  }

  private void requirePending(JsonObject result) throws IOException {
    JsonObject content = result.getJsonObject("structuredContent");
    assertThat(content.getBoolean("authorizationRequired")).isTrue();
    assertThat(content.getString("approvalUrl")).startsWith("http://127.0.0.1:");
    assertThat(runs()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"decline", "cancel"})
  void aPersonWhoDoesNotWantThePageRunsNothing(String decision) throws Exception {
    String no = ACCEPT.replace("accept", decision);
    requireRefused(inSession(Fixture.PATIENT, Person::approves, no));
  }

  private void requireRefused(JsonObject result) throws IOException {
    assertThat(result.getBoolean("isError")).isTrue();
    assertThat(result.getJsonObject("_meta").getString("mcp-1password/code"))
        .isEqualTo("command_refused");
    assertThat(runs()).isZero();
  }

  @Test
  void aPersonWhoDeniesOnThePageRunsNothing() throws Exception {
    requireRefused(inSession(Fixture.PATIENT, Person::denies, ACCEPT));
    assertThat(completion()).isNotEmpty();
  }

  @Test
  void aClientThatFailsToAskGetsTheResultThatNamesThePage() throws Exception {
    String failure = "\"error\":{\"code\":-1,\"message\":\"no browser\"}";
    requirePending(inSession(Fixture.PATIENT, page -> {}, failure));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V2025_11_25|{}",
        "V2025_11_25|{\"elicitation\":{}}",
        "V2025_11_25|{\"elicitation\":{\"form\":{}}}",
        "V2025_06_18|{\"elicitation\":{\"url\":{}}}"
      })
  void aClientThatShowsNoPagesIsNotAsked(Revision revision, String capabilities) throws Exception {
    requirePending(inSession(revision, capabilities, Fixture.PATIENT, page -> {}, ACCEPT));
    assertThat(sent).singleElement().isInstanceOf(Outgoing.Result.class);
  }

  // Without a session.

  private JsonObject inRounds(
      StatelessFixture client, @Nullable String decision, @Nullable String state) {
    var params = StatelessFixture.call("op_script_run").add("arguments", arguments());
    if (decision != null) {
      params.add("inputResponses", json("{\"approval\":{\"action\":\"" + decision + "\"}}"));
    }
    if (state != null) {
      params.add("requestState", state);
    }
    var meta =
        StatelessFixture.meta().add("io.modelcontextprotocol/clientCapabilities", json(BY_PAGE));
    return client.ask(StatelessFixture.request("tools/call", params, meta));
  }

  /** The state of a round that asks for the page; the person does this there. */
  private String asked(
      StatelessFixture client, @Nullable String decision, Consumer<String> person) {
    JsonObject result = inRounds(client, decision, null).getJsonObject("result");
    assertThat(result.getString("resultType")).isEqualTo("input_required");
    JsonObject requests = result.getJsonObject("inputRequests");
    assertThat(requests.keySet()).containsExactly("approval");
    JsonObject question = requests.getJsonObject("approval").getJsonObject("params");
    assertThat(question.keySet()).containsExactlyInAnyOrder("mode", "message", "url");
    assertThat(result.toString()).doesNotContain(COMMAND);
    person.accept(question.getString("url"));
    return result.getString("requestState");
  }

  @Test
  void inRoundsACallRunsOnceThePersonHasApproved() throws Exception {
    var client = new StatelessFixture(features(Fixture.PATIENT));
    String state = asked(client, null, Person::approves);
    JsonObject result = inRounds(client, "accept", state).getJsonObject("result");
    assertThat(result.getString("resultType")).isEqualTo("complete");
    assertThat(result.getJsonObject("structuredContent").getInt("exitCode")).isZero();
    assertThat(Fixture.code(inRounds(client, "accept", state))).isEqualTo(-32602);
    assertThat(runs()).isOne();
  }

  @Test
  void inRoundsAnAnswerThatNobodyAskedForCountsForNothing() throws Exception {
    asked(new StatelessFixture(features(Fixture.PATIENT)), "accept", page -> {});
    assertThat(runs()).isZero();
  }

  @Test
  void inRoundsAPersonWhoTakesTooLongLeavesTheResultThatNamesThePage() throws Exception {
    var client = new StatelessFixture(features(Duration.ofMillis(1)));
    String state = asked(client, null, page -> {});
    requirePending(inRounds(client, "accept", state).getJsonObject("result"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"decline", "cancel"})
  void inRoundsAPersonWhoDoesNotWantThePageRunsNothing(String decision) throws Exception {
    var client = new StatelessFixture(features(Fixture.PATIENT));
    String state = asked(client, null, Person::approves);
    requireRefused(inRounds(client, decision, state).getJsonObject("result"));
  }

  @Test
  void inRoundsAPersonWhoDeniesOnThePageRunsNothing() throws Exception {
    var client = new StatelessFixture(features(Fixture.PATIENT));
    String state = asked(client, null, Person::denies);
    requireRefused(inRounds(client, "accept", state).getJsonObject("result"));
  }

  @Test
  void aQuestionForAPageNamesWhatTheClientLacks() {
    assertThat(new ClientCapabilities(json("{\"elicitation\":{}}")).has(Question.Kind.PAGE))
        .isFalse();
    assertThat(new ClientCapabilities(json(BY_PAGE)).has(Question.Kind.ELICITATION)).isFalse();
    assertThat(Question.Kind.PAGE.isAnsweredBy(JsonValue.EMPTY_JSON_OBJECT)).isFalse();
  }
}
