package io.mcp1password.doctor;

import io.mcp1password.config.BackendSettings;
import io.mcp1password.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the Connect server single questions, each for {@value #SECONDS} seconds at most, without the
 * retries and the redirects that would hide what is wrong.
 */
final class ConnectProbe {

  static final int SECONDS = 5;
  private static final int MAX_BODY = 4 << 20;

  private final BackendSettings backend;
  private @Nullable Answer heartbeat;
  private String trouble = "";

  /** An answer; its body may be anything. */
  record Answer(int status, Optional<Instant> date, String body) {}

  ConnectProbe(BackendSettings backend) {
    this.backend = backend;
  }

  /** The answer of {@code /heartbeat}, asked for once; empty when there was none. */
  Optional<Answer> heartbeat() {
    if (heartbeat == null && trouble.isEmpty()) {
      try {
        heartbeat = get("/heartbeat", false);
      } catch (IOException e) {
        trouble = e.getClass().getSimpleName();
      }
    }
    return Optional.ofNullable(heartbeat);
  }

  /** The kind of trouble, when {@link #heartbeat} got no answer. */
  String trouble() {
    return trouble;
  }

  /** Whether a Connect server answers at all. */
  boolean isThere() {
    return heartbeat().filter(each -> each.status() == 200).isPresent();
  }

  /** The answer for this path, below the server's address. */
  Answer get(String path, boolean authorized) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(backend.connectHost() + path))
            .timeout(Duration.ofSeconds(SECONDS));
    Secret token = backend.connectToken();
    if (authorized && token != null) {
      request.header("Authorization", "Bearer " + token.reveal());
    }
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(SECONDS)).build()) {
      return answer(
          client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BODY)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Date").flatMap(ConnectProbe::instant),
        response.body());
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
