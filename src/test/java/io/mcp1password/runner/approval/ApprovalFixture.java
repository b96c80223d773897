package io.mcp1password.runner.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.config.ApprovalSettings;
import io.mcp1password.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Approvals with a clock that is moved by hand, their events, and a client of their page. */
final class ApprovalFixture implements AutoCloseable {

  static final ApprovalScope SCRIPTS =
      new ApprovalScope(ApprovalScope.Kind.SCRIPT_COMMAND, Path.of("/home/ann/shop"));
  static final ApprovalScope UNRESTRICTED =
      new ApprovalScope(ApprovalScope.Kind.UNRESTRICTED_COMMAND, Path.of("/home/ann/shop"));

  final HandClock clock = new HandClock();
  final List<ApprovalEvent> events = Collections.synchronizedList(new ArrayList<>());
  final ApprovalSettings settings;
  final Approvals approvals;
  private final HttpClient client = HttpClient.newHttpClient();

  ApprovalFixture(Path folder) {
    this(folder, Duration.ofHours(12));
  }

  ApprovalFixture(Path folder, Duration ttl) {
    settings = settings(folder, ttl);
    approvals = new Approvals(settings, clock, events::add);
  }

  static ApprovalSettings settings(Path folder, Duration ttl) {
    return new ApprovalSettings(
        "127.0.0.1",
        0,
        ttl,
        folder.resolve("private/grants.json"),
        folder.resolve("private/grants.key"),
        Duration.ofHours(24));
  }

  static ApprovalRequest request(ApprovalScope scope, String command) {
    return new ApprovalRequest(scope, Secret.of(command), "to run the tests", "Claude Code");
  }

  static ApprovalRequest request(ApprovalScope scope) {
    return request(scope, "make test");
  }

  /** The address at which a person can approve. */
  URI pending(ApprovalScope scope) {
    return ((ApprovalDecision.Pending) approvals.decide(request(scope))).approvalUrl();
  }

  boolean isGranted(ApprovalScope scope) {
    return approvals.decide(request(scope)) instanceof ApprovalDecision.Granted;
  }

  /** A form of the page of this address, with the right answers. */
  static Map<String, String> rightAnswer(URI page) {
    return Map.of(
        "token",
        token(page),
        "risk",
        "on",
        "phrase",
        ApprovalSettings.PHRASE,
        "decision",
        "approve");
  }

  static String token(URI page) {
    return page.getQuery().substring("token=".length());
  }

  HttpResponse<String> approve(URI page) {
    return post(page, rightAnswer(page));
  }

  HttpResponse<String> get(URI address) {
    return send(HttpRequest.newBuilder(address));
  }

  /** Posts as a form of the same origin. */
  HttpResponse<String> post(URI address, Map<String, String> fields) {
    return send(formPost(address, fields).header("Origin", origin(address)));
  }

  static HttpRequest.Builder formPost(URI address, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(address.resolve(address.getPath()))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  static String origin(URI address) {
    return "http://" + address.getAuthority();
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    approvals.close();
    client.close();
  }

  /** A clock that stands still until it is moved. */
  static final class HandClock extends Clock {

    private volatile Instant now = Instant.parse("2026-11-24T19:30:00Z");

    void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
