package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.LeakyConnect.Misbehaviour;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationResult;
import io.mcp1password.operation.Verb;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Drives every operation over both faces, and keeps what comes out as evidence. */
final class LeakDrive {

  private static final OperationCatalog CATALOG =
      ServiceFixture.of(InMemoryBackend.withSamples()).catalog();

  /**
   * What takes part.
   *
   * @param revealOpen whether the gate in front of plaintext is open
   */
  record Scene(
      ServiceUnderTest service,
      LeakyConnect connect,
      PlantedVault vault,
      Canaries canaries,
      Evidence evidence,
      Path workspace,
      boolean revealOpen) {}

  /**
   * A call that is to be made over both faces.
   *
   * @param secret what it reveals when the gate is open; null when nothing
   * @param except the place of a canary that the caller sent and may see again; null for none
   */
  private record Call(
      OperationDescriptor operation,
      String how,
      JsonObject arguments,
      @Nullable String secret,
      @Nullable String except) {

    Call(OperationDescriptor operation, String how, JsonObject arguments) {
      this(operation, how, arguments, null, null);
    }

    Call revealing(@Nullable String value) {
      return new Call(operation, how, arguments, value, except);
    }

    Call showing(String place) {
      return new Call(operation, how, arguments, secret, place);
    }

    Set<String> exceptions() {
      return except == null ? Set.of() : Set.of(except);
    }
  }

  /** What is told at once by an operation that makes something, and one that is not. */
  private static final Set<String> SOON_TOLD = Set.of("a 400", "a 401", "a 403");

  private final ServiceUnderTest service;
  private final LeakyConnect connect;
  private final PlantedVault vault;
  private final Canaries canaries;
  private final Evidence evidence;
  private final boolean revealOpen;
  private final Path workspace;
  private final Map<String, String> restHeaders;
  private final Map<String, JsonObject> goods = new HashMap<>();
  private int generated;

  LeakDrive(Scene scene) {
    service = scene.service();
    connect = scene.connect();
    vault = scene.vault();
    canaries = scene.canaries();
    evidence = scene.evidence();
    revealOpen = scene.revealOpen();
    workspace = scene.workspace();
    restHeaders =
        Map.of(
            "User-Agent",
            "agent of op://Canary Vault/My Item/" + plant("the user agent"),
            "X-Reason",
            plant("a reason where none is taken"),
            "X-Acknowledge",
            plant("an acknowledgement where none is taken"),
            "Cookie",
            "id=" + plant("a cookie"));
  }

  void everything() throws Exception {
    for (OperationDescriptor operation : CATALOG.all()) {
      JsonObject good = good(operation);
      call(
          new Call(operation, "with good arguments", consenting(operation, good))
              .revealing(password(good)));
      call(new Call(operation, "without consent", good));
      wrongArguments(operation, consenting(operation, good));
      for (var wrong : Misbehaviour.quoting(canaries, operation.name()).entrySet()) {
        if (makes(operation) && !SOON_TOLD.contains(wrong.getKey())) {
          continue;
        }
        connect.misbehave(wrong.getValue(), "/v1");
        call(new Call(operation, "against " + wrong.getKey(), consenting(operation, good)));
        if (operation.name().equals("item_search")) {
          connect.misbehave(wrong.getValue(), "/items");
          call(
              new Call(
                  operation, "against partial " + wrong.getKey(), consenting(operation, good)));
        }
        connect.behave();
      }
    }
    assertThat(connect.misbehaved()).isGreaterThan(150);
    everyField();
    references();
    misplacedReferences();
    new LeakProbes(service, canaries, evidence).everything();
  }

  /** Whether it looks for a long time for what it may have made. */
  private static boolean makes(OperationDescriptor operation) {
    return Set.of("item_create", "password_create").contains(operation.name());
  }

  private JsonObject good(OperationDescriptor operation) {
    return goods.computeIfAbsent(operation.name(), _ -> newGood(operation));
  }

