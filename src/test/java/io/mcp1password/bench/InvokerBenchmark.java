package io.mcp1password.bench;

import io.mcp1password.ServiceFixture;
import io.mcp1password.audit.AuditLog;
import io.mcp1password.audit.AuditRecord;
import io.mcp1password.audit.FileAuditLog;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationInvoker;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long a call takes from its arguments to its answer, without any server or network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class InvokerBenchmark {

  /** Where the audit records go. */
  public enum Audit {
    /** Nowhere. */
    NONE,
    /** To a file, as shipped. */
    FILE
  }

  /** Where the audit records go. */
  @Param public Audit audit = Audit.NONE;

  private final ServiceFixture service = ServiceFixture.of(InMemoryBackend.withSamples());
  private final Caller caller = Caller.of(Caller.Surface.REST, "benchmark");
  private final OperationDescriptor read = service.operation("item_get_metadata");
  private final OperationDescriptor status = service.operation("op_session_status");
  private final OperationDescriptor delete = service.operation("item_delete");
  private final String place =
      "'vaultId':'" + InMemoryBackend.PERSONAL + "','itemId':'" + InMemoryBackend.LOGIN + "'";
  private final JsonObject item = ServiceFixture.json("{" + place + "}");
  private final JsonObject nothing = ServiceFixture.json("{}");
  private final JsonObject deletion =
      ServiceFixture.json("{" + place + "," + ServiceFixture.DESTROY + "}");

  private AuditLog log = NoAudit.LOG;
  private OperationInvoker invoker = new OperationInvoker(service.catalog(), log);

  /** Opens the audit log. */
  @Setup
  public void open() throws IOException {
    if (audit == Audit.FILE) {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "audit");
      log = new FileAuditLog(folder.resolve("audit.jsonl"), Clock.systemUTC());
    }
    invoker = new OperationInvoker(service.catalog(), log);
  }

  /** Closes the audit log. */
  @TearDown
  public void close() {
    log.close();
  }

  /** Reads an item of a backend in memory. */
  @Benchmark
  public JsonObject item() {
    return invoker.invoke(read, item, caller).content();
  }

  /** Asks no backend. */
  @Benchmark
  public JsonObject session() {
    return invoker.invoke(status, nothing, caller).content();
  }

  /** Is refused, since the gate is closed. */
  @Benchmark
  public String refusal() {
    try {
      return invoker.invoke(delete, deletion, caller).content().toString();
    } catch (OperationException refused) {
      return refused.code().wireName();
    }
  }

  private enum NoAudit implements AuditLog {
    LOG;

    @Override
    public void requireWritable() {}

    @Override
    public void append(AuditRecord auditRecord) {}

    @Override
    public void close() {}
  }
}
