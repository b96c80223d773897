package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged service as a process of its own, started by the launcher on a free port of
 * 127.0.0.1.
 *
 * <p>Variables of this process whose names begin with {@code OP_} are not passed on.
 */
public final class ServerProcess implements AutoCloseable {

  /** The variable that sets the bearer token; without it, demo mode makes one and prints it. */
  public static final String TOKEN_VARIABLE = "OP_MCP_HTTP_BEARER_TOKEN";

  /**
   * What begins in the background of a shell without job control has SIGINT ignored, and so has
   * whatever it starts; no shell and no JVM takes that back.
   */
  private static final List<String> HEEDING_SIGNALS =
      List.of("perl", "-e", "$SIG{INT} = $SIG{TERM} = 'DEFAULT'; exec @ARGV or die");

  private static final Pattern READY =
      Pattern.compile("mcp-1password is ready: .*, REST at (https?://\\S+)/api/v1");
  private static final Pattern MADE_TOKEN =
      Pattern.compile(" curl -H 'Authorization: Bearer (\\S+)'");
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final Path folder;
  private final URI uri;
  private final Secret token;

  private ServerProcess(Process process, Path folder, URI uri, Secret token) {
    this.process = process;
    this.folder = folder;
    this.uri = uri;
    this.token = token;
  }

  /** Starts the demo with these flags; see {@link #start}. */
  public static ServerProcess demo(Path folder, String... flags) throws IOException {
    List<String> all = new ArrayList<>(List.of("--auth-mode=demo"));
    all.addAll(List.of(flags));
    return start(folder, Map.of(), all);
  }

  /**
   * Starts it over HTTP with these variables and flags; when this returns, it answers.
   *
   * @param folder where its standard error and its audit log go
   * @throws AssertionError with what it wrote to the standard error, when it does not start
   */
  public static ServerProcess start(Path folder, Map<String, String> variables, List<String> flags)
      throws IOException {
    List<String> command = new ArrayList<>(HEEDING_SIGNALS);
    command.add(Path.of("mcp-1password").toAbsolutePath().toString());
    command.addAll(List.of("--transport=http", "--http-port=0"));
    command.add("--audit-log-path=" + auditLog(folder));
    command.addAll(flags);
    Path errors = folder.resolve("server.err");
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OP_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      String output = untilReady(process, !variables.containsKey(TOKEN_VARIABLE));
      URI uri = URI.create(first(READY, output));
      String token = variables.get(TOKEN_VARIABLE);
      return new ServerProcess(
          process, folder, uri, Secret.of(token == null ? first(MADE_TOKEN, output) : token));
    } catch (CompletionException | IllegalStateException e) {
      process.destroyForcibly();
      throw new AssertionError("The server did not start:\n" + Files.readString(errors, UTF_8), e);
    }
  }

  /** The server's address, without a path. */
  public URI uri() {
    return uri;
  }

  /** The bearer token that it wants. */
  public Secret token() {
    return token;
  }

  /** The id of the process. */
  public long pid() {
    return process.pid();
  }

  /** The file that its audit records go to. */
  public Path auditLog() {
    return auditLog(folder);
  }

  /** What it wrote to the standard error so far. */
  public String errors() throws IOException {
    return Files.readString(folder.resolve("server.err"), UTF_8);
  }

  /** Sends it a signal, for example {@code TERM}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
  }

  /** Waits for its end; its exit code. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Asks it to stop and waits for its end. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("The server did not stop when asked to.");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Path auditLog(Path folder) {
    return folder.toAbsolutePath().resolve("audit").resolve("audit.jsonl");
  }

  private static String untilReady(Process process, boolean withToken) {
    return CompletableFuture.supplyAsync(
            () -> readUntil(process.inputReader(UTF_8), withToken ? MADE_TOKEN : READY))
        .orTimeout(START_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static String readUntil(BufferedReader output, Pattern last) {
    var text = new StringBuilder();
    try {
      String line = output.readLine();
      while (line != null) {
        text.append(line).append('\n');
        if (last.matcher(line).find()) {
          return text.toString();
        }
        line = output.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("It ended after printing:\n" + text);
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("It did not print " + pattern);
    }
    return found.group(1);
  }
}
