package io.mcp1password.doctor;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the Connect server accepts the token, and shows the vaults that are to be visible. */
record ConnectAccessCheck(ConnectProbe probe, Set<String> allowedVaults) implements Check {

  private static final String LOGS = "look into the log of the Connect server";

  @Override
  public String name() {
    return "connect access";
  }

  @Override
  public List<Finding> findings() {
    if (!probe.isThere()) {
      return List.of();
    }
    try {
      return findings(probe.get("/v1/vaults", true));
    } catch (IOException e) {
      return List.of(
          Finding.fail("no answer within " + ConnectProbe.SECONDS + " s or a broken one", LOGS));
    }
  }

  private List<Finding> findings(ConnectProbe.Answer answer) {
    return switch (answer.status()) {
      case 200 -> seen(answer.body());
      case 401 ->
          List.of(
              Finding.fail(
                  "the server refuses the token",
                  "check that it belongs to this server and was not revoked"));
      case 408 ->
          List.of(
              Finding.warn(
                  "the server is still fetching the account's data", "try again in a minute"));
      default -> List.of(Finding.fail("the server answers with status " + answer.status(), LOGS));
    };
  }

  private List<Finding> seen(String body) {
    List<JsonObject> vaults;
    try (var reader = Json.createReader(new StringReader(body))) {
      vaults = reader.readArray().getValuesAs(JsonObject.class);
      return findings(vaults);
    } catch (JsonException | ClassCastException e) {
      return List.of(Finding.fail("the server's list of vaults cannot be read", LOGS));
    }
  }

  private List<Finding> findings(List<JsonObject> vaults) {
    var findings = new ArrayList<Finding>();
    findings.add(
        vaults.isEmpty()
            ? Finding.warn("the token is accepted but shows no vault", "give it access to vaults")
            : Finding.ok("the token is accepted and shows " + vaults.size() + " vaults"));
    long missing = allowedVaults.stream().filter(name -> !isShown(name, vaults)).count();
    if (missing > 0) {
      findings.add(
          Finding.warn(
              "%d of %d --allowed-vault match no vault".formatted(missing, allowedVaults.size()),
              "check their names, and what the token covers"));
    }
    return findings;
  }

  private static boolean isShown(String name, List<JsonObject> vaults) {
    return vaults.stream()
        .anyMatch(
            each ->
                name.equals(each.getString("id", "")) || name.equals(each.getString("name", "")));
  }
}
