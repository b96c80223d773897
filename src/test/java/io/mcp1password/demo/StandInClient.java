package io.mcp1password.demo;

import io.mcp1password.model.Secret;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A plain HTTP client of the stand-in, with one token. */
final class StandInClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI uri;
  private final String authorization;

  StandInClient(ConnectStandIn standIn, Secret token) {
    this(standIn, "Bearer " + token.reveal());
  }

  StandInClient(ConnectStandIn standIn, String authorization) {
    this.uri = standIn.uri();
    this.authorization = authorization;
  }

  Reply get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Reply post(String path, String body) {
    return send("POST", path, BodyPublishers.ofString(body));
  }

  Reply put(String path, String body) {
    return send("PUT", path, BodyPublishers.ofString(body));
  }

  Reply patch(String path, String body) {
    return send("PATCH", path, BodyPublishers.ofString(body));
  }

  Reply delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  Reply send(String method, String path, BodyPublisher body) {
    try {
      return exchange(method, path, body);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  Reply exchange(String method, String path, BodyPublisher body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri + path))
            .timeout(Duration.ofSeconds(20))
            .header("User-Agent", "stand-in-test")
            .method(method, body);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      return new Reply(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What came back. */
  record Reply(HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    String text() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonObject object() {
      return ConnectJson.parse(text()).asJsonObject();
    }

    JsonArray array() {
      return ConnectJson.parse(text()).asJsonArray();
    }

    /** Status and message of an error, in one line. */
    String error() {
      return object().getInt("status") + " " + object().getString("message");
    }
  }
}
