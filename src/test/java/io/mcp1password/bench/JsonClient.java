package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.model.Secret;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of the service or of Connect; everything but an answer of 200 is an error. */
final class JsonClient {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  JsonValue get(URI uri, Secret bearer) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri), bearer);
  }

  JsonValue post(URI uri, Secret bearer, JsonValue body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString(), UTF_8)),
        bearer);
  }

  private JsonValue send(HttpRequest.Builder request, Secret bearer)
      throws IOException, InterruptedException {
    var complete = request.header("Authorization", "Bearer " + bearer.reveal()).build();
    var response = http.send(complete, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          complete.uri().getPath() + " answered " + response.statusCode());
    }
    return JsonText.parse(response.body());
  }
}
