package io.mcp1password.operation;

import io.mcp1password.ServiceFixture;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.bench.SampleCalls;
import jakarta.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to check arguments against an operation's schema and to make its input. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class BindingBenchmark {

  private static final int FIELDS = 20;

  private final ServiceFixture service = ServiceFixture.of(new InMemoryBackend());
  private final OperationDescriptor read = service.operation("item_get_metadata");
  private final OperationDescriptor create = service.operation("item_create");
  private final JsonObject readArguments =
      ServiceFixture.json("{'vaultId':'Engineering','itemId':'Deploy API'}");
  private final JsonObject createArguments = SampleCalls.itemCreate(FIELDS);
  private final JsonObject badArguments =
      ServiceFixture.json("{'vaultId':7,'itemId':'','limit':'many'}");

  /** The two texts of {@code item_get_metadata}. */
  @Benchmark
  public @Nullable Object twoTexts() {
    return read.bind(readArguments);
  }

  /** The {@value #FIELDS} fields of {@code item_create}. */
  @Benchmark
  public @Nullable Object twentyFields() {
    return create.bind(createArguments);
  }

  /** Arguments that are refused, each for a reason of its own. */
  @Benchmark
  public String refused() {
    try {
      return String.valueOf(read.bind(badArguments));
    } catch (OperationException refusal) {
      return String.valueOf(refusal.getMessage());
    }
  }
}
