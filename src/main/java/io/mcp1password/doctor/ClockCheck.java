package io.mcp1password.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Whether this machine's clock and the Connect server's agree, by the date of an answer. */
record ClockCheck(ConnectProbe probe, Clock clock) implements Check {

  /** The date has whole seconds, and an answer takes its time. */
  private static final Duration NEAR = Duration.ofSeconds(5);

  /** A one-time code holds for as long. */
  private static final Duration CODE = Duration.ofSeconds(30);

  private static final String ADVICE =
      "set both clocks, best by NTP: one-time codes and the expiry of tokens go by them";

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public List<Finding> findings() {
    return probe.heartbeat().flatMap(ConnectProbe.Answer::date).stream()
        .map(date -> Duration.between(date, clock.instant()).abs())
        .map(ClockCheck::finding)
        .toList();
  }

  private static Finding finding(Duration apart) {
    if (apart.compareTo(NEAR) <= 0) {
      return Finding.ok("agrees with the Connect server's to within 5 s");
    }
    String found = apart.toSeconds() + " s apart from the Connect server's";
    return apart.compareTo(CODE) < 0 ? Finding.warn(found, ADVICE) : Finding.fail(found, ADVICE);
  }
}
