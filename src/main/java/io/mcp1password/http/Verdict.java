package io.mcp1password.http;

import java.util.HashMap;
import java.util.Map;

/** What the guards decide about a request. */
sealed interface Verdict {

  /** The headers that the answer has in any case. */
  Map<String, String> headers();

  /** The request goes on to its handler. */
  record Proceed(Map<String, String> headers, Authorization authorization) implements Verdict {}

  /**
   * The guards answer it themselves.
   *
   * @param close whether the connection ends, since what follows on it cannot be trusted or is not
   *     wanted
   */
  record Answer(int status, Map<String, String> headers, String body, boolean close)
      implements Verdict {

    static Answer empty(int status, Map<String, String> headers) {
      return new Answer(status, headers, "", false);
    }

    static Answer json(int status, String json) {
      return new Answer(status, Map.of("Content-Type", "application/json"), json, false);
    }

    static Answer problem(Problem problem) {
      return new Answer(
          problem.status(),
          Map.of("Content-Type", Problem.MEDIA_TYPE),
          problem.json().toString(),
          false);
    }

    Answer with(Map<String, String> more) {
      Map<String, String> all = new HashMap<>(headers);
      all.putAll(more);
      return new Answer(status, Map.copyOf(all), body, close);
    }

    Answer closing() {
      return new Answer(status, headers, body, true);
    }
  }
}
