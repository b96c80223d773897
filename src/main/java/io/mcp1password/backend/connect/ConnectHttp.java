package io.mcp1password.backend.connect;

import io.mcp1password.config.BackendSettings;
import io.mcp1password.model.ProductVersion;
import io.mcp1password.model.Secret;
import io.mcp1password.model.TraceContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;

/**
 * HTTP with one Connect server: says who is calling and the place in the caller's trace, and takes
 * nothing but JSON for an answer.
 *
 * <p>The JDK's client keeps any number of connections alive, drops a connection when the waiting
 * thread is interrupted (which is how a time-out cuts a call), follows no redirect and sends no
 * cookies. HTTP/2 is left out: it would put all calls on one connection, with a limit of the
 * server's on how many at once.
 */
final class ConnectHttp implements AutoCloseable {

  /** The most that one answer may hold, in bytes. */
  static final int MAX_ANSWER = 32 * 1024 * 1024;

  /** What a deletion is answered with. */
  private static final int NO_CONTENT = 204;

  private static final int TOO_MANY_REQUESTS = 429;

  private final String host;
  private final Duration timeout;
  private final Secret token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /** For the server of these settings; no connection is made yet. */
  ConnectHttp(BackendSettings settings) {
    String given = settings.connectHost().toString();
    this.host = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    this.timeout = settings.connectTimeout();
    this.token = settings.connectToken() == null ? Secret.EMPTY : settings.connectToken();
  }

  /**
   * Sends a request and gives the body of a successful answer, empty where there is none.
   *
   * @param path from the slash on
   * @throws RuntimeException what {@link ConnectFailures} makes of any other answer, or of none
   */
  byte[] answer(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(host + path))
            .timeout(timeout)
            .header("Authorization", "Bearer " + token.reveal())
            .header("User-Agent", "mcp-1password/" + ProductVersion.current())
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(method, body);
    TraceContext.current()
        .ifPresent(trace -> request.header(TraceContext.NAME, trace.child().header()));
    try {
      HttpResponse<byte[]> answer = client.send(request.build(), ConnectHttp::bodyOf);
      requireSuccess(answer);
      return answer.body();
    } catch (IOException failure) {
      throw ConnectFailures.ofException(failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw ConnectFailures.ofException(failure);
    }
  }

  private static HttpResponse.BodySubscriber<byte[]> bodyOf(ResponseInfo head) {
    return isSuccess(head.statusCode()) ? BoundedBody.kept(MAX_ANSWER) : BoundedBody.dropped();
  }

  /** By the status and the content type alone: none of the server's text gets any further. */
  private static void requireSuccess(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (status == TOO_MANY_REQUESTS) {
      throw ConnectFailures.ofLimit(answer.headers().firstValue("Retry-After").orElse(""));
    }
    if (!isSuccess(status)) {
      throw ConnectFailures.ofStatus(status, type.contains("html"));
    }
    if (status != NO_CONTENT && !type.contains("json")) {
      throw ConnectFailures.unreadable();
    }
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status <= 299;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
