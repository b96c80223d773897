package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.ServiceFixture;
import io.mcp1password.TestWorkspace;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates with references, rendered to files. */
class TemplatesTest {

  @TempDir Path folder;
  private Path root;
  private TestWorkspace workspace;
  private ServiceFixture service;

  @BeforeEach
  void start() throws IOException {
    workspace = TestWorkspace.in(folder);
    root = workspace.root();
    Files.writeString(
        root.resolve("in.tmpl"),
        """
        user={{ op://Private things/Example/username }}
        password={{op://Private things/Example/password}}
        {{ other }} é
        """);
    service =
        ServiceFixture.of(InMemoryBackend.withSamples(), workspace.flags().toArray(String[]::new));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void theSecretsGoToAFileThatOnlyItsOwnerCanRead() throws IOException {
    JsonObject result = render("in.tmpl", "out.env");
    Path target = root.resolve("out.env");
    assertThat(target)
        .hasContent("user=someone@example.com\npassword=canary-password\n{{ other }} é\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-------");
    assertThat(result)
        .isEqualTo(
            ServiceFixture.json(
                "{'path':'out.env','size':" + Files.size(target) + ",'referenceCount':2}"));
    assertThat(service.audit().records().toString())
        .doesNotContain("canary")
        .contains("out.env", "referenceCount");
  }

  @Test
  void anOldFileIsReplacedWholeAndLosesItsMode() throws IOException {
    Path target = Files.writeString(root.resolve("out"), "old");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-rw-"));
    render("in.tmpl", "out");
    assertThat(target).content().contains("canary-password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-------");
    try (var files = Files.list(root)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void noLinkIsFollowedAnywhere() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path victim = Files.writeString(outside.resolve("victim"), "kept");
    Files.createSymbolicLink(root.resolve("folder"), outside);
    Files.createSymbolicLink(root.resolve("file"), victim);
    Files.writeString(outside.resolve("in.tmpl"), "{{ op://Private things/Example/password }}");
    Files.createSymbolicLink(root.resolve("link.tmpl"), outside.resolve("in.tmpl"));
    assertRefused("in.tmpl", "folder/out", "symbolic link");
    assertRefused("in.tmpl", "file", "symbolic link");
    assertRefused("link.tmpl", "out", "symbolic link");
    assertRefused("folder/in.tmpl", "out", "symbolic link");
    assertThat(victim).hasContent("kept");
    assertThat(outside.resolve("out")).doesNotExist();
    assertThat(root.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "/tmp/out", "a/../../out", "./out", "a//..", ".."})
  void aTargetIsWithinTheWorkspace(String target) {
    assertThatThrownBy(() -> render("in.tmpl", target))
        .hasMessageContaining("targetPath must be a path within workspaceRoot");
  }

  @Test
  void aTargetUnderVersionControlMustBeIgnoredThere() throws Exception {
    git("init", "-q");
    assertRefused("in.tmpl", "out", "not ignored");
    Files.writeString(root.resolve(".gitignore"), "*.env\n");
    render("in.tmpl", "out.env");
    assertRefused("in.tmpl", ".git/config", "not ignored");
    Files.writeString(root.resolve("tracked.env"), "x");
    git("add", "-f", "tracked.env");
    assertRefused("in.tmpl", "tracked.env", "not ignored");
  }

  @Test
  void gitRunsNoProgramThatARepositoryNames() throws Exception {
    git("init", "-q");
    Files.writeString(root.resolve(".gitignore"), "*.env\n");
    Path program =
        Files.writeString(root.resolve("evil"), "#!/bin/sh\ntouch \"" + root + "/ran\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    git("config", "core.fsmonitor", program.toString());
    render("in.tmpl", "out.env");
    assertThat(root.resolve("ran")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {".hg", ".svn"})
  void anyOtherVersionControlIsRefused(String kind) throws IOException {
    Files.createDirectory(root.resolve(kind));
    assertRefused("in.tmpl", "out", "version control");
  }

  @Test
  void aTemplateMustHaveAPlaceAndBeText() throws IOException {
    Files.writeString(root.resolve("plain"), "nothing");
    assertRefused("plain", "out", "no place");
    Files.write(root.resolve("binary"), new byte[] {(byte) 0xff});
    assertRefused("binary", "out", "not UTF-8");
    Files.writeString(root.resolve("large"), "x".repeat(1024 * 1024 + 1));
    assertRefused("large", "out", "larger");
    Files.writeString(root.resolve("many"), "{{ op://a/b/c }}".repeat(201));
    assertRefused("many", "out", "more than 200");
    assertRefused("missing", "out", "not there");
  }

  @Test
  void nobodyWaitsForANamedPipe() throws Exception {
    String pipe = root.resolve("pipe").toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
    assertRefused("pipe", "out", "no regular file");
  }

  @Test
  void aSecretThatIsNotThereLeavesNoFile() throws IOException {
    Files.writeString(root.resolve("wrong"), "{{ op://Private things/Nothing/password }}");
    assertThatThrownBy(() -> render("wrong", "out")).isInstanceOf(OperationException.class);
    assertThat(root.resolve("out")).doesNotExist();
  }

  @Test
  void anAllowlistIsNeverOverwritten() throws IOException {
    workspace.write("{'version':1,'workspaceRoot':'.','commands':{}}");
    service.call("op_script_reload_allowlists", "{'reason':'to test'}");
    Files.copy(root.resolve("in.tmpl"), root.resolveSibling("in.tmpl"));
    assertThatThrownBy(
            () ->
                service.call(
                    "op_template_render",
                    "{'workspaceRoot':'"
                        + root.getParent()
                        + "','templatePath':'in.tmpl','targetPath':'allowlist.json',"
                        + "'reason':'to test'}"))
        .hasMessageContaining("allowlist");
  }

  private JsonObject render(String template, String target) {
    return service
        .call(
            "op_template_render",
            "{'workspaceRoot':'%s','templatePath':'%s','targetPath':'%s','reason':'to test'}"
                .formatted(root, template, target))
        .content();
  }

  private void assertRefused(String template, String target, String why) {
    assertThatThrownBy(() -> render(template, target))
        .isInstanceOfSatisfying(
            OperationException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMAND_REFUSED))
        .hasMessageContaining(why)
        .hasMessageNotContaining(folder.toString());
  }

  private void git(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(root.toFile()).inheritIO().start();
    assertThat(git.waitFor()).isZero();
  }
}
