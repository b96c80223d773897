package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The load driver {@code wrk}, which sends one request over so many connections at once; the id of
 * a JSON-RPC request, 1, becomes another one each time, since no two may be open in a session.
 */
final class Wrk {

  /**
   * What it saw.
   *
   * @param answers how many there were
   * @param p50Millis the time within which half of the answers came
   * @param p99Millis the time within which 99 of 100 came
   */
  record Seen(long answers, double seconds, double p50Millis, double p99Millis) {

    double perSecond() {
      return answers / seconds;
    }
  }

  private static final Pattern SEEN =
      Pattern.compile("(?m)^seen (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$");

  private final Path folder;

  /** A driver that leaves its scripts in this folder. */
  Wrk(Path folder) {
    this.folder = folder;
  }

  /**
   * Calls for so many seconds.
   *
   * @throws IllegalStateException when a call failed
   */
  Seen forSeconds(int seconds, HttpCall call, int connections)
      throws IOException, InterruptedException {
    Path script = folder.resolve("wrk.lua");
    Files.writeString(script, script(call), UTF_8);
    List<String> command =
        List.of(
            "wrk",
            "--threads=1",
            "--connections=" + connections,
            "--duration=" + seconds + "s",
            "--timeout=30s",
            "--script=" + script,
            call.uri().toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return seen(call, output);
  }

  private static String script(HttpCall call) {
    var headers = new StringBuilder();
    call.headers()
        .forEach(
            (name, value) ->
                headers.append("wrk.headers[\"%s\"] = [==[%s]==]%n".formatted(name, value)));
    return """
    wrk.method = "%s"
    %s
    local body = [==[%s]==]
    math.randomseed(os.time())
    local sent = math.random(9999)
    local variants = {}
    function init()
      if body == "" then body = nil end
      for id = 1, 9999 do
        variants[id] = wrk.format(nil, nil, nil, body and body:gsub('"id":1,', '"id":' .. id .. ','))
      end
    end
    function request()
      sent = sent + 1
      return variants[sent %% 9999 + 1]
    end
    function done(summary, latency)
      local e = summary.errors
      print(string.format("seen %%d %%d %%d %%d %%d", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99),
        e.connect + e.read + e.write + e.status + e.timeout))
    end
    """
        .formatted(call.method(), headers, call.body());
  }

  private static Seen seen(HttpCall call, String output) {
    MatchResult found =
        SEEN.matcher(output)
            .results()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("wrk failed:\n" + output));
    if (!found.group(5).equals("0")) {
      throw new IllegalStateException(
          "%s failed %s times:%n%s".formatted(call.name(), found.group(5), output));
    }
    return new Seen(
        Long.parseLong(found.group(1)),
        Long.parseLong(found.group(2)) / 1e6,
        Long.parseLong(found.group(3)) / 1e3,
        Long.parseLong(found.group(4)) / 1e3);
  }
}
