package io.mcp1password.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers at {@code /healthz} and {@code /readyz}, which need neither a token nor a known Host
 * and tell nothing else.
 */
final class Probes {

  private static final String LIVE_PATH = "/healthz";
  private static final String READY_PATH = "/readyz";
  private static final System.Logger LOG = System.getLogger(Probes.class.getName());

  private final ServiceState state;

  Probes(ServiceState state) {
    this.state = state;
  }

  /** The answer of a probe; null when the request is for none. */
  Verdict.@Nullable Answer answer(RequestHead head) {
    boolean live = head.path().equals(LIVE_PATH);
    if (!live && !head.path().equals(READY_PATH)) {
      return null;
    }
    if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
      return Verdict.Answer.problem(Problem.ofStatus(405)).with(Map.of("Allow", "GET, HEAD"));
    }
    if (live) {
      return Verdict.Answer.json(200, "{\"ok\":true}");
    }
    return isReady()
        ? Verdict.Answer.json(200, "{\"ready\":true}")
        : Verdict.Answer.json(503, "{\"ready\":false}");
  }

  private boolean isReady() {
    try {
      return state.ready();
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING, "The readiness check failed: {0}", e.getClass().getName());
      return false;
    }
  }
}
