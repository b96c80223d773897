package io.mcp1password.doctor;

import java.net.URI;
import java.util.List;

/** Whether a Connect server answers at the address. */
record ConnectReachCheck(ConnectProbe probe, URI host) implements Check {

  @Override
  public String name() {
    return "connect server";
  }

  @Override
  public List<Finding> findings() {
    return List.of(probe.heartbeat().map(this::finding).orElseGet(this::unreached));
  }

  private Finding finding(ConnectProbe.Answer answer) {
    return answer.status() == 200
        ? Finding.ok("answers at " + host)
        : Finding.fail(
            "what answers at " + host + " is no Connect server (status " + answer.status() + ")",
            "check --connect-host, and the proxy if there is one");
  }

  private Finding unreached() {
    return Finding.fail(
        "nothing answers at " + host + " (" + probe.trouble() + ")",
        "start the Connect server, or check --connect-host");
  }
}