  private JsonObject newGood(OperationDescriptor operation) {
    String item = "'vaultId':'" + vault.vaultId() + "','itemId':'" + vault.itemId() + "'";
    return ServiceFixture.json(
        switch (operation.name()) {
          case "sdk_capabilities",
              "op_session_status",
              "vault_list",
              "item_search",
              "password_generate",
              "password_generate_memorable" ->
              "{}";
          case "op_session_reset", "op_script_list" -> "{}";
          case "op_script_reload_allowlists" -> "{'reason':'to look for leaks'}";
          case "op_script_run" ->
              "{'workspaceRoot':'"
                  + workspace
                  + "','commandId':'print','reason':'to look for leaks',"
                  + "'envSecretRefs':{'MY_SECRET':'op://Canary Vault/My Item/password'},"
                  + "'returnOutput':true,"
                  + "'acknowledgePlaintext':'I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT'}";
          case "op_unrestricted_run" ->
              "{'workspaceRoot':'"
                  + workspace
                  + "','command':'echo "
                  + plant("a free-form command")
                  + "','reason':'to look for leaks'}";
          case "op_template_render" ->
              "{'workspaceRoot':'"
                  + workspace
                  + "','templatePath':'in.tmpl','targetPath':'out','reason':'to look for leaks'}";
          case "vault_get" -> "{'vaultId':'" + vault.vaultId() + "','includeAccessors':true}";
          case "item_get_metadata" -> "{" + item + "}";
          case "password_read" -> "{" + item + ",'reveal':true}";
          case "secret_reveal" -> "{" + item + ",'fieldId':'password'}";
          case "secret_reference_check" ->
              "{'secretReference':'op://Canary Vault/My Item/password'}";
          case "item_create" ->
              "{'vaultId':'"
                  + vault.vaultId()
                  + "','category':'Login','title':'Made','notes':'"
                  + plant("new notes")
                  + "','tags':['t'],'sections':[{'id':'s','title':'S'}],'fields':["
                  + field("username", "Text")
                  + ","
                  + field("password", "Concealed")
                  + "],'websites':[{'url':'https://u:"
                  + plant("password of a new website")
                  + "@host.example','label':'w','autofillBehavior':'Never'}]}";
          case "item_update" ->
              "{"
                  + throwaway()
                  + ",'notes':'"
                  + plant("changed notes")
                  + "','sections':[{'id':'s','title':'S'}],'fields':["
                  + field("changed", "Concealed")
                  + "]}";
          case "password_create" ->
              "{'vaultId':'"
                  + vault.vaultId()
                  + "','title':'Made','username':'"
                  + plant("new user name")
                  + "','password':'"
                  + plant("new password")
                  + "','notes':'"
                  + plant("notes of a new password")
                  + "','url':'https://u:"
                  + plant("password of the website of a new password")
                  + "@host.example'}";
          case "password_update" ->
              "{" + throwaway() + ",'password':'" + plant("changed password") + "'}";
          case "item_delete", "item_archive" -> "{" + throwaway() + "}";
          case "vault_create" -> "{'title':'Made'}";
          case "vault_update" -> "{'vaultId':'Made','title':'Other'}";
          case "vault_delete", "vault_permissions_get" -> "{'vaultId':'Made'}";
          case "group_get" -> "{'groupId':'g'}";
          case "vault_permissions_grant_group", "vault_permissions_update_group" ->
              "{'vaultId':'Made','groupId':'g','permissions':['READ_ITEMS']}";
          case "vault_permissions_revoke_group" -> "{'vaultId':'Made','groupId':'g'}";
          case "environment_get_variables" -> "{'environmentId':'e'}";
          case "environment_get_variable", "environment_reveal_variable" ->
              "{'environmentId':'e','name':'n'}";
          default -> throw new AssertionError("no good arguments for " + operation.name());
        });
  }

  private String throwaway() {
    return "'vaultId':'" + vault.vaultId() + "','itemId':'" + vault.throwaway() + "'";
  }

  private String field(String id, String type) {
    return "{'id':'%1$s','title':'%1$s','fieldType':'%2$s','value':'%3$s'}"
        .formatted(id, type, plant("new field " + id));
  }

  /** What the item operations reveal when they do. */
  private @Nullable String password(JsonObject good) {
    return good.containsKey("reveal") || good.containsKey("fieldId")
        ? vault.values().get("password")
        : null;
  }

  private void wrongArguments(OperationDescriptor operation, JsonObject good) throws Exception {
    String at = " of " + operation.name();
    JsonObject surplus = with(good, "password", plant("a surplus" + at));
    call(new Call(operation, "with a password", surplus));
    for (String name : operation.inputSchema().getJsonObject("properties").keySet()) {
      // A reason is audited; its description says so.
      if (!name.equals(Access.REASON)) {
        String tooLong = plant(name + at).repeat(50);
        var call = new Call(operation, "with a wrong " + name, with(good, name, tooLong));
        // An address may be as long, and is shown.
        call(name.equals("url") ? call.showing(name + at) : call);
        var object = Json.createObjectBuilder().add("x", plant("an object as " + name + at));
        mcp(new Call(operation, "with an object as " + name, with(good, name, object.build())));
      }
    }
  }

  private void everyField() throws Exception {
    for (var field : vault.values().entrySet()) {
      for (String operation : List.of("secret_reveal", "password_read")) {
        OperationDescriptor descriptor = CATALOG.find(operation).orElseThrow();
        String name = operation.equals("secret_reveal") ? "fieldId" : "field";
        JsonObject named = with(consenting(descriptor, good(descriptor)), name, field.getKey());
        call(new Call(descriptor, "of " + field.getKey(), named).revealing(field.getValue()));
        if (named.containsKey("reveal")) {
          call(new Call(descriptor, "of hidden " + field.getKey(), without(named, "reveal")));
        }
      }
    }
    for (String type : List.of("OTP", "TOTP")) {
      OperationDescriptor reveal = CATALOG.find("secret_reveal").orElseThrow();
      String code = "op://Canary Vault/My Item/f-" + type + "?attribute=otp";
      JsonObject named = Json.createObjectBuilder().add("reference", code).build();
      call(
          new Call(reveal, "code of " + type, consenting(reveal, named))
              .revealing(canaries.at("code of " + type)));
    }
  }

