package io.mcp1password.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that stand in files whose names the environment tells. */
class SecretFileTest {

  private static final String TOKEN = "a-token-from-a-file";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("token");
    Files.writeString(file, TOKEN + "\n");
    mode("r--------");
  }

  @ParameterizedTest
  @CsvSource({
    "OP_CONNECT_TOKEN_FILE",
    "OP_SERVICE_ACCOUNT_TOKEN_FILE",
    "OP_MCP_SERVICE_ACCOUNT_TOKEN_FILE",
    "OP_MCP_HTTP_BEARER_TOKEN_FILE",
    "OP_MCP_REQUEST_STATE_KEY_FILE"
  })
  void everySecretCanStandInAFile(String variable) throws IOException {
    Files.delete(file);
    Files.writeString(file, TOKEN + TOKEN);
    mode("r--r-----");

    LoadedSettings loaded = load(variable);

    assertThat(
            List.of(
                secret(loaded.settings().backend().connectToken()),
                secret(loaded.settings().backend().serviceAccountToken()),
                secret(loaded.settings().http().bearerToken()),
                secret(loaded.settings().http().requestStateKey())))
        .containsOnlyOnce(TOKEN + TOKEN);
    assertThat(loaded.warnings()).noneMatch(each -> each.contains("no such setting"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n"})
  void oneLineBreakAtTheEndIsNotPartOfIt(String end) throws IOException {
    rewrite(TOKEN + end);

    assertThat(secret(load("OP_CONNECT_TOKEN_FILE").settings().backend().connectToken()))
        .isEqualTo(TOKEN);
  }

  @Test
  void isFoundBehindSymbolicLinks() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("token"));

    assertThat(problems(Map.of("OP_CONNECT_TOKEN_FILE", link.toString()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--r--r--", "rw-rw----", "r-----r--", "r------w-"})
  void mayNotBeOpenToOthers(String mode) throws IOException {
    mode(mode);

    assertRefused(
        "names a file that is open to others than its owner and group; run chmod 0400 or 0440 on"
            + " it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \n"})
  void mayNotBeEmpty(String content) throws IOException {
    rewrite(content);

    assertRefused("names a file that is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "two breaks\n\n", "a space", "\u00e9"})
  void holdsASecretAndNothingElse(String content) throws IOException {
    rewrite(content);

    assertRefused("the value has characters other than visible ASCII");
  }

  @Test
  void mayNotBeLarge() throws IOException {
    rewrite("x".repeat(SecretFile.MAX_BYTES + 1));

    assertRefused("names a file of more than 65536 bytes");
  }

  @Test
  void mustBeThere() throws IOException {
    Files.delete(file);
    assertRefused("names a file that does not exist");

    Files.createDirectory(file);
    assertRefused("names something that is no regular file");
  }

  @Test
  void goesNotTogetherWithTheValueItself() {
    assertThat(
            problems(Map.of("OP_CONNECT_TOKEN_FILE", file.toString(), "OP_CONNECT_TOKEN", "other")))
        .containsExactly(
            "OP_CONNECT_TOKEN: is set, and OP_CONNECT_TOKEN_FILE too; set one of them");
  }

  @Test
  void thereIsNoneForWhatIsNoSecret() {
    assertThat(Loading.load(Map.of("OP_MCP_ACCOUNT_FILE", file.toString()), "--auth-mode=demo"))
        .extracting(LoadedSettings::warnings)
        .asString()
        .contains("OP_MCP_ACCOUNT_FILE: there is no such setting; ignored");
  }

  private LoadedSettings load(String variable) {
    return Loading.load(Map.of(variable, file.toString()), "--auth-mode=demo");
  }

  private static List<String> problems(Map<String, String> environment) {
    return Loading.problems(environment, "--auth-mode=connect");
  }

  /** The problem names the variable, and neither the file nor what it holds. */
  private void assertRefused(String why) {
    assertThat(problems(Map.of("OP_CONNECT_TOKEN_FILE", file.toString())))
        .containsExactly("OP_CONNECT_TOKEN_FILE: " + why);
  }

  private void rewrite(String content) throws IOException {
    Files.delete(file);
    Files.writeString(file, content);
    mode("r--------");
  }

  private void mode(String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static String secret(@Nullable Secret value) {
    return value == null ? "" : value.reveal();
  }
}
