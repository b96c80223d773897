package io.mcp1password;

import io.mcp1password.audit.InMemoryAuditLog;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.config.GateSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.config.SettingsLoader;
import io.mcp1password.mcp.ResourceUpdates;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationInvoker;
import io.mcp1password.operation.OperationListener;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The real operations over a backend in memory, called without any server. */
public final class ServiceFixture implements AutoCloseable {

  /** The flags that open every gate of the operations on 1Password. */
  public static final List<String> ALL_GATES =
      List.of(
          "--enable-secret-reveal",
          "--enable-writes",
          "--enable-destructive-actions",
          "--enable-permission-mutation");

  /** What a call that deletes must send. */
  public static final String DESTROY =
      "'reason':'to test','acknowledgeDestructive':'I_UNDERSTAND_THIS_CAN_DELETE_1PASSWORD_DATA'";

  /** What a call that changes permissions must send. */
  public static final String PERMIT =
      "'reason':'to test','acknowledgePermissionMutation':"
          + "'I_UNDERSTAND_THIS_CAN_CHANGE_1PASSWORD_PERMISSIONS'";

  /** What a call that reveals must send. */
  public static final String REVEAL =
      "'reason':'to test','acknowledgePlaintext':'I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT'";

  /** What a call that generates must send. */
  public static final String GENERATE =
      "'reason':'to test',"
          + "'acknowledgePlaintext':'I_UNDERSTAND_THIS_RETURNS_GENERATED_SECRET_PLAINTEXT'";

  private final ServiceWiring wiring;
  private final InMemoryAuditLog audit;

  private ServiceFixture(ServiceWiring wiring, InMemoryAuditLog audit) {
    this.wiring = wiring;
    this.audit = audit;
  }

  /** The operations with the settings that these flags make, over this backend. */
  public static ServiceFixture of(OnePasswordBackend backend, String... flags) {
    var audit = new InMemoryAuditLog();
    return new ServiceFixture(
        ServiceWiring.of(settings(flags), backend, audit, OperationListener.NONE), audit);
  }

  /** The operations with every gate open, over this backend. */
  public static ServiceFixture open(OnePasswordBackend backend) {
    return of(backend, ALL_GATES.toArray(String[]::new));
  }

  /** The settings that these flags make, for the demo over HTTP. */
  public static Settings settings(String... flags) {
    List<String> all = new ArrayList<>(List.of("--auth-mode=demo", "--transport=http"));
    all.addAll(Arrays.asList(flags));
    return SettingsLoader.withMicroProfile(Map.of()).load(all).settings();
  }

  /** Calls an operation with arguments written with single quotes. */
  public OperationResult call(String operation, String arguments) {
    return invoker()
        .invoke(operation(operation), json(arguments), Caller.of(Caller.Surface.REST, "test"));
  }

  public OperationDescriptor operation(String name) {
    return catalog().find(name).orElseThrow();
  }

  /** What hears of the operations. */
  public ResourceUpdates updates() {
    return wiring.updates();
  }

  public OperationCatalog catalog() {
    return wiring.catalog();
  }

  public OperationInvoker invoker() {
    return wiring.invoker();
  }

  public GateSettings gates() {
    return catalog().gates();
  }

  public InMemoryAuditLog audit() {
    return audit;
  }

  /** Ends the commands that run, and the page for approvals. */
  @Override
  public void close() {
    wiring.close();
  }

  /** JSON that is written with single quotes. */
  public static JsonObject json(String singleQuoted) {
    return JsonText.parse(singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .asJsonObject();
  }
}
