package io.mcp1password;

import io.mcp1password.audit.AuditLog;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.config.Settings;
import io.mcp1password.mcp.ProductFeatures;
import io.mcp1password.mcp.ResourceUpdates;
import io.mcp1password.operation.CallRates;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationInvoker;
import io.mcp1password.operation.OperationListener;
import io.mcp1password.service.Environments;
import io.mcp1password.service.ItemWrites;
import io.mcp1password.service.Items;
import io.mcp1password.service.PasswordWrites;
import io.mcp1password.service.Passwords;
import io.mcp1password.service.Permissions;
import io.mcp1password.service.Runners;
import io.mcp1password.service.ScopedBackend;
import io.mcp1password.service.Scripts;
import io.mcp1password.service.Secrets;
import io.mcp1password.service.ServerInfo;
import io.mcp1password.service.Templates;
import io.mcp1password.service.Vaults;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The operations wired to a backend and an audit log.
 *
 * @param invoker runs the operations of the catalogue
 * @param updates hears of them
 * @param runners what their commands stand on
 */
record ServiceWiring(
    OperationCatalog catalog, OperationInvoker invoker, ResourceUpdates updates, Runners runners)
    implements AutoCloseable {
  /**
   * Wires them.
   *
   * @param listener hears of the calls as well
   */
  static ServiceWiring of(
      Settings settings, OnePasswordBackend backend, AuditLog audit, OperationListener listener) {
    var updates = new ResourceUpdates();
    var approvals = new ApprovalRecords(audit, updates.pages()::answered);
    Runners runners = Runners.start(settings, System.getenv(), approvals);
    var scoped = new ScopedBackend(backend, settings.backend().allowedVaults());
    // The server tells about the catalogue that it stands in itself.
    var itself = new AtomicReference<OperationCatalog>();
    List<Object> services =
        List.of(
            new ServerInfo(
                runners,
                itself::get,
                new ServerInfo.Features(ProductFeatures.prompts(), ProductFeatures.resources()),
                backend::callBudget),
            new Vaults(scoped),
            new Permissions(scoped),
            new Items(scoped),
            new ItemWrites(scoped),
            new Passwords(scoped, settings.gates()),
            new PasswordWrites(scoped),
            new Secrets(scoped),
            new Environments(scoped, settings.gates()),
            new Scripts(runners, scoped),
            new Templates(runners, scoped));
    var catalog = OperationCatalog.of(services, settings.gates(), backend.capabilities());
    itself.set(catalog);
    var rates = new CallRates(settings.maxCallsPerMinute());
    var invoker = new OperationInvoker(catalog, audit, updates.and(listener), rates);
    return new ServiceWiring(catalog, invoker, updates, runners);
  }

  /** Ends the commands that run. */
  @Override
  public void close() {
    runners.close();
  }
}
