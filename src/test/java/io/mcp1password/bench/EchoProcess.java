package io.mcp1password.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * The bare echo in a process of its own: the libraries of the product, the JVM and its options are
 * those of the server beside it, but none of the product's classes is there.
 */
final class EchoProcess implements AutoCloseable {

  private static final List<Class<?>> CLASSES =
      List.of(EchoApplication.class, EchoApplication.Echo.class);
  private static final String PORT = "port ";

  private final OwnProcess process;
  private final URI uri;

  private EchoProcess(OwnProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts it; when this returns, it answers.
   *
   * @param server the process whose JVM options it gets
   */
  static EchoProcess start(Path folder, long server) throws IOException {
    Path classes = folder.toAbsolutePath().resolve("echo");
    for (Class<?> each : CLASSES) {
      copy(each, classes);
    }
    Path descriptor = Files.createDirectories(classes.resolve("META-INF")).resolve("beans.xml");
    Files.writeString(descriptor, "<beans bean-discovery-mode=\"annotated\"/>", UTF_8);
    ProcessHandle.Info info = ProcessHandle.of(server).orElseThrow().info();
    List<String> command = new ArrayList<>();
    command.add(info.command().orElseThrow());
    command.addAll(jvmOptions(info.arguments().orElseThrow()));
    command.addAll(List.of("-cp", classes + File.pathSeparator + libraries()));
    command.add(EchoApplication.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("echo.err").toFile()).start();
    return new EchoProcess(
        new OwnProcess(process), URI.create("http://127.0.0.1:" + port(process) + "/echo"));
  }

  /** The least that a GET can be. */
  HttpCall get() {
    return new HttpCall("bare echo, GET", uri, Map.of(), "", "{");
  }

  /** The least that a POST of this JSON can be. */
  HttpCall post(String body) {
    return new HttpCall(
        "bare echo, POST", uri, Map.of("Content-Type", "application/json"), body, body);
  }

  long pid() {
    return process.process().pid();
  }

  /** Stops it. */
  @Override
  public void close() {
    process.close();
  }

  /** An AOT cache is of no use to other classes than its own. */
  private static List<String> jvmOptions(String[] arguments) {
    return Arrays.stream(arguments)
        .takeWhile(each -> !each.equals("-jar"))
        .filter(each -> !each.startsWith("-XX:AOT"))
        .toList();
  }

  /** Those that the packaged jar names. */
  private static String libraries() throws IOException {
    Path folder = Path.of("target").toAbsolutePath();
    try (var jar = new JarFile(folder.resolve("mcp-1password.jar").toFile())) {
      String names = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return Arrays.stream(names.split(" "))
          .map(name -> folder.resolve(name).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static void copy(Class<?> type, Path folder) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    Path target = folder.resolve(file);
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    try (InputStream bytes = EchoProcess.class.getResourceAsStream("/" + file)) {
      Files.copy(Objects.requireNonNull(bytes), target);
    }
  }

  private static String port(Process process) throws IOException {
    BufferedReader output = process.inputReader(UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(PORT)) {
        return line.substring(PORT.length());
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("The echo did not start; see echo.err in target.");
  }
}
