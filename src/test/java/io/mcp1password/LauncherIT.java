package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The launcher script, in a folder of its own: beside the packaged jar, or beside sources and a
 * Maven that only copies the packaged jar.
 */
class LauncherIT {

  private static final Path LAUNCHER = Path.of("mcp-1password").toAbsolutePath();
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String JDK = System.getProperty("java.home");

  private Path folder;
  private Path root;
  private Path tools;
  private final Map<String, String> environment = new TreeMap<>();

  private record Outcome(int code, String output, String errors) {}

  @BeforeEach
  void lay() throws IOException {
    Path here = Files.createDirectories(TARGET.resolve("launcher-it"));
    folder = Files.createTempDirectory(here, "case");
    root = Files.createDirectories(folder.resolve("the root"));
    Files.copy(LAUNCHER, root.resolve("mcp-1password"));
    assertThat(root.resolve("mcp-1password").toFile().setExecutable(true)).isTrue();
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool :
        List.of(
            "sh",
            "cat",
            "cp",
            "dirname",
            "find",
            "head",
            "mkdir",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "touch",
            "tr")) {
      Files.createSymbolicLink(tools.resolve(tool), where(tool));
    }
    environment.put("PATH", tools.toString());
    environment.put("MCP_1PASSWORD_AOT", "off");
    environment.put("HOME", folder.toString());
    environment.put("JAVA_HOME", JDK);
    environment.put("MCP_1PASSWORD_JDK_FOLDERS", folder.resolve("none").toString());
  }

  /** They are large. */
  @AfterEach
  void removeCaches() throws Exception {
    for (Path cache : Files.exists(root.resolve("target")) ? caches() : List.<Path>of()) {
      Files.delete(cache);
    }
  }

  @Test
  void runsTheJarWhenThereAreNoSources() throws Exception {
    layJar(root.resolve("target"));

    assertVersion(launch("--version"));
  }

  @Test
  void runsTheJarThatStandsBesideIt() throws Exception {
    layJar(root);

    assertVersion(launch("--version"));
  }

  @Test
  void isCalledThroughSymbolicLinks() throws Exception {
    layJar(root.resolve("target"));
    Path absolute = folder.resolve("absolute");
    Files.createSymbolicLink(absolute, root.resolve("mcp-1password"));
    Path relative = Files.createDirectories(folder.resolve("bin")).resolve("relative");
    Files.createSymbolicLink(relative, Path.of("..", "absolute"));

    assertVersion(finish(start(folder, relative.toString(), "--version")));
  }

  @Test
  void passesArgumentsAndTheExitCodeOn() throws Exception {
    layJar(root.resolve("target"));

    Outcome outcome = launch("--auth-mode=demo", "--log-level", "a b*");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.errors())
        .isEqualToIgnoringNewLines(
            "mcp-1password: --log-level: a b* is not one of error, warn, info, debug, trace");
    assertThat(outcome.output()).isEmpty();
  }

  @Test
  void takesFurtherOptionsForTheJvm() throws Exception {
    layJar(root.resolve("target"));
    environment.put(
        "MCP_1PASSWORD_JAVA_OPTS", "-Dmcp1password.auth-mode=demo -Dmcp1password.http-port=99999");

    assertThat(launch().errors())
        .isEqualToIgnoringNewLines(
            "mcp-1password: mcp1password.http-port: 99999 is not between 0 and 65535");
  }

  @Test
  void buildsWhenTheJarIsMissingAndKeepsTheOutputClean() throws Exception {
    laySources();

    Outcome outcome = launch("--version");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.output()).startsWith("mcp-1password ").doesNotContain("noise");
    assertThat(outcome.errors()).contains("mcp-1password: building").contains("noise");
    assertThat(builds()).singleElement().asString().endsWith(" package");
  }

  @Test
  void buildsAgainOnlyWhenASourceIsNewer() throws Exception {
    laySources();

    launch("--version");
    assertVersion(launch("--version"));
    Files.setLastModifiedTime(
        root.resolve("src/main/java/A.java"), FileTime.from(Instant.now().plusSeconds(5)));
    launch("--version");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    laySources();

    twoAtOnce();
  }

  @Test
  void twoAtOnceBuildOnceByFlockWhereThereIsOne() throws Exception {
    laySources();
    Path flock = Path.of("/usr/bin/flock"); // not on every system: then as without it
    if (Files.isExecutable(flock)) {
      Files.createSymbolicLink(tools.resolve("flock"), flock);
    }

    twoAtOnce();
  }

  private void twoAtOnce() throws Exception {
    Process one = start(root, "./mcp-1password", "--version");
    Process other = start(root, "./mcp-1password", "--version");

    assertThat(List.of(finish(one), finish(other)))
        .allSatisfy(outcome -> assertThat(outcome.output()).startsWith("mcp-1password "));
    assertThat(builds()).hasSize(1);
  }

  @Test
  void doesNotWaitForALauncherThatDied() throws Exception {
    laySources();
    Process dead = start(root, "sh", "-c", "exit 0");
    finish(dead);
    Path lock = Files.createDirectories(root.resolve("target/launcher.lock.d"));
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

    assertThat(launch("--version").output()).startsWith("mcp-1password ");
  }

  @Test
  void saysWhatToInstallWhenThereIsNoMaven() throws Exception {
    laySources();
    Files.delete(tools.resolve("mvn"));

    Outcome outcome = launch("--version");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors())
        .isEqualToIgnoringNewLines(
            "mcp-1password: needs Maven to build itself, and there is no mvn on PATH");
  }

  @Test
  void saysSoWhenTheBuildFails() throws Exception {
    laySources();
    script(tools.resolve("mvn"), "exit 3");

    Outcome outcome = launch("--version");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.errors()).endsWith("mcp-1password: the build failed\n");
  }

  @Test
  void saysWhatToInstallWhenNoJdkIsNewEnough() throws Exception {
    layJar(root.resolve("target"));
    Path old = layOldJdk("jdk-24", "24.0.2");
    environment.put("JAVA_HOME", old.toString());
    environment.put("MCP_1PASSWORD_JDK_FOLDERS", folder.resolve("old").toString());
    Files.createSymbolicLink(tools.resolve("java"), old.resolve("bin/java"));

    Outcome outcome = launch("--version");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors().lines())
        .singleElement()
        .asString()
        .startsWith("mcp-1password: needs a JDK 25 or newer")
        .endsWith("install one, for example Eclipse Temurin 25, or set JAVA_HOME");
  }

  @Test
  void findsTheJdkBehindTheJavaOnThePath() throws Exception {
    layJar(root.resolve("target"));
    environment.remove("JAVA_HOME");
    Files.createSymbolicLink(tools.resolve("java"), Path.of(JDK, "bin", "java"));

    assertVersion(launch("--version"));
  }

  @Test
  void findsANewerJdkInTheUsualFolders() throws Exception {
    layJar(root.resolve("target"));
    environment.put("JAVA_HOME", layOldJdk("jdk-8", "1.8.0_402").toString());
    Path jdks = Files.createDirectories(folder.resolve("jdks"));
    Files.createSymbolicLink(jdks.resolve("this one"), Path.of(JDK));
    environment.put("MCP_1PASSWORD_JDK_FOLDERS", folder.resolve("none") + ":" + jdks);

    assertVersion(launch("--version"));
  }

  @Test
  void asksAJvmThatHasNoReleaseFile() throws Exception {
    layJar(root.resolve("target"));
    Path bare = folder.resolve("bare");
    Files.createDirectories(bare.resolve("bin"));
    script(bare.resolve("bin/java"), "exec '" + JDK + "/bin/java' \"$@\"");
    environment.put("JAVA_HOME", bare.toString());

    assertVersion(launch("--version"));
  }

  @Test
  void makesTheCacheOfAQuickStartAndUsesIt() throws Exception {
    layCopies(root.resolve("target"));
    layCacheTools();

    assertVersion(launch("--version"));
    Path cache = awaitCache();

    // The JVM of this option refuses to start without its cache.
    environment.put("MCP_1PASSWORD_JAVA_OPTS", "-XX:AOTMode=on");
    assertVersion(launch("--version"));
    Process serving =
        start(root, "./mcp-1password", "--auth-mode=demo", "--audit-log-path=" + folder + "/a/a");
    serving.getOutputStream().close();
    Outcome stdio = finish(serving);
    assertThat(stdio.errors()).isEmpty();
    assertThat(stdio.code()).isZero();
    assertThat(caches()).containsExactly(cache);
  }

  @Test
  void makesAnotherCacheForAnotherJar() throws Exception {
    layCopies(root.resolve("target"));
    layCacheTools();
    launch("--version");
    Path first = awaitCache();
    Files.setLastModifiedTime(
        root.resolve("target/mcp-1password.jar"), FileTime.from(Instant.EPOCH));

    assertVersion(launch("--version"));

    await(() -> !caches().contains(first) && caches().size() == 1 && settled());
  }

  @Test
  void startsWithoutACacheWhenNoneCanBeMade() throws Exception {
    layCopies(root.resolve("target"));
    layCacheTools();
    Files.delete(tools.resolve("nice"));
    script(tools.resolve("nice"), "echo broken; exit 1");

    assertVersion(launch("--version"));

    await(this::settled);
    assertThat(caches()).isEmpty();
    assertVersion(launch("--version"));
    await(this::settled);
  }

  /** The link to the libraries would be followed to a folder whose files have other paths. */
  private void layCopies(Path where) throws IOException {
    Files.createDirectories(where.resolve("libs"));
    Files.copy(TARGET.resolve("mcp-1password.jar"), where.resolve("mcp-1password.jar"));
    try (var libraries = Files.list(TARGET.resolve("libs"))) {
      for (Path each : libraries.toList()) {
        Files.createLink(where.resolve("libs").resolve(each.getFileName()), each);
      }
    }
  }

  private void layCacheTools() throws IOException {
    environment.remove("MCP_1PASSWORD_AOT");
    for (String tool : List.of("cksum", "ls", "env", "nice", "mv")) {
      Files.createSymbolicLink(tools.resolve(tool), where(tool));
    }
  }

  private Path awaitCache() throws Exception {
    await(() -> !caches().isEmpty() && settled());
    return caches().getFirst();
  }

  private List<Path> caches() {
    return inTarget(".aot");
  }

  private boolean settled() {
    return inTarget(".making").isEmpty();
  }

  private List<Path> inTarget(String ending) {
    try (var files = Files.list(root.resolve("target"))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(180);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static void assertVersion(Outcome outcome) {
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output()).startsWith("mcp-1password ");
    assertThat(outcome.code()).isZero();
  }

  private void layJar(Path where) throws IOException {
    Files.createDirectories(where);
    for (String part : List.of("mcp-1password.jar", "libs")) {
      Files.createSymbolicLink(where.resolve(part), TARGET.resolve(part));
    }
  }

  private void laySources() throws IOException {
    Files.createDirectories(root.resolve("src/main/java"));
    Files.writeString(root.resolve("src/main/java/A.java"), "");
    Files.writeString(root.resolve("pom.xml"), "");
    script(
        tools.resolve("mvn"),
        "echo \"$*\" >>builds",
        "echo noise",
        "sleep 1",
        "mkdir -p target",
        "[ -e target/libs ] || ln -s '" + TARGET.resolve("libs") + "' target/libs",
        "cp '" + TARGET.resolve("mcp-1password.jar") + "' target/");
    Files.createSymbolicLink(tools.resolve("ln"), where("ln"));
  }

  private Path layOldJdk(String name, String version) throws IOException {
    Path jdk = folder.resolve("old").resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(jdk.resolve("bin/java"), "echo started >&2; exit 1");
    script(jdk.resolve("bin/javac"), "exit 1");
    return jdk;
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(root.resolve("builds"));
  }

  private static void script(Path file, String... lines) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Path where(String tool) {
    return List.of("/bin", "/usr/bin").stream()
        .map(each -> Path.of(each, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Outcome launch(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("./mcp-1password"));
    command.addAll(List.of(arguments));
    return finish(start(root, command.toArray(String[]::new)));
  }

  private Process start(Path where, String... command) throws IOException {
    var builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Outcome finish(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output, errors);
  }
}
