package io.mcp1password.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.glassfish.jersey.server.ChunkedOutput;
import org.junit.jupiter.api.Test;

class PostAnswerTest {

  private static final Response NOTHING = HttpAnswer.accepted();
  private static final Outgoing RESULT =
      new Outgoing.Result(JsonText.JSON.createValue(1), JsonValue.EMPTY_JSON_OBJECT);
  private static final Outgoing NOTICE =
      new Outgoing.Notification("notifications/progress", JsonValue.EMPTY_JSON_OBJECT);

  private final PostAnswer answer = new PostAnswer(EventStream::once, HttpAnswer::ofStateless);

  @Test
  void anAnswerThatComesAloneIsJson() {
    answer.send(RESULT);
    answer.end();
    assertThat(response(Duration.ofMinutes(1)).getMediaType().toString())
        .isEqualTo("application/json");
  }

  @Test
  void anAnswerAfterSomethingElseIsAStream() {
    answer.send(NOTICE);
    answer.send(RESULT);
    assertThat(response(Duration.ofMinutes(1)).getEntity()).isInstanceOf(ChunkedOutput.class);
    answer.end();
  }

  @Test
  void anAnswerThatTakesLongIsAStream() {
    assertThat(response(Duration.ofMillis(1)).getEntity()).isInstanceOf(ChunkedOutput.class);
    answer.send(RESULT);
    answer.end();
  }

  @Test
  void nothingAtAllIsWhatWasSaid() {
    answer.end();
    assertThat(response(Duration.ofMinutes(1))).isSameAs(NOTHING);
  }

  private Response response(Duration patience) {
    return answer.response(
        patience, () -> new SseConnection(Duration.ofMinutes(1), () -> {}, () -> {}), NOTHING);
  }
}
