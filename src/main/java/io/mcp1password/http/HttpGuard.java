package io.mcp1password.http;

import io.mcp1password.config.HttpSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The guard of every path of the web server: outer form and limits, then the open health probes,
 * then Host, Origin, the CORS preflight and the bearer token.
 *
 * <p>It decides by a request's head alone and knows no server; {@link GuardFeature} puts it in
 * front of one.
 */
public final class HttpGuard {

  private static final String CHALLENGE = "Bearer realm=\"mcp-1password\"";

  private final ServiceState state;
  private final Probes probes;
  private final HostPolicy hosts;
  private final OriginPolicy origins;
  private final BearerPolicy bearer;
  private final FailedBearers failedBearers;
  private final Duration bodyTimeout;

  /**
   * A guard with these settings.
   *
   * @param state what {@code /readyz} tells, and when to let nobody in
   * @throws IllegalArgumentException when a host or an origin cannot be understood, or a token is
   *     required and missing
   */
  public HttpGuard(HttpSettings settings, ServiceState state) {
    this(settings, state, new FailedBearers());
  }

  HttpGuard(HttpSettings settings, ServiceState state, FailedBearers failedBearers) {
    if (settings.requireBearer() && settings.bearerToken() == null) {
      throw new IllegalArgumentException("A bearer token is required, and there is none.");
    }
    this.state = state;
    this.probes = new Probes(state);
    this.hosts = new HostPolicy(settings);
    this.origins = new OriginPolicy(settings);
    this.bearer = new BearerPolicy(settings.requireBearer() ? settings.bearerToken() : null);
    this.failedBearers = failedBearers;
    this.bodyTimeout = settings.requestTimeout();
  }

  /** How long a caller may take to send a body. */
  Duration bodyTimeout() {
    return bodyTimeout;
  }

  /** Decides about a request; a wrong bearer token makes this method take its time. */
  Verdict check(RequestHead head) {
    Problem malformed = Framing.problem(head);
    if (malformed != null) {
      return Verdict.Answer.problem(malformed).closing();
    }
    Verdict.Answer probe = probes.answer(head);
    if (probe != null) {
      return probe;
    }
    Problem stranger = stranger(head);
    if (stranger != null) {
      return Verdict.Answer.problem(stranger);
    }
    return state.stopping() ? stopping() : checkCaller(head);
  }

  private @Nullable Problem stranger(RequestHead head) {
    if (!hosts.allows(head.values("Host"), head.boundPort())) {
      return new Problem(
          403, "host_not_allowed", "The Host is not allowed. See --http-allowed-host.");
    }
    if (!origins.allows(head.values("Origin"), head.boundPort())) {
      return new Problem(
          403, "origin_not_allowed", "The Origin is not allowed. See --http-allowed-origin.");
    }
    return null;
  }

  private Verdict checkCaller(RequestHead head) {
    Map<String, String> cors = Cors.answerHeaders(head);
    if (Cors.isPreflight(head)) {
      return Verdict.Answer.empty(204, cors).with(Cors.preflightHeaders(head));
    }
    return switch (bearer.judge(head.values("Authorization"))) {
      case ACCEPTED -> new Verdict.Proceed(withPage(head, cors));
      case MISSING -> unauthorized(CHALLENGE).with(cors);
      case WRONG ->
          failedBearers.slow(head.remote())
              ? unauthorized(CHALLENGE + ", error=\"invalid_token\"").with(cors)
              : Verdict.Answer.problem(Problem.ofStatus(429))
                  .with(Map.of("Retry-After", "1"))
                  .with(cors);
    };
  }

  private static Verdict.Answer stopping() {
    Problem problem =
        new Problem(503, "stopping", "The service is stopping. Try again when it is back.");
    return Verdict.Answer.problem(problem).with(Map.of("Retry-After", "5")).closing();
  }

  private static Verdict.Answer unauthorized(String challenge) {
    return Verdict.Answer.problem(Problem.ofStatus(401))
        .with(Map.of("WWW-Authenticate", challenge));
  }

  private static Map<String, String> withPage(RequestHead head, Map<String, String> cors) {
    Map<String, String> headers = new HashMap<>(cors);
    headers.putAll(SecurityHeaders.ofPage(head.path()));
    return Map.copyOf(headers);
  }
}
