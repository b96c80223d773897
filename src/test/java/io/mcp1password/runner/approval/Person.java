package io.mcp1password.runner.approval;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** A person who answers on the page for approvals, as a browser would send it. */
public final class Person {

  private Person() {}

  /** Ticks the box, types the phrase and approves; the status of the answer. */
  public static int approves(String page) {
    URI address = URI.create(page);
    return posts(address, ApprovalFixture.rightAnswer(address));
  }

  /** Denies; the status of the answer. */
  public static int denies(String page) {
    URI address = URI.create(page);
    return posts(address, Map.of("token", ApprovalFixture.token(address), "decision", "deny"));
  }

  private static int posts(URI page, Map<String, String> fields) {
    var request =
        ApprovalFixture.formPost(page, fields).header("Origin", ApprovalFixture.origin(page));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
