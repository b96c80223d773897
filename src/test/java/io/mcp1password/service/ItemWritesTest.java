package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.mcp1password.ServiceFixture;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.model.Category;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemState;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationDescriptor;
import io.mcp1password.operation.OperationException;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ItemWritesTest {

  private static final String EXAMPLE = "'vaultId':'Private things','itemId':'Example'";

  private final InMemoryBackend backend = InMemoryBackend.likeTheSdk();
  private final ServiceFixture service = ServiceFixture.open(backend);

  private Item example() {
    return backend.item(InMemoryBackend.PERSONAL, InMemoryBackend.LOGIN);
  }

  @Test
  void anItemIsMadeAndShownWithoutItsValues() {
    JsonObject result =
        service
            .call(
                "item_create",
                "{'vaultId':'Shared','category':'Server','title':'Made','notes':'canary-note',"
                    + "'tags':['t'],'sections':[{'id':'s','title':'S'}],"
                    + "'fields':[{'id':'f','title':'F','sectionId':'s','fieldType':'Concealed',"
                    + "'value':'canary-value'}],'websites':[{'url':'https://u:canary@example.com',"
                    + "'label':'w','autofillBehavior':'Never'}]}")
            .content();
    assertThat(result.getBoolean("visible")).isTrue();
    JsonObject shown = result.getJsonObject("item");
    assertThat(shown.getString("notesState")).isEqualTo("redacted");
    assertThat(result.toString()).doesNotContain("canary");
    Item made = backend.item(InMemoryBackend.SHARED, shown.getString("id"));
    assertThat(made.notes()).isEqualTo(Secret.of("canary-note"));
    assertThat(made.fields().getFirst().value()).isEqualTo(Secret.of("canary-value"));
    assertThat(made.fields().getFirst().sectionId()).isEqualTo("s");
    assertThat(made.overview().websites().getFirst().url())
        .isEqualTo("https://u:canary@example.com");
    String audited = service.audit().records().toString();
    assertThat(audited).contains("fieldsCount", "websitesCount").doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'category':'Unsupported','title':'x' | category Unsupported is read only",
        "'category':'Login','title':'' | title must have",
        "'category':'Login','title':'x','fields':[{'id':'f','title':'f','sectionId':'nowhere',"
            + "'fieldType':'Text','value':'canary'}] | sections must declare",
        "'category':'Login','title':'x','fields':[{'id':'f','title':'f','fieldType':'Unsupported',"
            + "'value':'canary'}] | fieldType Unsupported",
        "'category':'Login','title':'x','fields':[{'id':'notesPlain','title':'f',"
            + "'fieldType':'Text','value':'canary'}] | go into notes",
        "'category':'Login','title':'x','fields':[{'id':'f','title':'f','fieldType':'Text',"
            + "'value':'canary'},{'id':'f','title':'g','fieldType':'Text','value':'canary'}] |"
            + " fields must have ids that are unique",
        "'category':'Login','title':'x','sections':[{'id':'s','title':'1'},{'id':'s','title':'2'}]"
            + " | sections must have ids that are unique",
        "'category':'Login','title':'x','fields':[{'id':'f','title':'f','fieldType':'Text',"
            + "'value':['canary']}] | fields[0].value must be a text",
      })
  void anItemThatCannotBeIsRefused(String arguments, String told) {
    assertThatThrownBy(() -> service.call("item_create", "{'vaultId':'Shared'," + arguments + "}"))
        .isInstanceOf(OperationException.class)
        .hasMessageContaining(told)
        .message()
        .doesNotContain("canary");
    assertThat(backend.items(InMemoryBackend.SHARED)).hasSize(1);
    assertThat(service.audit().records().toString()).doesNotContain("canary");
  }

  @Test
  void onlyWhatIsGivenIsChanged() {
    Item before = example();
    JsonObject shown =
        service
            .call("item_update", "{" + EXAMPLE + ",'title':'Renamed','tags':['a','b']}")
            .content()
            .getJsonObject("item");
    assertThat(shown.getString("title")).isEqualTo("Renamed");
    assertThat(shown.getInt("version")).isEqualTo(4);
    Item after = example();
    assertThat(after.overview().tags()).containsExactly("a", "b");
    assertThat(after.fields()).isEqualTo(before.fields());
    assertThat(after.sections()).isEqualTo(before.sections());
    assertThat(after.notes()).isEqualTo(before.notes());
    assertThat(after.overview().websites()).isEqualTo(before.overview().websites());
  }

  @Test
  void aListReplacesTheWholeList() {
    service.call(
        "item_update",
        "{"
            + EXAMPLE
            + ",'notes':'','sections':[{'id':'s','title':'S'}],'websites':[],"
            + "'fields':[{'id':'f','title':'F','sectionId':'s','fieldType':'Email','value':'v'}]}");
    Item after = example();
    assertThat(after.notes()).isEqualTo(Secret.EMPTY);
    assertThat(after.sections()).containsExactly(new Section("s", "S"));
    assertThat(after.overview().websites()).isEmpty();
    assertThat(after.fields())
        .extracting(Field::id, Field::sectionId, Field::fieldType)
        .containsExactly(tuple("f", "s", FieldType.EMAIL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'expectedVersion':3 | INVALID_ARGUMENTS | at least one of title",
        "'sections':[] | INVALID_ARGUMENTS | sections must declare",
        "'title':'x','category':'Login' | INVALID_ARGUMENTS | category is not known",
        "'title':'x','expectedVersion':2 | CONFLICT | changed meanwhile",
      })
  void aChangeThatCannotBeChangesNothing(String arguments, ErrorCode code, String told) {
    Item before = example();
    assertRefused("item_update", "{" + EXAMPLE + "," + arguments + "}", code, told);
    assertThat(example()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = FieldType.class,
      names = {"SSH_KEY", "UNSUPPORTED"})
  void aFieldThatCannotBeSentAgainIsNotLeftOut(FieldType type) {
    var field = new Field("key", "key", null, type, null, Secret.of("canary"), null, null);
    var item =
        new Item(
            InMemoryBackend.overview(
                "ccccccccccccccccccccccccc1", "Key", Category.SSH_KEY, InMemoryBackend.SHARED),
            List.of(),
            List.of(field),
            Secret.EMPTY,
            1);
    backend.add(item);
    assertRefused(
        "item_update",
        "{'vaultId':'Shared','itemId':'Key','fields':[]}",
        ErrorCode.INVALID_ARGUMENTS,
        "leaves out 1 of the item");
    assertThat(backend.item(InMemoryBackend.SHARED, item.id())).isEqualTo(item);
    service.call("item_update", "{'vaultId':'Shared','itemId':'Key','title':'Renamed'}");
    assertThat(backend.item(InMemoryBackend.SHARED, item.id()).fields()).containsExactly(field);
  }

  @Test
  void whoIsAskedForConsentSeesNoValue() {
    JsonObject arguments =
        ServiceFixture.json(
            "{'vaultId':'Shared','title':'Made','notes':'canary','fields':[{'value':'canary'}]}");
    assertThat(service.operation("item_create").shown(arguments))
        .isEqualTo(ServiceFixture.json("{'vaultId':'Shared','title':'Made'}"));
  }

  @Test
  void theExpectedVersionIsTheOneThatWasShown() {
    service.call(
        "item_update", "{" + EXAMPLE + ",'title':'Example','tags':[],'expectedVersion':3}");
    assertThat(example().version()).isEqualTo(4);
  }

  @Test
  void anItemIsArchived() {
    JsonObject result =
        service.call("item_archive", "{" + EXAMPLE + "," + ServiceFixture.DESTROY + "}").content();
    assertThat(result)
        .isEqualTo(
            ServiceFixture.json(
                "{'archived':true,'vaultId':'"
                    + InMemoryBackend.PERSONAL
                    + "','itemId':'"
                    + InMemoryBackend.LOGIN
                    + "'}"));
    assertThat(example().overview().state()).isEqualTo(ItemState.ARCHIVED);
  }

  @Test
  void anItemIsDeleted() {
    JsonObject result =
        service
            .call(
                "item_delete",
                "{" + EXAMPLE + ",'expectedVersion':3," + ServiceFixture.DESTROY + "}")
            .content();
    assertThat(result)
        .isEqualTo(
            ServiceFixture.json(
                "{'deleted':true,'vaultId':'"
                    + InMemoryBackend.PERSONAL
                    + "','itemId':'"
                    + InMemoryBackend.LOGIN
                    + "','permanent':false,'visible':true}"));
    assertThat(backend.items(InMemoryBackend.PERSONAL)).isEmpty();
    assertThat(service.operation("item_delete").description()).contains("permanent");
  }

  @Test
  void anItemThatWasChangedMeanwhileIsNotDeleted() {
    assertRefused(
        "item_delete",
        "{" + EXAMPLE + ",'expectedVersion':2," + ServiceFixture.DESTROY + "}",
        ErrorCode.CONFLICT,
        "meanwhile");
    assertThat(backend.items(InMemoryBackend.PERSONAL)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "item_create, --enable-writes",
    "item_update, --enable-writes",
    "password_create, --enable-writes",
    "password_update, --enable-writes",
    "vault_create, --enable-writes",
    "vault_update, --enable-writes",
    "item_archive, --enable-destructive-actions",
    "item_delete, --enable-destructive-actions",
    "vault_delete, --enable-destructive-actions",
    "vault_permissions_grant_group, --enable-permission-mutation",
    "vault_permissions_update_group, --enable-permission-mutation",
    "vault_permissions_revoke_group, --enable-permission-mutation",
  })
  void behindAClosedGateAnOperationIsNeitherListedNorServed(String name, String flag) {
    String[] others =
        ServiceFixture.ALL_GATES.stream().filter(each -> !each.equals(flag)).toArray(String[]::new);
    ServiceFixture closed = ServiceFixture.of(backend, others);
    assertThat(closed.catalog().listed())
        .extracting(OperationDescriptor::name)
        .doesNotContain(name);
    assertThatThrownBy(() -> closed.call(name, "{" + ServiceFixture.DESTROY + "}"))
        .isInstanceOfSatisfying(
            OperationException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.GATE_CLOSED);
              assertThat(refusal).message().contains(flag);
            });
    assertThat(service.catalog().listed()).extracting(OperationDescriptor::name).contains(name);
    assertThat(closed.audit().records()).hasSize(1);
  }

  private void assertRefused(String operation, String arguments, ErrorCode code, String told) {
    assertThatThrownBy(() -> service.call(operation, arguments))
        .isInstanceOfSatisfying(
            OperationException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal).message().contains(told);
            });
  }

  @Test
  void whatIsWrittenIsNeverTold() {
    List<String> outputs =
        List.of("item_create", "item_update", "password_create", "password_update").stream()
            .map(name -> service.operation(name).outputSchema().toString())
            .toList();
    assertThat(outputs).allSatisfy(each -> assertThat(each).doesNotContain("\"value\""));
  }
}
