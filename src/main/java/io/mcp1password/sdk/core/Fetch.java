package io.mcp1password.sdk.core;

import io.mcp1password.sdk.core.Script.Failure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The web's {@code fetch} on the JDK's HTTP client.
 *
 * <p>A promise is settled when the whole answer is there, at the latest after the time-out. At most
 * five redirects are followed, only within the origin of the request, since its headers carry
 * credentials. There are no cookies and no cache; proxies are those that the JVM is configured
 * with.
 */
final class Fetch implements AutoCloseable {

  private static final int MAX_REDIRECTS = 5;

  /** Twice the largest message that the core takes. */
  private static final long MAX_BODY_BYTES = 100L << 20;

  /** What the HTTP client sets itself and refuses to be given. */
  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final HttpClient client;
  private final EventLoop loop;
  private final Duration timeout;

  /** What is asked for; the body is empty when there is none. */
  record Request(URI uri, String method, Headers headers, Bytes body, Abort signal) {}

  /** What was answered. */
  record Response(String url, int status, Headers headers, Bytes body) {}

  Fetch(HttpClient client, EventLoop loop, Duration timeout) {
    this.client = client;
    this.loop = loop;
    this.timeout = timeout;
  }

  /** Sends a request: a promise of a {@link Response}. */
  Promise send(Request request) {
    Promise promise = new Promise(loop);
    HttpRequest sent;
    try {
      sent = http(request, request.uri());
    } catch (IllegalArgumentException e) {
      promise.reject(new Failure("TypeError", "fetch failed"));
      return promise;
    }
    CompletableFuture<HttpResponse<byte[]>> answer = exchange(sent, MAX_REDIRECTS);
    Future<?> timer = loop.schedule(() -> answer.cancel(true), timeout.toMillis());
    request
        .signal()
        .whenAborted(
            reason -> {
              promise.reject(reason);
              answer.cancel(true);
            });
    var _ =
        answer.whenComplete(
            (response, failure) ->
                loop.executeIfOpen(
                    () -> {
                      timer.cancel(false);
                      settle(promise, response);
                    }));
    return promise;
  }

  private static void settle(Promise promise, @Nullable HttpResponse<byte[]> response) {
    if (response == null) {
      promise.reject(new Failure("TypeError", "fetch failed"));
      return;
    }
    Headers headers = new Headers();
    response
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(value -> headers.append(name, value)));
    promise.resolve(
        new Response(
            response.uri().toString(), response.statusCode(), headers, Bytes.of(response.body())));
  }

  private CompletableFuture<HttpResponse<byte[]>> exchange(HttpRequest request, int redirects) {
    CompletableFuture<HttpResponse<byte[]>> first =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY_BYTES));
    CompletableFuture<HttpResponse<byte[]>> last =
        first.thenCompose(
            response -> {
              URI target = redirect(response);
              return target == null || redirects == 0
                  ? CompletableFuture.completedFuture(response)
                  : exchange(redirected(request, response.statusCode(), target), redirects - 1);
            });
    var _ = last.whenComplete((response, failure) -> first.cancel(true));
    return last;
  }

  /** Where a response sends the client to, if that is within the origin. */
  private static @Nullable URI redirect(HttpResponse<byte[]> response) {
    boolean moved =
        switch (response.statusCode()) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    if (!moved) {
      return null;
    }
    URI from = response.uri();
    try {
      return response
          .headers()
          .firstValue("location")
          .map(from::resolve)
          .filter(to -> Objects.equals(to.getScheme(), from.getScheme()))
          .filter(to -> Objects.equals(to.getRawAuthority(), from.getRawAuthority()))
          .orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static HttpRequest redirected(HttpRequest request, int status, URI target) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> true);
    builder.uri(target);
    if (status == 303 || (status < 303 && request.method().equals("POST"))) {
      builder.GET();
    }
    return builder.build();
  }

  private static HttpRequest http(Request request, URI uri) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
    builder.method(
        request.method(),
        request.body().length() == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(request.body().copy()));
    if (uri.getScheme().equals("http")) {
      builder.version(HttpClient.Version.HTTP_1_1);
    }
    request
        .headers()
        .values()
        .forEach(
            (name, value) -> {
              if (!OWN_HEADERS.contains(name)) {
                builder.header(name, value);
              }
            });
    return builder.build();
  }

  /** Gives up every request that is under way. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
