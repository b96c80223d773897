package io.mcp1password.doctor;

import io.mcp1password.config.Settings;
import io.mcp1password.model.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the Connect token says of itself, without asking the server: form, time, vaults. */
record ConnectTokenCheck(Settings settings, Clock clock) implements Check {

  private static final Duration SOON = Duration.ofDays(7);

  /** Machines' clocks are seldom nearer. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private static final String NEW_TOKEN = "make a new one on 1Password.com, at the Connect server";

  @Override
  public String name() {
    return "connect token";
  }

  @Override
  public List<Finding> findings() {
    Secret token = settings.backend().connectToken();
    if (token == null) {
      return List.of(Finding.fail("there is none", "set OP_CONNECT_TOKEN"));
    }
    return ConnectToken.of(token)
        .map(this::findings)
        .orElseGet(
            () ->
                List.of(
                    Finding.fail(
                        "it is no JSON Web Token; perhaps it was cut or belongs elsewhere",
                        "copy the whole token, which begins with eyJ")));
  }

  private List<Finding> findings(ConnectToken token) {
    var findings = new ArrayList<Finding>();
    findings.add(time(token));
    if (token.issued().filter(clock.instant().plus(TOLERANCE)::isBefore).isPresent()) {
      findings.add(
          Finding.warn("it was made in the future", "set this machine's clock, best by NTP"));
    }
    findings.add(vaults(token));
    return findings;
  }

  private Finding time(ConnectToken token) {
    if (token.expiry().isEmpty()) {
      return Finding.ok("well formed, does not expire");
    }
    Instant expiry = token.expiry().get();
    Duration left = Duration.between(clock.instant(), expiry);
    if (left.isNegative()) {
      return Finding.fail("it expired at " + expiry, NEW_TOKEN);
    }
    return left.compareTo(SOON) < 0
        ? Finding.warn("it expires at " + expiry, NEW_TOKEN)
        : Finding.ok("well formed, expires at " + expiry);
  }

  private Finding vaults(ConnectToken token) {
    long writable = token.writable();
    String found =
        "it covers %d vaults, %d of them to write in".formatted(token.access().size(), writable);
    if (token.access().isEmpty()) {
      return Finding.warn("it names no vault", "give it access to vaults, with a new token");
    }
    return settings.gates().writes() && writable == 0
        ? Finding.warn(found, "--enable-writes needs a token that may write")
        : Finding.ok(found);
  }
}
