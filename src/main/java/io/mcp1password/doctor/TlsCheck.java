package io.mcp1password.doctor;

import io.mcp1password.config.Settings;
import io.mcp1password.config.TlsSettings;
import io.mcp1password.config.Transport;
import io.mcp1password.http.ServerTls;
import io.mcp1password.http.TlsFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether the listener can use its certificate and key, and for how long yet. */
record TlsCheck(Settings settings, Clock clock) implements Check {

  /** Time to get another one. */
  private static final Duration SOON = Duration.ofDays(14);

  @Override
  public String name() {
    return "tls";
  }

  @Override
  public List<Finding> findings() {
    TlsSettings files = settings.http().tls();
    if (files == null || settings.transport() != Transport.HTTP) {
      return List.of();
    }
    try {
      return List.of(finding(ServerTls.usableUntil(files)));
    } catch (TlsFileException e) {
      return List.of(
          Finding.fail(
              String.valueOf(e.getMessage()),
              "correct the files or the settings; see docs/tls.md"));
    }
  }

  private Finding finding(Instant end) {
    String found = "certificate and key match, and are valid until " + end;
    return clock.instant().plus(SOON).isAfter(end)
        ? Finding.warn(found, "renew the certificate; the service takes the new files by itself")
        : Finding.ok(found);
  }
}
