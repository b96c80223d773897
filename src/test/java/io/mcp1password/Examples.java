package io.mcp1password;

import io.mcp1password.operation.Access;
import io.mcp1password.operation.Acknowledgement;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationDescriptor;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** One example of each operation against the sample vaults, as the reference shows it. */
final class Examples {

  private static final String REFERENCE = "op://Engineering/Deploy API/credential";

  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("sdk_capabilities", "{}"),
          Map.entry("op_session_status", "{}"),
          Map.entry("vault_list", "{}"),
          Map.entry("vault_get", "{'vaultId':'Engineering','includeAccessors':true}"),
          Map.entry("item_search", "{'query':'bank','limit':2}"),
          Map.entry("item_get_metadata", "{'vaultId':'Engineering','itemId':'Deploy API'}"),
          Map.entry("password_read", "{'secretReference':'" + REFERENCE + "'}"),
          Map.entry("password_generate", "{'length':32,'excludeSimilar':true}"),
          Map.entry("password_generate_memorable", "{'words':5,'separator':'.'}"),
          Map.entry(
              "secret_reveal",
              "{'vaultId':'Engineering','itemId':'Deploy API','fieldId':'credential'}"),
          Map.entry("secret_reference_check", "{'secretReference':'" + REFERENCE + "'}"));

  private Examples() {}

  /** The example's arguments, with a reason and the acknowledgement where every call needs them. */
  static JsonObject of(OperationDescriptor operation) {
    String own =
        Optional.ofNullable(ARGUMENTS.get(operation.name()))
            .orElseThrow(() -> new AssertionError("no example of " + operation.name()));
    var arguments = JsonText.JSON.createObjectBuilder(ServiceFixture.json(own));
    operation
        .access()
        .acknowledgement()
        .map(Acknowledgement.class::cast)
        .ifPresent(
            demanded ->
                arguments
                    .add(Access.REASON, "set up the new server")
                    .add(demanded.argument(), demanded.phrase()));
    return arguments.build();
  }
}
