package io.mcp1password.runner.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of remembered approvals: private, encrypted, shared, and never trusted blindly. */
class GrantFileTest {

  private static final Instant END = Instant.parse("2026-11-25T19:30:00Z");
  private static final String SCOPE = "script-command:/home/ann/shop";

  @TempDir private Path temporary;
  private Path folder;
  private Path store;
  private Path key;
  private GrantFile file;

  @BeforeEach
  void prepare() throws Exception {
    folder = temporary.resolve("private");
    store = folder.resolve("grants.json");
    key = folder.resolve("grants.key");
    file = new GrantFile(store, key);
  }

  private void remember() throws StoreException {
    file.update(grants -> grants.put(SCOPE, END));
  }

  private StoreDefect defect() {
    return catchThrowableOfType(StoreException.class, file::read).defect();
  }

  @Test
  void whatIsNotThereIsEmptyAndIsNotMade() throws Exception {
    assertThat(file.read()).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void itIsMadePrivateAndHoldsNothingReadable() throws Exception {
    remember();
    assertThat(file.read()).isEqualTo(Map.of(SCOPE, END));
    assertThat(mode(folder)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList()).hasSize(3).allMatch(each -> mode(each).equals("rw-------"));
    }
    assertThat(Files.readString(store)).contains("aes-256-gcm").doesNotContain("ann", "2026");
    assertThat(key).isRegularFile();
  }

  @Test
  void theSameContentLooksDifferentEachTime() throws Exception {
    remember();
    String first = Files.readString(store);
    remember();
    assertThat(Files.readString(store)).isNotEqualTo(first);
  }

  @Test
  void aFileOfAnotherKeyIsNotUsed() throws Exception {
    remember();
    var other = new GrantFile(folder.resolve("other.json"), folder.resolve("other.key"));
    other.update(grants -> grants.put(SCOPE, END));
    Files.copy(folder.resolve("other.json"), folder.resolve("copy.json"));
    Files.move(
        folder.resolve("copy.json"), store, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    setMode(store, "rw-------");
    assertThat(defect()).isEqualTo(StoreDefect.TAMPERED);
    file.update(grants -> grants.put("unrestricted-command:/srv", END));
    assertThat(file.read()).containsOnlyKeys("unrestricted-command:/srv");
  }

  @Test
  void withoutItsKeyItIsNotUsed() throws Exception {
    remember();
    Files.delete(key);
    assertThat(defect()).isEqualTo(StoreDefect.NO_KEY);
    Files.writeString(key, "c2hvcnQ=\n");
    setMode(key, "rw-------");
    assertThat(defect()).isEqualTo(StoreDefect.NO_KEY);
    remember();
    assertThat(file.read()).containsKey(SCOPE);
  }

  @Test
  void whatIsMalformedIsNotUsed() throws Exception {
    remember();
    for (String text :
        List.of("", "[]", "{}", "{\"version\":1}", "x".repeat(70_000), "[".repeat(9_000))) {
      Files.writeString(store, text);
      assertThat(defect())
          .as(text.substring(0, Math.min(10, text.length())))
          .isEqualTo(StoreDefect.MALFORMED);
    }
    remember();
    assertThat(file.read()).containsKey(SCOPE);
  }

  @Test
  void aFileOrKeyThatOthersCanReadIsNotUsed() throws Exception {
    remember();
    setMode(store, "rw-r-----");
    assertThat(defect()).isEqualTo(StoreDefect.OPEN_TO_OTHERS);
    remember();
    assertThat(mode(store)).isEqualTo("rw-------");
    setMode(key, "rw----r--");
    assertThat(defect()).isEqualTo(StoreDefect.OPEN_TO_OTHERS);
    assertThat(catchThrowableOfType(StoreException.class, this::remember).defect())
        .isEqualTo(StoreDefect.OPEN_TO_OTHERS);
  }

  @Test
  void aFolderThatOthersCanWriteIsNotUsed() throws Exception {
    remember();
    setMode(folder, "rwx-w----");
    assertThat(defect()).isEqualTo(StoreDefect.OPEN_TO_OTHERS);
    assertThat(catchThrowableOfType(StoreException.class, this::remember).defect())
        .isEqualTo(StoreDefect.OPEN_TO_OTHERS);
  }

  @Test
  void nothingIsReadOrWrittenThroughALink() throws Exception {
    remember();
    Path target = temporary.resolve("target");
    Files.move(store, target);
    Files.createSymbolicLink(store, target);
    assertThat(defect()).isEqualTo(StoreDefect.WRONG_KIND);
    byte[] before = Files.readAllBytes(target);
    assertThat(catchThrowableOfType(StoreException.class, this::remember).defect())
        .isEqualTo(StoreDefect.WRONG_KIND);
    assertThat(target).hasBinaryContent(before);

    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    var linked = new GrantFile(link.resolve("grants.json"), link.resolve("grants.key"));
    assertThat(catchThrowableOfType(StoreException.class, linked::read).defect())
        .isEqualTo(StoreDefect.WRONG_KIND);
  }

  @Test
  void theFileOfAnotherUserIsNotUsed() throws Exception {
    if (new UnixSystem().getUid() == 0) {
      remember();
      Files.setAttribute(store, "unix:uid", 65534);
    } else {
      file = new GrantFile(Path.of("/etc/passwd"), key);
    }
    assertThat(defect()).isEqualTo(StoreDefect.FOREIGN_OWNER);
  }

  @Test
  void changesOfSeveralServersDoNotGetLost() throws Exception {
    List<Callable<Void>> servers =
        IntStream.range(0, 8).mapToObj(server -> (Callable<Void>) () -> addTen(server)).toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> each : executor.invokeAll(servers)) {
        each.get();
      }
    }
    assertThat(file.read()).hasSize(80);
  }

  private Void addTen(int server) throws StoreException {
    var own = new GrantFile(store, key);
    for (int i = 0; i < 10; i++) {
      String scope = "script-command:/" + server + "/" + i;
      own.update(grants -> grants.put(scope, END));
    }
    return null;
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void setMode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