  /** References are told to nobody but the caller who sent them. */
  private void references() throws Exception {
    for (String name : List.of("secret_reveal", "password_read", "secret_reference_check")) {
      OperationDescriptor operation = CATALOG.find(name).orElseThrow();
      String argument = name.equals("secret_reveal") ? "reference" : "secretReference";
      for (String form :
          List.of(
              "op://Canary Vault/My Item/%s",
              "op://Canary Vault/My Item/a section %s/password",
              "op://Canary Vault/Your Item %s/password",
              "op://Other Vault %s/My Item/password",
              "op://Canary Vault/My Item/password?attribute=%s",
              "op://%s",
              "OP://Canary Vault/My Item/%s")) {
        String place = form + " for " + name;
        JsonObject good = ServiceFixture.json("{'" + argument + "':''}");
        String reference = form.formatted(plant(place));
        JsonObject arguments = consenting(operation, with(good, argument, reference));
        call(new Call(operation, place, arguments).showing(place));
      }
    }
  }

  private void misplacedReferences() throws Exception {
    for (String name : List.of("vault_get", "item_get_metadata", "item_search", "password_read")) {
      OperationDescriptor operation = CATALOG.find(name).orElseThrow();
      String place = "a reference as an id for " + name;
      String argument = name.equals("item_search") ? "query" : "vaultId";
      String reference = "op://Canary Vault/My Item/" + plant(place);
      call(new Call(operation, place, with(good(operation), argument, reference)).showing(place));
    }
    for (OperationDescriptor operation : CATALOG.all()) {
      if (operation.acknowledgement().isPresent()) {
        JsonObject arguments = consenting(operation, good(operation));
        String place = "a reference as the reason of " + operation.name();
        String reason = "for op://Canary Vault/My Item/" + plant(place);
        call(
            new Call(operation, place, with(arguments, Access.REASON, reason))
                .revealing(password(arguments)));
      }
    }
  }

  private void call(Call call) throws Exception {
    mcp(call);
    rest(call);
  }

  private void mcp(Call call) throws Exception {
    String place = "MCP " + call.operation().name() + " " + call.how();
    HttpResponse<String> response =
        service.mcp(ServiceUnderTest.toolCall(call.operation().name(), call.arguments()));
    JsonObject result = ServiceUnderTest.json(response.body()).getJsonObject("result");
    String text = result.getJsonArray("content").getJsonObject(0).getString("text");
    if (shows(call, place, result.getBoolean("isError"), text)) {
      result = without(result, "content");
    }
    evidence.add(place, response, result.toString(), call.exceptions());
  }

  private void rest(Call call) throws Exception {
    String place = "REST " + call.operation().name() + " " + call.how();
    HttpResponse<String> response =
        service.rest(call.operation(), call.arguments(), headers(call.operation()));
    JsonObject body = ServiceUnderTest.json(response.body());
    String text = body.getString(OperationResult.SECRET_MEMBER, "");
    if (shows(call, place, response.statusCode() != 200, text)) {
      body = without(body, OperationResult.SECRET_MEMBER);
    }
    evidence.add(place, response, body.toString(), call.exceptions());
  }

  /** The reason of a DELETE is audited, as the reason of any call. */
  private Map<String, String> headers(OperationDescriptor operation) {
    if (operation.verb() != Verb.DELETE) {
      return restHeaders;
    }
    return restHeaders.entrySet().stream()
        .filter(each -> !each.getKey().equals("X-Reason"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether this answer carries a plaintext by right; then it must be the right one. */
  private boolean shows(Call call, String place, boolean failed, String text) {
    if (call.operation().access() == Access.GENERATE && !failed) {
      assertThat(call.arguments()).as(place).containsKey(Access.REASON);
      canaries.watch("generated password " + generated++, text);
      return true;
    }
    if (call.secret() == null) {
      return false;
    }
    assertThat(failed).as(place).isEqualTo(!revealOpen);
    if (revealOpen) {
      assertThat(text).as(place).isEqualTo(call.secret());
    }
    return revealOpen;
  }

  private String plant(String place) {
    return canaries.plant(place);
  }

  private static JsonObject consenting(OperationDescriptor operation, JsonObject arguments) {
    var result = JsonText.JSON.createObjectBuilder(arguments);
    operation
        .acknowledgement()
        .ifPresent(
            demanded ->
                result
                    .add(Access.REASON, "to look for leaks")
                    .add(demanded.argument(), demanded.phrase()));
    return result.build();
  }

  private static JsonObject with(JsonObject object, String name, String value) {
    return with(object, name, Json.createValue(value));
  }

  private static JsonObject with(JsonObject object, String name, JsonValue value) {
    return Json.createObjectBuilder(object).add(name, value).build();
  }

  private static JsonObject without(JsonObject object, String name) {
    return Json.createObjectBuilder(object).remove(name).build();
  }
}
