package io.mcp1password.http;

import io.mcp1password.config.HttpSettings;
import io.mcp1password.config.OAuthSettings;
import io.mcp1password.model.Principal;
import io.mcp1password.oauth.AccessTokens;
import io.mcp1password.oauth.Judgement;
import io.mcp1password.oauth.ResourceMetadata;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The guard of every path of the web server: outer form and limits, then the open health probes,
 * then Host, Origin, the CORS preflight, the open metadata of OAuth, and the caller's token.
 *
 * <p>It decides by a request's head alone and knows no server; {@link GuardFeature} puts it in
 * front of one.
 */
public final class HttpGuard {

  private final ServiceState state;
  private final Probes probes;
  private final HostPolicy hosts;
  private final OriginPolicy origins;
  private final BearerPolicy bearer;
  private final @Nullable AccessTokens accessTokens;
  private final @Nullable ResourceMetadata metadata;
  private final Challenge challenge;
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
    this.state = state;
    this.probes = new Probes(state);
    this.hosts = new HostPolicy(settings);
    this.origins = new OriginPolicy(settings);
    this.bearer = bearer(settings);
    OAuthSettings oauth = settings.oauth();
    this.accessTokens = oauth == null ? null : new AccessTokens(oauth);
    this.metadata = oauth == null ? null : new ResourceMetadata(oauth);
    this.challenge = new Challenge(metadata == null ? null : metadata.url());
    this.failedBearers = failedBearers;
    this.bodyTimeout = settings.requestTimeout();
  }

  private static BearerPolicy bearer(HttpSettings settings) {
    if (!settings.requireBearer()) {
      return new BearerPolicy(null);
    }
    if (settings.bearerToken() != null) {
      return new BearerPolicy(settings.bearerToken());
    }
    if (settings.oauth() == null) {
      throw new IllegalArgumentException("A bearer token is required, and there is none.");
    }
    return BearerPolicy.ofNoToken();
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
    if (metadata != null && metadata.isAt(head.path())) {
      return metadata(head, metadata).with(cors);
    }
    return switch (bearer.judge(head.values("Authorization"))) {
      case ACCEPTED -> proceed(head, Principal.OWNER);
      case MISSING -> unauthorized(challenge.missing()).with(cors);
      case WRONG -> checkAccessToken(head, cors);
    };
  }

  private static Verdict.Answer stopping() {
    Problem problem =
        new Problem(503, "stopping", "The service is stopping. Try again when it is back.");
    return Verdict.Answer.problem(problem).with(Map.of("Retry-After", "5")).closing();
  }

  private static Verdict.Answer metadata(RequestHead head, ResourceMetadata metadata) {
    return head.method().equals("GET") || head.method().equals("HEAD")
        ? Verdict.Answer.json(200, metadata.json())
        : Verdict.Answer.problem(Problem.ofStatus(405)).with(Map.of("Allow", "GET, HEAD"));
  }

  private Verdict checkAccessToken(RequestHead head, Map<String, String> cors) {
    Optional<String> token = BearerPolicy.token(head.values("Authorization"));
    if (accessTokens == null || token.isEmpty()) {
      return refused(head, challenge.invalidToken(null)).with(cors);
    }
    return switch (accessTokens.judge(token.get())) {
      case Judgement.Accepted accepted -> proceed(head, accepted.principal());
      case Judgement.Refused refused ->
          refused(head, challenge.invalidToken(refused.why())).with(cors);
      case Judgement.Unavailable _ ->
          Verdict.Answer.problem(
                  new Problem(
                      503,
                      "authorization_unavailable",
                      "The authorization server's keys cannot be had now. Try again later."))
              .with(Map.of("Retry-After", "10"))
              .with(cors);
    };
  }

  private Verdict.Answer refused(RequestHead head, String header) {
    return failedBearers.slow(head.remote())
        ? unauthorized(header)
        : Verdict.Answer.problem(Problem.ofStatus(429)).with(Map.of("Retry-After", "1"));
  }

  private Verdict proceed(RequestHead head, Principal principal) {
    Map<String, String> headers = new HashMap<>(Cors.answerHeaders(head));
    headers.putAll(SecurityHeaders.ofPage(head.path()));
    return new Verdict.Proceed(Map.copyOf(headers), new Authorization(principal, challenge));
  }

  private static Verdict.Answer unauthorized(String header) {
    return Verdict.Answer.problem(Problem.ofStatus(401)).with(Map.of(Challenge.HEADER, header));
  }
}
