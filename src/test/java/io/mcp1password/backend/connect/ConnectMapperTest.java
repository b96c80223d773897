package io.mcp1password.backend.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Category;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemState;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultType;
import io.mcp1password.model.Website;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connect's JSON becomes the model, whatever is missing or new in it. */
class ConnectMapperTest {

  @Test
  void readsAVault() {
    assertThat(vault(Samples.VAULT_JSON))
        .isEqualTo(
            new Vault(
                Samples.VAULT,
                "Team café",
                "For all",
                VaultType.USER_CREATED,
                1,
                17,
                2,
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2026-02-03T02:05:06.789Z"),
                List.of()));
  }

  @Test
  void readsTheOtherSpellingAndNumbersAsText() {
    Vault vault =
        vault(
            """
            {"id":"a","items":"3","content_version":"7","attribute_version":2.0,
             "created_at":"2026-01-02T03:04:05Z","updated_at":"yesterday","type":"NEW"}
            """);
    assertThat(vault.activeItemCount()).isEqualTo(3);
    assertThat(vault.contentVersion()).isEqualTo(7);
    assertThat(vault.attributeVersion()).isEqualTo(2);
    assertThat(vault.createdAt()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(vault.updatedAt()).isNull();
    assertThat(vault.vaultType()).isEqualTo(VaultType.UNSUPPORTED);
  }

  @Test
  void readsALogin() {
    Item item = item(Samples.OVERVIEW_JSON.formatted(Samples.FIELDS_JSON));
    assertThat(item.overview().category()).isEqualTo(Category.LOGIN);
    assertThat(item.overview().state()).isEqualTo(ItemState.ACTIVE);
    assertThat(item.overview().tags()).containsExactly("work");
    assertThat(item.overview().websites())
        .containsExactly(
            new Website("https://example.com", "website", AutofillBehavior.EXACT_DOMAIN),
            new Website("https://admin.example.com", "admin", AutofillBehavior.EXACT_DOMAIN));
    assertThat(item.sections())
        .containsExactly(new Section("Section_x", "More"), new Section("add more", ""));
    assertThat(item.notes()).isEqualTo(Secret.of("canary-notes"));
    assertThat(item.version()).isEqualTo(4);
    assertThat(item.fields())
        .containsExactly(
            field("username", FieldType.TEXT, Purpose.USERNAME, "canary-username"),
            field("password", FieldType.CONCEALED, Purpose.PASSWORD, "canary-password"),
            new Field(
                "TOTP_1",
                "one-time password",
                "Section_x",
                FieldType.TOTP,
                null,
                Secret.of("otpauth://totp/x?secret=CANARY"),
                Secret.of("canary-code"),
                null));
  }

  @Test
  void readsAnItemThatHasNothing() {
    Item item = item("{\"id\":\"a\"}");
    assertThat(item.vaultId()).isEqualTo(Samples.VAULT);
    assertThat(item.overview().category()).isEqualTo(Category.UNSUPPORTED);
    assertThat(item.notes().isEmpty()).isTrue();
    assertThat(item.fields()).isEmpty();
  }

  @Test
  void toleratesMembersOfAnotherKind() {
    Item item =
        item(
            """
            {"id":"a","title":5,"tags":["x",null,3],"urls":[null,{},"y"],"sections":{},"vault":"v",
             "fields":[null,4,{"section":"s","value":17,"otp":123456},
                       {"label":"only","value":{"a":1},"section":{}},
                       {"id":"empty","value":null,"type":"QUANTUM","section":{"id":""}}]}
            """);
    assertThat(item.title()).isEqualTo("5");
    assertThat(item.overview().tags()).containsExactly("x", "3");
    assertThat(item.overview().websites()).isEmpty();
    assertThat(item.fields())
        .containsExactly(
            new Field(
                "", "", null, FieldType.TEXT, null, Secret.of("17"), Secret.of("123456"), null),
            field("only", FieldType.TEXT, null, "{\"a\":1}"),
            field("empty", FieldType.UNSUPPORTED, null, ""));
  }

  @Test
  void keepsADateAsItIs() {
    Item item =
        item("{\"id\":\"a\",\"fields\":[{\"id\":\"d\",\"type\":\"DATE\",\"value\":1767268860}]}");
    assertThat(item.fields()).containsExactly(field("d", FieldType.DATE, null, "1767268860"));
  }

  @Test
  void tellsArchivedItemsAndHidesDeletedOnes() {
    assertThat(item("{\"id\":\"a\",\"state\":\"ARCHIVED\"}").overview().state())
        .isEqualTo(ItemState.ARCHIVED);
    assertThat(ConnectMapper.item(Samples.VAULT, read("{\"id\":\"a\",\"state\":\"DELETED\"}")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LOGIN, LOGIN",
    "PASSWORD, PASSWORD",
    "API_CREDENTIAL, API_CREDENTIALS",
    "SERVER, SERVER",
    "DATABASE, DATABASE",
    "CREDIT_CARD, CREDIT_CARD",
    "MEMBERSHIP, MEMBERSHIP",
    "PASSPORT, PASSPORT",
    "SOFTWARE_LICENSE, SOFTWARE_LICENSE",
    "OUTDOOR_LICENSE, OUTDOOR_LICENSE",
    "SECURE_NOTE, SECURE_NOTE",
    "WIRELESS_ROUTER, ROUTER",
    "BANK_ACCOUNT, BANK_ACCOUNT",
    "DRIVER_LICENSE, DRIVER_LICENSE",
    "IDENTITY, IDENTITY",
    "REWARD_PROGRAM, REWARDS",
    "DOCUMENT, DOCUMENT",
    "EMAIL_ACCOUNT, EMAIL",
    "SOCIAL_SECURITY_NUMBER, SOCIAL_SECURITY_NUMBER",
    "MEDICAL_RECORD, MEDICAL_RECORD",
    "SSH_KEY, SSH_KEY"
  })
  void namesCategoriesBothWays(String name, Category category) {
    assertThat(ConnectNames.category(name)).isEqualTo(category);
    assertThat(ConnectNames.name(category)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CUSTOM", "", "SOMETHING_NEW"})
  void knowsNoOtherCategory(String name) {
    assertThat(ConnectNames.category(name)).isEqualTo(Category.UNSUPPORTED);
  }

  @Test
  void namesNoCategoryThatConnectLacks() {
    assertThat(Arrays.stream(Category.values()).filter(each -> ConnectNames.name(each).isEmpty()))
        .containsExactly(Category.CRYPTO_WALLET, Category.PERSON, Category.UNSUPPORTED);
  }

  @ParameterizedTest
  @EnumSource(value = FieldType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNSUPPORTED")
  void namesFieldTypesBothWays(FieldType type) {
    assertThat(ConnectNames.name(type).map(ConnectNames::type)).contains(type);
  }

  @ParameterizedTest
  @CsvSource({
    "TOTP, TOTP",
    "gender, MENU",
    "'', TEXT",
    "FILE, UNSUPPORTED",
    "UNKNOWN, UNSUPPORTED"
  })
  void readsTheOtherFieldTypesThatAreSent(String name, FieldType type) {
    assertThat(ConnectNames.type(name)).isEqualTo(type);
    assertThat(ConnectNames.name(FieldType.UNSUPPORTED)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "SSHKEY, '-----BEGIN RSA PRIVATE KEY-----\nMII', RSA",
    "SSHKEY, 'ssh-ed25519 AAAA', Ed25519",
    "SSHKEY, '-----BEGIN PRIVATE KEY-----\nMII',",
    "SSHKEY, ,",
    "ADDRESS, '1 Main St, Toronto, ON, M5V, ca', Canada",
    "ADDRESS, '1 Main St\nBerlin\nGermany', Germany",
    "ADDRESS, '1 Main St, canary',",
    "ADDRESS, '{\"street\":\"x\",\"country\":\"fr\"}', France",
    "ADDRESS, ,",
    "STRING, ca,"
  })
  void showsOfAFieldOnlyKnownNames(String type, @Nullable String value, @Nullable String detail) {
    var json = Json.createObjectBuilder().add("id", "x").add("type", type);
    if (value != null) {
      json.add("value", value);
    }
    Item item =
        item(
            Json.createObjectBuilder()
                .add("id", "a")
                .add("fields", Json.createArrayBuilder().add(json))
                .build()
                .toString());
    assertThat(item.fields()).singleElement().extracting(Field::detail).isEqualTo(detail);
  }

  @Test
  void findsAKeysTypeInTheFieldBesideIt() {
    Item item =
        item(
            """
            {"id":"a","fields":[{"id":"private_key","type":"SSHKEY","value":"-----BEGIN PRIVATE KEY"},
             {"id":"key_type","type":"STRING","value":"ed25519"}]}
            """);
    assertThat(item.fields().getFirst().detail()).isEqualTo("Ed25519");
    assertThat(item.fields().getLast().detail()).isNull();
  }

  private static Field field(String id, FieldType type, @Nullable Purpose purpose, String value) {
    return new Field(id, id, null, type, purpose, Secret.of(value), null, null);
  }

  private static Vault vault(String json) {
    return ConnectMapper.vault(ConnectVault.of(members(json))).orElseThrow();
  }

  private static Item item(String json) {
    return ConnectMapper.item(Samples.VAULT, read(json)).orElseThrow();
  }

  private static ConnectItem read(String json) {
    return ConnectItem.of(members(json));
  }

  private static JsonMembers members(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return new JsonMembers(reader.readObject());
    }
  }
}
