package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.code;
import static io.mcp1password.mcp.Fixture.json;
import static io.mcp1password.mcp.StatelessFixture.params;
import static io.mcp1password.mcp.StatelessFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsTest {

  private final StatelessFixture fixture = new StatelessFixture(ConformanceServer.features());
  private final Changes changes = fixture.features().changes();
  private final RunningRequests running = new RunningRequests();
  private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void end() {
    changes.close();
  }

  @Test
  void whatIsAskedForIsAcknowledgedAndTold() throws Exception {
    listen("{\"toolsListChanged\":true,\"promptsListChanged\":false,\"unheardOf\":true}");
    JsonObject acknowledged = next();
    assertThat(acknowledged.getString("method"))
        .isEqualTo("notifications/subscriptions/acknowledged");
    assertThat(acknowledged.getJsonObject("params").getJsonObject("notifications"))
        .isEqualTo(json("{\"toolsListChanged\":true}"));
    changes.publish(Change.of(Change.Kind.PROMPT_LIST));
    changes.publish(Change.of(Change.Kind.TOOL_LIST));
    assertThat(next().getString("method")).isEqualTo("notifications/tools/list_changed");
  }

  @Test
  void resourcesAreToldOfByName() throws Exception {
    listen("{\"resourceSubscriptions\":[\"test://a\"],\"resourcesListChanged\":true}");
    next();
    changes.publish(Change.ofResource("test://b"));
    changes.publish(Change.ofResource("test://a"));
    assertThat(next().getJsonObject("params").getString("uri")).isEqualTo("test://a");
    changes.publish(Change.of(Change.Kind.RESOURCE_LIST));
    assertThat(next().getString("method")).isEqualTo("notifications/resources/list_changed");
  }

  @Test
  void theEndIsToldAndTheRequestAnswered() throws Exception {
    Thread listener = listen("{}");
    next();
    changes.close();
    JsonObject cancelled = next();
    assertThat(cancelled.getString("method")).isEqualTo("notifications/cancelled");
    JsonObject result = next().getJsonObject("result");
    McpSchema.of(Revision.STATELESS).require("SubscriptionsListenResult", result);
    listener.join();
    assertThat(heard).isEmpty();
  }

  @Test
  void aCancelledSubscriptionIsNotAnswered() throws Exception {
    Thread listener = listen("{\"toolsListChanged\":true}");
    next();
    running.cancel(JsonText.JSON.createValue(1));
    listener.join();
    changes.publish(Change.of(Change.Kind.TOOL_LIST));
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "null",
        "{\"resourceSubscriptions\":true}",
        "{\"resourceSubscriptions\":[7]}"
      })
  void aWishMustHaveItsForm(String wish) {
    JsonObject message =
        request(
            "subscriptions/listen",
            params().add("notifications", json("{\"v\":" + wish + "}").get("v")));
    assertThat(code(fixture.ask(message))).isEqualTo(-32602);
  }

  @Test
  void tooManyAtOnceAreRefusedUntilOneEnds() throws Exception {
    for (int id = 0; id < 64; id++) {
      listen("{}", id);
      next();
    }
    JsonObject message = request("subscriptions/listen", params().add("notifications", json("{}")));
    assertThat(code(fixture.ask(message))).isEqualTo(-32603);
  }

  private Thread listen(String wish) {
    return listen(wish, 1);
  }

  private Thread listen(String wish, int id) {
    JsonObject message =
        JsonText.JSON
            .createObjectBuilder(
                request("subscriptions/listen", params().add("notifications", json(wish))))
            .add("id", id)
            .build();
    return Thread.ofVirtual()
        .start(
            () ->
                fixture.receive(
                    message, HeaderCheck.NONE, running, sent -> heard.add(sent.json())));
  }

  /** The next message, by the schema and with the subscription's mark. */
  private JsonObject next() throws InterruptedException {
    JsonObject message = Objects.requireNonNull(heard.poll(30, TimeUnit.SECONDS));
    McpSchema.of(Revision.STATELESS).requireMessage(message);
    JsonObject body = message.getJsonObject(message.containsKey("result") ? "result" : "params");
    assertThat(body.getJsonObject("_meta").containsKey("io.modelcontextprotocol/subscriptionId"))
        .isTrue();
    return message;
  }
}
