package io.mcp1password.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.ServiceFixture;
import io.mcp1password.TestWorkspace;
import io.mcp1password.backend.InMemoryBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The resources that are told to have changed. */
class ResourceUpdatesTest {

  private final ServiceFixture service =
      ServiceFixture.of(
          InMemoryBackend.withSamples(), "--enable-writes", "--enable-destructive-actions");
  private final List<String> told = new ArrayList<>();

  ResourceUpdatesTest() {
    service
        .updates()
        .changes()
        .listen(
            change -> {
              told.add(String.valueOf(change.uri()));
              return false;
            });
  }

  @Test
  void aWriteIsToldByIdAndByTheCallersName() {
    service.call(
        "password_update", "{'vaultId':'Private things','itemId':'Example','mode':'random'}");
    String byName = "onepassword://vaults/Private%20things/items";
    String byId = "onepassword://vaults/" + InMemoryBackend.PERSONAL + "/items";
    assertThat(told)
        .hasSize(6)
        .contains(byName, byName + "/Example/metadata", byId, byId + "/Example/metadata")
        .anyMatch(uri -> uri.matches(byId + "/[a-z0-9]{26}/metadata"));
  }

  @Test
  void aDeletionIsTold() {
    service.call(
        "item_delete",
        "{'vaultId':'Shared','itemId':'"
            + InMemoryBackend.NOTE
            + "',"
            + ServiceFixture.DESTROY
            + "}");
    assertThat(told)
        .contains(
            "onepassword://vaults/Shared/items",
            "onepassword://vaults/Shared/items/" + InMemoryBackend.NOTE + "/metadata");
  }

  @Test
  void whatOnlyReadsOrFailsIsNotTold() {
    service.call("item_get_metadata", "{'vaultId':'Private things','itemId':'Example'}");
    assertThatThrownBy(
            () ->
                service.call(
                    "password_update",
                    "{'vaultId':'Private things','itemId':'Nothing','mode':'random'}"))
        .hasMessageContaining("Nothing");
    assertThat(told).isEmpty();
  }

  @Test
  void aSessionWatchesOnlyUrisOfReasonableLength() {
    var session = new Session();
    session.watch("x".repeat(2_000));
    assertThatThrownBy(() -> session.watch("x".repeat(2_001)))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void aReloadThatChangedSomethingIsTold(@TempDir Path folder) {
    TestWorkspace workspace = TestWorkspace.in(folder);
    try (var runner =
        ServiceFixture.of(
            InMemoryBackend.withSamples(), workspace.flags().toArray(String[]::new))) {
      runner
          .updates()
          .changes()
          .listen(
              change -> {
                told.add(String.valueOf(change.uri()));
                return false;
              });
      runner.call("op_script_reload_allowlists", "{'reason':'nothing was changed'}");
      assertThat(told).isEmpty();
      workspace.write("{'version':1,'workspaceRoot':'app','commands':{}}");
      runner.call("op_script_reload_allowlists", "{'reason':'commands were removed'}");
      assertThat(told).containsExactly("onepassword://scripts");
    }
  }
}
