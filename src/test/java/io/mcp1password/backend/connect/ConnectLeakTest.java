package io.mcp1password.backend.connect;

import static io.mcp1password.backend.connect.Samples.FIELDS_JSON;
import static io.mcp1password.backend.connect.Samples.ITEM;
import static io.mcp1password.backend.connect.Samples.ITEMS_PATH;
import static io.mcp1password.backend.connect.Samples.ITEM_PATH;
import static io.mcp1password.backend.connect.Samples.OVERVIEW_JSON;
import static io.mcp1password.backend.connect.Samples.VAULT;
import static io.mcp1password.backend.connect.ScriptedConnect.answer;
import static io.mcp1password.backend.connect.ScriptedConnect.error;
import static io.mcp1password.backend.connect.ScriptedConnect.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpHandler;
import io.mcp1password.model.Category;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that Connect sent, nor the token, shows in a log, an exception or a printed object. */
class ConnectLeakTest {

  private static final String CANARY = "canary";

  /** Shows that the listener hears what is logged at the finest level. */
  private static final String HEARD = "listening";

  private final ScriptedConnect server = Samples.server();
  private final ConnectBackend backend = server.backend();
  private final ConnectBackend hasty =
      ScriptedConnect.backend(
          server.settings(),
          new WriteTiming(Duration.ofSeconds(1), Duration.ZERO, 1, Duration.ofMillis(1)));
  private final StringWriter log = new StringWriter();
  private final Handler listener = new Listener();
  private final Logger root = Logger.getLogger("");
  private final Level level = root.getLevel();

  @BeforeEach
  void listen() {
    root.addHandler(listener);
    root.setLevel(Level.ALL);
    Logger.getLogger("jdk.httpclient.probe").finest(HEARD);
  }

  @AfterEach
  void stop() {
    root.setLevel(level);
    root.removeHandler(listener);
    server.close();
  }

  @Test
  void aWholeItemPrintsNoValue() {
    String printed = backend.item(VAULT, ITEM) + " " + backend.items(VAULT) + backend.vaults();
    assertThat(printed).contains(Secret.MASK).doesNotContainIgnoringCase(CANARY);
    assertThat(logged()).contains(HEARD).doesNotContainIgnoringCase(CANARY);
  }

  @Test
  void whatIsNotUsedIsNotEvenKept() {
    var api = new ConnectApi(server.settings());
    ConnectItem item = api.item(VAULT, ITEM);
    assertThat(item.toString()).doesNotContainIgnoringCase(CANARY);
    assertThat(item.fields())
        .extracting(ConnectItem.Entry::value)
        .extracting(Secret::reveal)
        .doesNotContain("canary-history", "canary-additional");
  }

  @Test
  void noFailureQuotesTheAnswer() {
    List<HttpHandler> answers =
        List.of(
            json("{\"id\":\"canary"),
            json("{\"id\":canary}"),
            json("canary"),
            json("\"canary\""),
            json("[\"canary\"]"),
            json("{\"id\":\"a\",\"fields\":[{\"value\":\"canary\"},canary]}"),
            json("{\"canary\":1}"),
            answer(200, "text/unknown", "canary"),
            answer(200, "nonsense", "canary"),
            answer(502, "text/html", "<html>canary</html>"),
            error(400),
            error(401),
            error(403),
            error(404),
            error(500));
    for (HttpHandler answer : answers) {
      server.on(ITEM_PATH, answer);
      Throwable failure = catchThrowable(() -> backend.item(VAULT, ITEM));
      assertThat(failure).isNotNull();
      assertThat(printed(failure)).doesNotContainIgnoringCase(CANARY);
    }
    assertThat(logged()).contains(HEARD).doesNotContainIgnoringCase(CANARY);
  }

  @Test
  void noWriteShowsWhatItWrites() {
    server.on(ITEMS_PATH, json(OVERVIEW_JSON.formatted(FIELDS_JSON)));
    String printed = backend.createItem(VAULT, draft()) + " " + draft();
    assertThat(printed).contains(Secret.MASK).doesNotContainIgnoringCase(CANARY);
    for (HttpHandler answer :
        List.of(
            json("{\"id\":canary}"), answer(502, "text/html", "canary"), error(400), error(403))) {
      server.on(ITEMS_PATH, answer);
      Throwable failure = catchThrowable(() -> hasty.createItem(VAULT, draft()));
      assertThat(failure).isNotNull();
      assertThat(printed(failure)).doesNotContainIgnoringCase(CANARY);
    }
    var document = new ConnectApi(server.settings()).document(VAULT, ITEM);
    assertThat(document.toString()).doesNotContainIgnoringCase(CANARY);
    assertThat(logged()).contains(HEARD).doesNotContainIgnoringCase(CANARY);
  }

  private static ItemDraft draft() {
    var password =
        new FieldDraft(
            "password", "password", null, FieldType.CONCEALED, Secret.of("canary-written"));
    return new ItemDraft(
        Category.LOGIN,
        "Example",
        Secret.of("canary-notes"),
        List.of(),
        List.of(),
        List.of(),
        List.of(password));
  }

  private String logged() {
    return log.toString();
  }

  private static String printed(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private final class Listener extends Handler {

    Listener() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord event) {
      // What the scripted server logs about its own exchanges is not ours.
      if (String.valueOf(event.getLoggerName()).startsWith("com.sun.net.httpserver")) {
        return;
      }
      synchronized (log) {
        log.append(event.getLoggerName()).append(' ').append(event.getMessage()).append('\n');
        if (event.getParameters() != null) {
          log.append(List.of(event.getParameters()).toString()).append('\n');
        }
        if (event.getThrown() != null) {
          log.append(printed(event.getThrown()));
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
