package io.mcp1password.bench;

import io.mcp1password.model.Secret;
import io.mcp1password.runner.redaction.Redactor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/**
 * How long it takes to mask the secrets in the output of a child: lines of text in chunks of 8 KiB,
 * in one line of every thousand a secret. Linear, when 160 times the output takes 160 times as
 * long.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RedactionBenchmark {

  private static final int SEED = 20_261_124;
  private static final int SECRET_LENGTH = 40;
  private static final int LINE_LENGTH = 79;
  private static final int LINES_PER_SECRET = 1_000;
  private static final int CHUNK = 8_192;

  /** The output's length. */
  @Param({"64", "10240"})
  public int kibibytes;

  /** How many secrets are looked for. */
  @Param({"1", "50"})
  public int secrets;

  private byte[] output = {};
  private Redactor redactor = Redactor.of(List.of());

  /** Makes the secrets and the output, the same ones every time. */
  @Setup
  public void prepare() {
    var random = new Random(SEED);
    List<String> values =
        Stream.generate(() -> text(random, SECRET_LENGTH)).limit(secrets).toList();
    redactor = Redactor.of(values.stream().map(Secret::of).toList());
    output = new byte[kibibytes * 1024];
    int line = 0;
    for (int at = 0; at < output.length; at += LINE_LENGTH + 1) {
      String text = text(random, LINE_LENGTH - SECRET_LENGTH);
      String end =
          line % LINES_PER_SECRET == 0
              ? values.get(line / LINES_PER_SECRET % secrets)
              : text(random, SECRET_LENGTH);
      put(text + end + "\n", at);
      line++;
    }
  }

  private void put(String line, int at) {
    for (int i = 0; i < line.length() && at + i < output.length; i++) {
      output[at + i] = (byte) line.charAt(i);
    }
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt('!', '~'));
    }
    return text.toString();
  }

  /** Masks the whole output. */
  @Benchmark
  public void mask() throws IOException {
    try (OutputStream masked = redactor.open(OutputStream.nullOutputStream())) {
      for (int at = 0; at < output.length; at += CHUNK) {
        masked.write(output, at, Math.min(CHUNK, output.length - at));
      }
    }
  }
}
