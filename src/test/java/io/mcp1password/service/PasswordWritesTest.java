package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.ServiceFixture;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.model.Category;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordWritesTest {

  private static final String EXAMPLE = "'vaultId':'Private things','itemId':'Example'";

  private final InMemoryBackend backend = InMemoryBackend.withSamples();
  private final ServiceFixture service = ServiceFixture.of(backend, "--enable-writes");

  @Test
  void aLoginIsMadeWithTheGivenPassword() {
    JsonObject result =
        service
            .call(
                "password_create",
                "{'vaultId':'Shared','title':'New','username':'canary-user',"
                    + "'password':'canary-password','notes':'canary-notes','tags':['t'],"
                    + "'url':'https://example.com'}")
            .content();
    assertThat(result.getString("passwordField")).isEqualTo("password");
    assertThat(result.getString("passwordSource")).isEqualTo("provided");
    assertThat(result.getBoolean("generatedSecret")).isFalse();
    assertThat(result.getInt("secretLength")).isEqualTo(15);
    assertThat(result.toString()).doesNotContain("canary");
    assertThat(service.audit().records().toString()).doesNotContain("canary");
    Item made = made(result);
    assertThat(made.overview().category()).isEqualTo(Category.LOGIN);
    assertThat(made.overview().tags()).containsExactly("t");
    assertThat(made.overview().websites().getFirst().url()).isEqualTo("https://example.com");
    assertThat(made.overview().websites().getFirst().label()).isEqualTo("New");
    assertThat(made.notes()).isEqualTo(Secret.of("canary-notes"));
    assertThat(value(made, "username")).isEqualTo(Secret.of("canary-user"));
    assertThat(value(made, "password")).isEqualTo(Secret.of("canary-password"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'category':'Password' | [!-~]{24} | random",
        "'mode':'random','randomLength':12,'includeSymbols':false | [A-Za-z0-9]{12} | random",
        "'mode':'memorable','memorableWords':3,'memorableIncludeNumber':false |"
            + " [a-z]+(-[a-z]+){2} | memorable",
        "'password':'','field':'pin','memorableSeparator':'.' | [!-~]{24} | random",
      })
  void aPasswordIsMadeHereAndNeverShown(String options, String form, String source) {
    JsonObject result =
        service
            .call("password_create", "{'vaultId':'Shared','title':'New'," + options + "}")
            .content();
    assertThat(result.getBoolean("generatedSecret")).isTrue();
    assertThat(result.getString("passwordSource")).isEqualTo(source);
    Secret password = value(made(result), result.getString("passwordField"));
    assertThat(password.reveal()).matches(form);
    assertThat(result.getInt("secretLength")).isEqualTo(password.length());
    assertThat(result.toString()).doesNotContain(password.reveal());
    assertThat(service.audit().records().toString()).doesNotContain(password.reveal());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'mode':'provided' | password goes with mode=provided",
        "'mode':'random','password':'canary' | password goes with mode=provided",
        "'mode':'memorable','password':'canary' | password goes with mode=provided",
        "'randomLength':7 | randomLength must be from 8 to 256",
        "'memorableWords':13 | memorableWords must be from 3 to 12",
        "'mode':'memorable','memorableSeparator':'123456789' | memorableSeparator must have",
        "'includeLowercase':false,'includeUppercase':false,'includeDigits':false,"
            + "'includeSymbols':false | must be true",
        "'category':'Server' | category must be one of Login, Password",
      })
  void whatCannotBeIsRefusedByArgument(String options, String told) {
    assertThatThrownBy(
            () ->
                service.call(
                    "password_create", "{'vaultId':'Shared','title':'New'," + options + "}"))
        .isInstanceOf(OperationException.class)
        .hasMessageContaining(told)
        .message()
        .doesNotContain("canary");
    assertThat(backend.items(InMemoryBackend.SHARED)).hasSize(1);
  }

  @Test
  void onlyThePasswordIsChanged() {
    Item before = example();
    JsonObject result =
        service
            .call("password_update", "{" + EXAMPLE + ",'password':'second','expectedVersion':3}")
            .content();
    assertThat(result.getString("passwordField")).isEqualTo("password");
    assertThat(result.getJsonObject("item").getInt("version")).isEqualTo(4);
    assertThat(value(example(), "password")).isEqualTo(Secret.of("second"));
    assertThat(without(example(), "password")).isEqualTo(without(before, "password"));
    assertThat(example().notes()).isEqualTo(before.notes());
  }

  @Test
  void aFieldThatIsNotThereIsAdded() {
    JsonObject result =
        service.call("password_update", "{" + EXAMPLE + ",'field':'pin'}").content();
    assertThat(result.getString("passwordField")).isEqualTo("pin");
    assertThat(example().fields()).hasSize(4);
    assertThat(example().fields().getLast().fieldType()).isEqualTo(FieldType.CONCEALED);
    assertThat(value(example(), "pin").length()).isEqualTo(24);
  }

  @Test
  void aTextThatIsSetToAPasswordBecomesConcealed() {
    service.call("password_update", "{" + EXAMPLE + ",'field':'USERNAME','password':'p'}");
    assertThat(example().fields())
        .filteredOn(field -> field.id().equals("username"))
        .extracting(Field::fieldType)
        .containsExactly(FieldType.CONCEALED);
  }

  @Test
  void thePasswordOfAnApiCredentialIsItsCredential() {
    var credential =
        new Field(
            "credential",
            "credential",
            null,
            FieldType.CONCEALED,
            null,
            Secret.of("old"),
            null,
            null);
    backend.add(
        new Item(
            InMemoryBackend.overview(
                "ccccccccccccccccccccccccc1",
                "Key",
                Category.API_CREDENTIALS,
                InMemoryBackend.SHARED),
            List.of(),
            List.of(credential),
            Secret.EMPTY,
            1));
    JsonObject result =
        service
            .call("password_update", "{'vaultId':'Shared','itemId':'Key','password':'new'}")
            .content();
    assertThat(result.getString("passwordField")).isEqualTo("credential");
    Item after = backend.item(InMemoryBackend.SHARED, "ccccccccccccccccccccccccc1");
    assertThat(after.fields()).extracting(Field::value).containsExactly(Secret.of("new"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'field':'TOTP_1' | INVALID_ARGUMENTS | field is of the type Totp",
        "'expectedVersion':2 | CONFLICT | meanwhile",
      })
  void aRefusedChangeChangesNothing(String options, ErrorCode code, String told) {
    Item before = example();
    assertThatThrownBy(() -> service.call("password_update", "{" + EXAMPLE + "," + options + "}"))
        .isInstanceOfSatisfying(
            OperationException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal).message().contains(told);
            });
    assertThat(example()).isEqualTo(before);
  }

  private Item example() {
    return backend.item(InMemoryBackend.PERSONAL, InMemoryBackend.LOGIN);
  }

  private Item made(JsonObject result) {
    return backend.item(InMemoryBackend.SHARED, result.getJsonObject("item").getString("id"));
  }

  private static Secret value(Item item, String fieldId) {
    return item.fields().stream()
        .filter(field -> field.id().equals(fieldId))
        .map(Field::value)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Field> without(Item item, String fieldId) {
    return item.fields().stream()
        .filter(field -> !field.id().equals(fieldId))
        .collect(Collectors.toMap(Field::id, Function.identity()));
  }
}
