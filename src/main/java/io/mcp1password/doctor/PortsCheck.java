package io.mcp1password.doctor;

import io.mcp1password.config.GateSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.config.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Whether the ports that the service would listen on can be had. */
record PortsCheck(Settings settings) implements Check {

  @Override
  public String name() {
    return "ports";
  }

  @Override
  public List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    if (settings.transport() == Transport.HTTP) {
      findings.add(finding("--http-port", settings.http().host(), settings.http().port()));
    }
    if (needsApproval(settings.gates())) {
      findings.add(
          finding(
              "--unrestricted-runner-approval-port",
              settings.approval().host(),
              settings.approval().port()));
    }
    return findings.isEmpty() ? List.of(Finding.ok("stdio needs none")) : findings;
  }

  private boolean needsApproval(GateSettings gates) {
    return settings.runner().requireSessionApproval()
        && (gates.unrestrictedRunner() || gates.unrestrictedScriptRunner());
  }

  private static Finding finding(String flag, String host, int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return Finding.ok(
          port == 0
              ? flag + ": a free port of " + host + " is taken at the start"
              : flag + ": " + socket.getLocalPort() + " of " + host + " is free");
    } catch (IOException e) {
      return Finding.fail(
          flag + ": " + port + " of " + host + " cannot be had",
          "stop what listens there, perhaps this service itself, or choose another port or host");
    }
  }
}
