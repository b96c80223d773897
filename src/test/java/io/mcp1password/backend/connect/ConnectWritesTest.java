package io.mcp1password.backend.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.demo.ReceivedRequest;
import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Category;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.model.Website;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to Connect for a write, and what is refused because Connect would spoil it. */
class ConnectWritesTest {

  private static final WriteTiming HASTY =
      new WriteTiming(Duration.ofSeconds(1), Duration.ofMillis(300), 3, Duration.ofMillis(5));

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(1, 0).build();
  private final String vault = standIn.vaultIds().getFirst();
  private final ConnectBackend backend =
      ScriptedConnect.backend(ScriptedConnect.settings(standIn), HASTY);
  private final ConnectApi api = new ConnectApi(ScriptedConnect.settings(standIn));

  @AfterEach
  void stop() throws Exception {
    api.close();
    standIn.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Category.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DOCUMENT", "CRYPTO_WALLET", "PERSON", "UNSUPPORTED"})
  void everyCategoryThatConnectTakesComesBackAsItWas(Category category) {
    Item item = backend.createItem(vault, draft(category, field("x", FieldType.TEXT, "y"))).item();
    assertThat(item.overview().category()).isEqualTo(category);
    assertThat(item.fields()).extracting(Field::id).containsExactly("x");
  }

  @ParameterizedTest
  @EnumSource(
      value = Category.class,
      names = {"DOCUMENT", "CRYPTO_WALLET", "PERSON", "UNSUPPORTED"})
  void aCategoryThatConnectCannotMakeIsRefused(Category category) {
    standIn.forgetRequests();
    assertUnsupported(() -> backend.createItem(vault, draft(category)), category.wireName());
    assertThat(standIn.requests()).isEmpty();
  }

  @Test
  void aPrivateKeyIsNotStoredAsText() {
    assertUnsupported(
        () ->
            backend.createItem(
                vault, draft(Category.SSH_KEY, field("key", FieldType.SSH_KEY, "canary"))),
        "plain text");
  }

  @ParameterizedTest
  @CsvSource({
    "DATE, 2026-03-01, 1772366460",
    "DATE, 1772366460, 1772366460",
    "MONTH_YEAR, 03/2026, 202603",
    "MONTH_YEAR, 2026/03, 202603",
    "MONTH_YEAR, 202603, 202603",
    "TOTP, otpauth://totp/x?secret=JBSWY3DPEHPK3PXP, otpauth://totp/x?secret=JBSWY3DPEHPK3PXP",
    "PHONE, +1 555 0100, +1 555 0100",
    "ADDRESS, '1 Street, FR', '1 Street, FR'",
    "MENU, a, a",
    "URL, https://example.com, https://example.com",
    "CREDIT_CARD_NUMBER, 4111, 4111",
    "CREDIT_CARD_TYPE, visa, visa",
    "REFERENCE, abc, abc",
  })
  void aValueIsWrittenInConnectsForm(FieldType type, String value, String kept) {
    Item made = backend.createItem(vault, draft(Category.LOGIN, field("f", type, value))).item();
    assertThat(made.fields().getFirst().fieldType()).isEqualTo(type);
    assertThat(made.fields().getFirst().value()).isEqualTo(Secret.of(kept));
    Item emptied = changed(made, List.of(field("f", type, "").asField()));
    assertThat(emptied.fields().getFirst().value()).isEqualTo(Secret.EMPTY);
    Item again = changed(made, List.of(field("f", type, value).asField()));
    assertThat(again.fields().getFirst().value()).isEqualTo(Secret.of(kept));
    standIn.forgetRequests();
    assertThat(changed(made, List.of(field("f", type, value).asField()))).isEqualTo(again);
    assertThat(writes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"DATE, tomorrow", "DATE, 01/02/2026", "MONTH_YEAR, 13/2026", "MONTH_YEAR, 2026-03"})
  void aDateThatIsNoneIsRefusedWithoutSayingIt(FieldType type, String value) {
    var draft = draft(Category.LOGIN, field("f", type, value));
    BackendException failure = failure(() -> backend.createItem(vault, draft));
    assertThat(failure.kind()).isEqualTo(Kind.INVALID);
    assertThat(failure.getMessage()).contains("Nothing was changed").doesNotContain(value);
    assertThat(backend.items(vault)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "USERNAME", "User"})
  void aBuiltInFieldIsWrittenAsOne(String id) {
    var user = new FieldDraft(id, "Username", null, FieldType.TEXT, Secret.of("someone"));
    var password = new FieldDraft("pw", "Password", null, FieldType.CONCEALED, Secret.of("canary"));
    Item item = backend.createItem(vault, draft(Category.LOGIN, user, password)).item();
    assertThat(item.fields())
        .extracting(Field::id, Field::purpose)
        .containsExactly(tuple("username", Purpose.USERNAME), tuple("password", Purpose.PASSWORD));
  }

  @Test
  void onlyOneFieldIsTheBuiltInPassword() {
    Item item =
        backend
            .createItem(
                vault,
                draft(
                    Category.LOGIN,
                    field("password", FieldType.CONCEALED, "one"),
                    new FieldDraft("old", "password", null, FieldType.CONCEALED, Secret.of("two"))))
            .item();
    assertThat(item.fields()).extracting(Field::purpose).containsExactly(Purpose.PASSWORD, null);
  }

  /** An item with a private key, a file and a field of an unknown type. */
  private String plantFragile() {
    return standIn.plant(
        vault,
        """
        {"title": "Fragile", "category": "SSH_KEY", "favorite": true,
         "sections": [{"id": "s", "label": "S"}],
         "fields": [
           {"id": "notesPlain", "type": "STRING", "purpose": "NOTES", "label": "notesPlain"},
           {"id": "private_key", "type": "SSHKEY", "label": "private key", "value": "canary-key"},
           {"id": "strange", "type": "UNKNOWN", "label": "strange", "value": "canary-strange"},
           {"id": "comment", "type": "STRING", "label": "comment", "value": "before"}],
         "files": [{"id": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "name": "f.txt", "content": "aGk="}]}
        """);
  }

  @Test
  void whatConnectWouldSpoilIsChangedInPartOnly() {
    String id = plantFragile();
    JsonObject before = api.document(vault, id).json();
    List<Website> websites =
        List.of(new Website("https://a.example", "a", AutofillBehavior.EXACT_DOMAIN));
    update(
        id,
        item ->
            item.with(
                item.overview().with("Renamed", List.of("t"), websites),
                item.sections(),
                item.fields().stream()
                    .map(each -> each.id().equals("comment") ? valued(each, "after") : each)
                    .toList(),
                Secret.of("noted")));
    assertThat(writes()).extracting(ReceivedRequest::method).containsExactly("PATCH");
    JsonObject after = api.document(vault, id).json();
    assertThat(after.getString("title")).isEqualTo("Renamed");
    assertThat(field(after, "comment").getString("value")).isEqualTo("after");
    assertThat(field(after, "notesPlain").getString("value")).isEqualTo("noted");
    for (String untouched : List.of("private_key", "strange")) {
      assertThat(field(after, untouched)).isEqualTo(field(before, untouched));
    }
    assertThat(after.get("files")).isEqualTo(before.get("files"));
    assertThat(after.get("favorite")).isEqualTo(before.get("favorite"));
  }

  @Test
  void aReplacementThatWouldLoseSomethingIsRefusedAndSaysWhat() {
    String id = plantFragile();
    JsonObject before = api.document(vault, id).json();
    standIn.forgetRequests();
    BackendException failure =
        failure(
            () ->
                update(
                    id,
                    item ->
                        item.with(
                            item.overview(),
                            List.of(new Section("s", "Other")),
                            item.fields(),
                            item.notes())));
    assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
    assertThat(failure.getMessage())
        .contains("SSH key", "files", "1 field", "Nothing was changed")
        .doesNotContain("canary");
    assertThat(writes()).isEmpty();
    assertThat(api.document(vault, id).json()).isEqualTo(before);
  }

  @Test
  void aReplacementSendsBackWhatIsNotKnown() {
    String id =
        standIn.plant(
            vault,
            """
            {"title": "Plain", "category": "LOGIN", "favorite": true,
             "urls": [{"primary": false, "href": "https://a.example"},
                      {"primary": true, "href": "https://b.example"}],
             "sections": [{"id": "s", "label": "S"}],
             "fields": [
               {"id": "username", "type": "STRING", "purpose": "USERNAME", "label": "username",
                "value": "someone"},
               {"id": "sex", "type": "GENDER", "label": "sex", "value": "x",
                "section": {"id": "s"}}]}
            """);
    JsonObject before = api.document(vault, id).json();
    Item after =
        update(
            id,
            item ->
                item.with(
                    item.overview(),
                    List.of(new Section("s", "Renamed")),
                    item.fields(),
                    item.notes()));
    assertThat(after.sections()).containsExactly(new Section("s", "Renamed"));
    assertThat(writes()).extracting(ReceivedRequest::method).containsExactly("PUT");
    JsonObject stored = api.document(vault, id).json();
    assertThat(stored.get("favorite")).isEqualTo(before.get("favorite"));
    assertThat(stored.get("urls")).isEqualTo(before.get("urls"));
    assertThat(field(stored, "username")).isEqualTo(field(before, "username"));
    assertThat(field(stored, "sex").getString("type")).isEqualTo("GENDER");
    assertThat(field(stored, "sex").getString("value")).isEqualTo("x");
  }

  @Test
  void theHistoryOfAPasswordIsKept() {
    Item item =
        backend
            .createItem(vault, draft(Category.LOGIN, field("password", FieldType.CONCEALED, "one")))
            .item();
    changed(item, List.of(item.fields().getFirst().concealing(Secret.of("two"))));
    JsonObject details =
        field(api.document(vault, item.id()).json(), "password").getJsonObject("password_details");
    assertThat(details.getJsonArray("history").toString()).isEqualTo("[\"one\"]");
  }

  @Test
  void aFieldWhoseIdNeedsEscapingIsNamedRight() {
    Item item =
        backend
            .createItem(vault, draft(Category.LOGIN, field("a/b~c", FieldType.TEXT, "1")))
            .item();
    Item after = changed(item, List.of(valued(item.fields().getFirst(), "2")));
    assertThat(after.fields()).extracting(Field::value).containsExactly(Secret.of("2"));
  }

  private Item changed(Item item, List<Field> fields) {
    return update(item.id(), each -> each.withFields(fields));
  }

  private Item update(String itemId, UnaryOperator<Item> change) {
    return backend.updateItem(vault, itemId, null, change).item();
  }

  private List<ReceivedRequest> writes() {
    return standIn.requests().stream().filter(each -> !each.method().equals("GET")).toList();
  }

  private static Field valued(Field field, String value) {
    return new Field(
        field.id(),
        field.title(),
        field.sectionId(),
        field.fieldType(),
        field.purpose(),
        Secret.of(value),
        null,
        null);
  }

  private static JsonObject field(JsonObject item, String id) {
    return item.getJsonArray("fields").stream()
        .map(each -> each.asJsonObject())
        .filter(each -> each.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static ItemDraft draft(Category category, FieldDraft... fields) {
    return new ItemDraft(
        category,
        "An item",
        Secret.EMPTY,
        List.of(),
        List.of(),
        List.of(),
        Stream.of(fields).toList());
  }

  private static FieldDraft field(String id, FieldType type, String value) {
    return new FieldDraft(id, id, null, type, Secret.of(value));
  }

  private static void assertUnsupported(ThrowingCallable write, String told) {
    BackendException failure = failure(write);
    assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
    assertThat(failure).hasMessageContaining(told).hasMessageContaining("Nothing was changed");
  }

  private static BackendException failure(ThrowingCallable write) {
    return Objects.requireNonNull(catchThrowableOfType(BackendException.class, write));
  }
}
