package io.mcp1password.demo;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** The table of the Connect API's routes. */
final class ConnectRoutes {

  private final VaultStore vaults;
  private final ActivityLog activity = new ActivityLog();
  private final HealthState health = new HealthState();
  private final FileRoutes files = new FileRoutes();

  ConnectRoutes(VaultStore vaults) {
    this.vaults = vaults;
  }

  /**
   * The answer to a request.
   *
   * @throws Refusal when there is an error to tell instead
   */
  Answer answer(Request request) {
    if (request.grant().isPresent()) {
      health.unlock();
    }
    if (!request.ofApi()) {
      return serverState(request);
    }
    Grant grant = request.grant().orElseThrow(Refusal::invalidToken);
    if (request.route().equals("GET activity")) {
      return activity.page(request);
    }
    try {
      Answer answer = api(request, grant);
      activity.succeeded(request, grant, answer);
      return answer;
    } catch (Refusal refusal) {
      if (refusal.status() == 403) {
        activity.denied(request, grant);
      }
      throw refusal;
    }
  }

  private Answer serverState(Request request) {
    return switch (request.route()) {
      case "GET heartbeat" -> Answer.text(200, "text/plain; charset=utf-8", ".");
      case "GET health" -> Answer.json(200, health.json());
      case "GET metrics" -> Answer.text(200, "text/plain; version=0.0.4", metrics());
      default -> throw noRoute();
    };
  }

  private Answer api(Request request, Grant grant) {
    return switch (request.route()) {
      case "GET vaults" -> Answer.json(200, ConnectJson.array(list(request, grant)));
      case "GET vaults/*" -> Answer.json(200, vaults.vault(request, grant).json());
      default -> inVault(request, vaults.vaultFor(request, grant));
    };
  }

  private Answer inVault(Request request, StoredVault vault) {
    return switch (request.route()) {
      case "GET vaults/*/items" -> Answer.json(200, ConnectJson.array(list(request, vault)));
      case "POST vaults/*/items" ->
          item(vault.create(ItemDraft.created(request.body().get(), vault.id())));
      case "GET vaults/*/items/*" -> item(vault.item(request.itemId()));
      case "PUT vaults/*/items/*" -> item(vault.update(request.itemId(), put(request)));
      case "PATCH vaults/*/items/*" -> item(vault.update(request.itemId(), patch(request)));
      case "DELETE vaults/*/items/*" -> {
        vault.delete(request.itemId());
        yield Answer.noContent();
      }
      case "GET vaults/*/items/*/files" -> files.list(request, vault);
      case "GET vaults/*/items/*/files/*" -> files.get(request, vault);
      case "GET vaults/*/items/*/files/*/content" -> files.content(request, vault);
      default -> throw noRoute();
    };
  }

  private static UnaryOperator<JsonObject> put(Request request) {
    return seen -> ItemDraft.replaced(request.body().get(), seen);
  }

  private static UnaryOperator<JsonObject> patch(Request request) {
    return seen -> ItemPatch.of(request.body().get()).appliedTo(seen);
  }

  private List<JsonObject> list(Request request, Grant grant) {
    ItemFilter filter = ItemFilter.of(request.query().get("filter"));
    return vaults.all().stream()
        .filter(vault -> grant.covers(vault.id()))
        .map(StoredVault::json)
        .filter(filter::matches)
        .toList();
  }

  private static List<JsonObject> list(Request request, StoredVault vault) {
    ItemFilter filter = ItemFilter.of(request.query().get("filter"));
    return vault.items().stream().filter(filter::matches).map(ItemView::overview).toList();
  }

  private static Answer item(JsonObject item) {
    return Answer.json(200, ItemView.full(item, Instant.now()));
  }

  private String metrics() {
    return """
    # HELP onepassword_connect_vaults The number of vaults.
    # TYPE onepassword_connect_vaults gauge
    onepassword_connect_vaults %d
    # HELP go_goroutines Number of goroutines that currently exist.
    # TYPE go_goroutines gauge
    go_goroutines %d
    """
        .formatted(vaults.all().size(), Thread.activeCount());
  }

  private static Refusal noRoute() {
    return new Refusal(404, "Not found");
  }
}
