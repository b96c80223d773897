package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * A request that is sent again and again.
 *
 * @param name what the tables call it
 * @param body empty for a GET, else the JSON of a POST
 * @param expected what a good answer contains
 */
record HttpCall(String name, URI uri, Map<String, String> headers, String body, String expected) {

  String method() {
    return body.isEmpty() ? "GET" : "POST";
  }

  /**
   * Sends it once.
   *
   * @throws IllegalStateException when the answer is not a good one
   */
  void check() throws IOException, InterruptedException {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var request =
          HttpRequest.newBuilder(uri).method(method(), BodyPublishers.ofString(body, UTF_8));
      headers.forEach(request::header);
      var answer = http.send(request.build(), BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() != 200 || !answer.body().contains(expected)) {
        throw new IllegalStateException(
            name + " answered " + answer.statusCode() + ": " + answer.body());
      }
    }
  }
}
