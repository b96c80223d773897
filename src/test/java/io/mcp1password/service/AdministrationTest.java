package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.ServiceFixture;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.backend.OnePasswordBackend;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Vault;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.OperationResult;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vaults, permissions and environments, which take more than Connect. */
class AdministrationTest {

  private static final String RIGHTS =
      "'vaultId':'Shared','groupId':'" + InMemoryBackend.GROUP + "'";
  private static final String ENVIRONMENT = "'environmentId':'" + InMemoryBackend.ENVIRONMENT + "'";

  private final OnePasswordBackend backend = newBackend();
  private final ServiceFixture service = ServiceFixture.open(backend);

  /** A backend with the samples that can do everything. */
  OnePasswordBackend newBackend() {
    return InMemoryBackend.likeTheSdk();
  }

  private JsonObject call(String operation, String arguments) {
    return service.call(operation, "{" + arguments + "}").content();
  }

  @Test
  void aVaultIsMadeChangedAndDeleted() {
    JsonObject made =
        call("vault_create", "'title':'New','description':'d','allowAdminsAccess':true")
            .getJsonObject("vault");
    assertThat(made.getString("title")).isEqualTo("New");
    assertThat(made.getString("description")).isEqualTo("d");
    JsonObject changed =
        call("vault_update", "'vaultId':'New','description':''").getJsonObject("vault");
    assertThat(changed.getString("id")).isEqualTo(made.getString("id"));
    assertThat(changed.getString("title")).isEqualTo("New");
    assertThat(changed.getString("description")).isEmpty();
    JsonObject deleted = call("vault_delete", "'vaultId':'New'," + ServiceFixture.DESTROY);
    assertThat(deleted)
        .isEqualTo(
            ServiceFixture.json("{'deleted':true,'vaultId':'" + made.getString("id") + "'}"));
    assertThat(backend.vaults())
        .extracting(Vault::title)
        .containsExactly("Private things", "Shared");
  }

  @Test
  void aVaultIsNotChangedToNothingNew() {
    assertRefused("vault_update", "'vaultId':'Shared'", ErrorCode.INVALID_ARGUMENTS);
  }

  @Test
  void theRightsOfAGroupAreGivenReplacedAndTakenAway() {
    JsonObject granted =
        call(
            "vault_permissions_grant_group",
            RIGHTS + ",'permissions':['READ_ITEMS','MANAGE_VAULT']," + ServiceFixture.PERMIT);
    assertThat(granted.getBoolean("granted")).isTrue();
    assertThat(granted.getString("vaultId")).isEqualTo(InMemoryBackend.SHARED);
    assertThat(granted.getJsonArray("permissions").toString())
        .isEqualTo("[\"READ_ITEMS\",\"MANAGE_VAULT\"]");
    assertThat(accessor().getInt("permissionsMask")).isEqualTo(34);

    JsonObject updated =
        call(
            "vault_permissions_update_group",
            RIGHTS + ",'permissions':['READ_ITEMS']," + ServiceFixture.PERMIT);
    assertThat(updated.getBoolean("updated")).isTrue();
    assertThat(accessor())
        .isEqualTo(
            ServiceFixture.json(
                "{'vaultUuid':'"
                    + InMemoryBackend.SHARED
                    + "','accessorType':'group','accessorUuid':'"
                    + InMemoryBackend.GROUP
                    + "','permissionsMask':32,'permissions':['READ_ITEMS']}"));
    assertThat(group(true).getJsonArray("vaultAccess").getJsonObject(0))
        .isEqualTo(
            ServiceFixture.json(
                "{'vaultId':'"
                    + InMemoryBackend.SHARED
                    + "','groupId':'"
                    + InMemoryBackend.GROUP
                    + "','permissionsMask':32,'permissions':['READ_ITEMS']}"));

    JsonObject revoked =
        call("vault_permissions_revoke_group", RIGHTS + "," + ServiceFixture.PERMIT);
    assertThat(revoked.getBoolean("revoked")).isTrue();
    assertThat(call("vault_permissions_get", "'vaultId':'Shared'").getJsonArray("accessors"))
        .isEmpty();
  }

  private JsonObject accessor() {
    return call("vault_permissions_get", "'vaultId':'Shared'")
        .getJsonArray("accessors")
        .getJsonObject(0);
  }

  private JsonObject group(boolean withPermissions) {
    return call(
            "group_get",
            "'groupId':'"
                + InMemoryBackend.GROUP
                + "','includeVaultPermissions':"
                + withPermissions)
        .getJsonObject("group");
  }

  @Test
  void aGroupIsShown() {
    assertThat(group(false))
        .isEqualTo(
            ServiceFixture.json(
                "{'id':'"
                    + InMemoryBackend.GROUP
                    + "','title':'Builders','description':'Those who build',"
                    + "'groupType':'userDefined','state':'active'}"));
    assertRefused("group_get", "'groupId':'nobody'", ErrorCode.NOT_FOUND);
  }

  @Test
  void permissionsAreChangedWithConsentOnly() {
    String rights = RIGHTS + ",'permissions':['READ_ITEMS']";
    assertRefused(
        "vault_permissions_grant_group",
        rights + "," + ServiceFixture.DESTROY,
        ErrorCode.ACKNOWLEDGEMENT_REQUIRED);
    assertRefused(
        "vault_permissions_grant_group",
        RIGHTS + ",'permissions':[]," + ServiceFixture.PERMIT,
        ErrorCode.INVALID_ARGUMENTS);
    assertThat(call("vault_permissions_get", "'vaultId':'Shared'").getJsonArray("accessors"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'limit':500 | 2 | 2",
        "'limit':1 | 1 | 2",
        "'query':' TOKEN ' | 1 | 1",
        "'query':'x' | 0 | 0"
      })
  void variablesAreListedWithoutTheirValues(String options, int shown, int matched) {
    JsonObject result = call("environment_get_variables", ENVIRONMENT + "," + options);
    assertThat(result.getJsonArray("variables")).hasSize(shown);
    assertThat(result.getInt("totalMatched")).isEqualTo(matched);
    assertThat(result).containsKey("secretConsumptionGuidance");
    assertThat(result.toString()).doesNotContain("canary");
  }

  @Test
  void aVariableIsShownWithoutItsValueAndRevealedWithConsent() {
    assertThat(
            call("environment_get_variable", ENVIRONMENT + ",'name':'region'")
                .getJsonObject("variable"))
        .isEqualTo(ServiceFixture.json("{'name':'Region','masked':false,'valueState':'redacted'}"));
    String named = ENVIRONMENT + ",'name':'API_TOKEN'";
    assertRefused("environment_reveal_variable", named, ErrorCode.ACKNOWLEDGEMENT_REQUIRED);
    OperationResult revealed =
        service.call(
            "environment_reveal_variable", "{" + named + "," + ServiceFixture.REVEAL + "}");
    assertThat(revealed.secret()).isEqualTo(Secret.of("canary-token"));
    assertThat(revealed.content())
        .isEqualTo(
            ServiceFixture.json(
                "{'revealed':true,'revealMode':'environment-variable',"
                    + ENVIRONMENT
                    + ",'name':'API_TOKEN','masked':true,'valueLength':12}"));
    assertThat(service.audit().records().toString()).doesNotContain("canary");
    assertRefused("environment_get_variable", ENVIRONMENT + ",'name':'x'", ErrorCode.NOT_FOUND);
  }

  private void assertRefused(String operation, String arguments, ErrorCode code) {
    assertThatThrownBy(() -> call(operation, arguments))
        .isInstanceOfSatisfying(
            OperationException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
