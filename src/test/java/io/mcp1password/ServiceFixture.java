package io.mcp1password;

import io.mcp1password.audit.InMemoryAuditLog;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.config.GateSettings;
import io.mcp1password.config.Settings;
import io.mcp1password.config.SettingsLoader;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationInvoker;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The real operations over a backend in memory, called without any server. */
public final class ServiceFixture {

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
    return new ServiceFixture(ServiceWiring.of(settings(flags), backend, audit), audit);
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

  /** JSON that is written with single quotes. */
  public static JsonObject json(String singleQuoted) {
    return JsonText.parse(singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .asJsonObject();
  }
}
