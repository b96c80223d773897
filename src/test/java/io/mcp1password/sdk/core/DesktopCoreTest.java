package io.mcp1password.sdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.sdk.CoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desktop app's library, played by a C program with the same functions and messages. */
class DesktopCoreTest {

  @TempDir(cleanup = CleanupMode.NEVER)
  private static Path folder;

  private static Path library;

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    library = folder.resolve("libop_sdk_ipc_client.so");
    compile("src/test/c/op_sdk_ipc_client.c", library);
  }

  private static void compile(String source, Path to) throws IOException, InterruptedException {
    Process compiler =
        new ProcessBuilder("gcc", "-shared", "-fPIC", "-o", to.toString(), source)
            .inheritIO()
            .start();
    assertThat(compiler.waitFor()).isZero();
  }

  @Test
  void aMessageIsThatOfTheOfficialSdks() {
    try (DesktopCore core = DesktopCore.open(library, "My \"account\"")) {
      assertThat(core.initClient("{\"a\":1}").join())
          .isEqualTo(
              "{\"kind\":\"init_client\",\"account_name\":\"My \\\"account\\\"\","
                  + "\"payload\":\"eyJhIjoxfQ==\"}");
      assertThat(core.invokeSync("é")).contains("\"kind\":\"invoke\"", "\"payload\":\"w6k=\"");
    }
  }

  @Test
  void everyAnswerIsGivenBackToTheLibrary() {
    try (DesktopCore core = DesktopCore.open(library, "count")) {
      assertThat(core.invoke("1").join()).isEqualTo("0");
      assertThat(core.invoke("2").join()).isEqualTo("0");
    }
  }

  @Test
  void anErrorIsTheCoresOwn() {
    CoreException error = failure("refused");
    assertThat(error.name()).isEqualTo("DesktopSessionExpired");
    assertThat(error).hasMessage("sign in again");
  }

  @ParameterizedTest
  @CsvSource({
    "closed, Integrate with other apps",
    "dropped, start and unlock it",
    "broken, code -9",
    "nonsense, update the app"
  })
  void aFailureSaysWhatToDo(String account, String told) {
    CoreException error = failure(account);
    assertThat(error.name()).isEqualTo(CoreException.UNAVAILABLE);
    assertThat(error).hasMessageContaining(told);
  }

  private static CoreException failure(String account) {
    try (DesktopCore core = DesktopCore.open(library, account)) {
      return RealCore.failure(core.invoke("{}"));
    }
  }

  @Test
  void aLibraryWithoutTheFunctionsIsTooOld() throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("old.c"), "int other;");
    Path old = folder.resolve("old.so");
    compile(source.toString(), old);
    assertThatThrownBy(() -> DesktopCore.open(old, "a")).hasMessageContaining("too old");
  }

  @Test
  void whatIsNoLibraryIsNotLoaded() throws IOException {
    Path text = Files.writeString(folder.resolve("text.so"), "no library");
    assertThatThrownBy(() -> DesktopCore.open(text, "a")).hasMessageContaining("cannot be loaded");
  }

  @Test
  void theLibraryIsLookedUpWhereTheOfficialSdksDo() {
    Path home = Path.of("/home/a");
    assertThat(DesktopLibrary.places("linux", home))
        .contains(Path.of("/opt/1Password/libop_sdk_ipc_client.so"));
    assertThat(DesktopLibrary.places("mac os x", home))
        .hasSize(2)
        .allMatch(each -> each.endsWith("Contents/Frameworks/libop_sdk_ipc_client.dylib"));
    assertThat(DesktopLibrary.places("windows 11", home))
        .hasSize(4)
        .allMatch(each -> each.endsWith("op_sdk_ipc_client.dll"));
  }
}
