package io.mcp1password.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/** The server's health: Connect begins to synchronise at the first request with a valid token. */
final class HealthState {

  private volatile boolean unlocked;

  void unlock() {
    unlocked = true;
  }

  /** The body of {@code /health}, which is answered with 200 in every state. */
  JsonObject json() {
    var dependencies = new ArrayList<JsonObject>();
    dependencies.add(
        dependency("1Password", "UNINITIALIZED")
            .add("message", "make a request with a valid bearer token to initialize")
            .build());
    dependencies.add(
        dependency("sqlite", "ACTIVE").add("message", "Connected to ./1password.sqlite").build());
    dependencies.addAll(synchronisation());
    return ConnectJson.object()
        .add("name", "1Password Connect API")
        .add("version", ConnectHandler.VERSION)
        .add("dependencies", ConnectJson.array(dependencies))
        .build();
  }

  private List<JsonObject> synchronisation() {
    return List.of(
        dependency("sync", unlocked ? "ACTIVE" : "TOKEN_NEEDED").build(),
        dependency("account_data", unlocked ? "AVAILABLE" : "NOT_SYNCED").build());
  }

  private static JsonObjectBuilder dependency(String service, String status) {
    return ConnectJson.object().add("service", service).add("status", status);
  }
}
