package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonValue;
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
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to read an MCP call from its JSON, and to write it again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class JsonTextBenchmark {

  /** How many fields the item has that the call creates; each is about 90 bytes of JSON. */
  @Param({"1", "100"})
  public int fields;

  private byte[] text = {};
  private JsonValue value = JsonValue.NULL;

  /** Makes the call. */
  @Setup
  public void prepare() {
    text = SampleCalls.itemCreate(fields).toString().getBytes(UTF_8);
    value = JsonText.parse(text);
  }

  /** Reads it. */
  @Benchmark
  public JsonValue read() {
    return JsonText.parse(text);
  }

  /** Writes it. */
  @Benchmark
  public String write() {
    return value.toString();
  }
}
