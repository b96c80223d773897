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

  private static final String GROUP = "k2mvbj5w3xqz7dtr4yhs6pnc8e";
  private static final String ENVIRONMENT = "w7zt3kq5mxv2jbr8ydh4npc6se";

  private static final String RIGHTS =
      "{'vaultId':'Engineering','groupId':'"
          + GROUP
          + "','permissions':['READ_ITEMS','REVEAL_ITEM_PASSWORD']}";

  private static final String VARIABLE =
      "{'environmentId':'" + ENVIRONMENT + "','name':'API_TOKEN'}";

  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("sdk_capabilities", "{}"),
          Map.entry("op_session_status", "{}"),
          Map.entry("op_session_reset", "{}"),
          Map.entry("op_script_list", "{'workspaceRoot':'/srv/app'}"),
          Map.entry("op_script_reload_allowlists", "{'reason':'a command was added'}"),
          Map.entry(
              "op_script_run",
              "{'workspaceRoot':'/srv/app','commandId':'deploy','args':{'stage':'test'},"
                  + "'reason':'deploy the fix','envSecretRefs':{'DEPLOY_TOKEN':'"
                  + REFERENCE
                  + "'}}"),
          Map.entry(
              "op_unrestricted_run",
              "{'workspaceRoot':'/srv/app','command':'ls -l','reason':'look around'}"),
          Map.entry(
              "op_template_render",
              "{'workspaceRoot':'/srv/app','templatePath':'app.env.tmpl',"
                  + "'targetPath':'app.env','reason':'start the app'}"),
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
          Map.entry("secret_reference_check", "{'secretReference':'" + REFERENCE + "'}"),
          Map.entry(
              "item_create",
              "{'vaultId':'Engineering','category':'Database','title':'Old staging','fields':["
                  + "{'id':'username','title':'username','fieldType':'Text','value':'app'},"
                  + "{'id':'password','title':'password','fieldType':'Concealed','value':'x'}]}"),
          Map.entry(
              "item_update", "{'vaultId':'Engineering','itemId':'Deploy API','tags':['deploy']}"),
          Map.entry("item_archive", "{'vaultId':'Engineering','itemId':'Old staging'}"),
          Map.entry("item_delete", "{'vaultId':'Engineering','itemId':'Old staging'}"),
          Map.entry(
              "password_create",
              "{'vaultId':'Engineering','title':'New server','username':'root',"
                  + "'mode':'memorable','memorableWords':5}"),
          Map.entry(
              "password_update",
              "{'vaultId':'Engineering','itemId':'Deploy API','field':'credential',"
                  + "'randomLength':40}"),
          Map.entry("vault_create", "{'title':'Staging','description':'For the staging servers'}"),
          Map.entry("vault_update", "{'vaultId':'Staging','description':'Unused since May'}"),
          Map.entry("vault_delete", "{'vaultId':'Staging'}"),
          Map.entry("group_get", "{'groupId':'" + GROUP + "','includeVaultPermissions':true}"),
          Map.entry("vault_permissions_get", "{'vaultId':'Engineering'}"),
          Map.entry("vault_permissions_grant_group", RIGHTS),
          Map.entry("vault_permissions_update_group", RIGHTS),
          Map.entry(
              "vault_permissions_revoke_group",
              "{'vaultId':'Engineering','groupId':'" + GROUP + "'}"),
          Map.entry(
              "environment_get_variables", "{'environmentId':'" + ENVIRONMENT + "','limit':20}"),
          Map.entry("environment_get_variable", VARIABLE),
          Map.entry("environment_reveal_variable", VARIABLE));

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
