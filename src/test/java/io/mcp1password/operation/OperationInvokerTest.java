package io.mcp1password.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mcp1password.audit.AuditOutcome;
import io.mcp1password.audit.AuditRecord;
import io.mcp1password.audit.InMemoryAuditLog;
import io.mcp1password.config.GateSettings;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Secret;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationInvokerTest {

  private static final String REVEAL_ACK =
      "'acknowledgePlaintext':'I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT'";

  private final InMemoryAuditLog audit = new InMemoryAuditLog();

  @Test
  void defaultsAreFilledInAndTheResultIsWritten() {
    OperationResult result = call(GateSettings.CLOSED, "note_read", "{'noteId':'n1'}");
    assertThat(result.content()).isEqualTo(json("{'noteId':'n1','lines':3}"));
    assertThat(result.secret()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | noteId is required",
        "{'noteId':7} | noteId must be a text",
        "{'noteId':''} | noteId must have from 1 to 1000 characters",
        "{'noteId':'n','lines':0} | lines must be from 1 to 10",
        "{'noteId':'n','lines':11} | lines must be from 1 to 10",
        "{'noteId':'n','lines':1.5} | lines must be a whole number",
        "{'noteId':'n','lines':1e999999999} | lines must be a whole number",
        "{'noteId':'n','lines':'hunter2'} | lines must be a whole number",
        "{'noteId':'n','reveal':'hunter2'} | reveal",
        "{'noteId':'n','references':['hunter2']} | references must be an object",
        "{'noteId':'n','references':{'A':5}} | references.A must be a text",
        "{'noteId':'n','password':{'hunter2':1}} | password must be a text",
        "{'noteId':'n','hunter2!':1} | (unnamed) is not known",
        "{'noteId':'n','other':'hunter2'} | other is not known",
      })
  void badArgumentsAreToldByNameAndNeverEchoed(String arguments, String told) {
    var refusal =
        catchThrowableOfType(
            OperationException.class,
            () -> call(GateSettings.OPEN, "note_read", withConsent(arguments)));
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENTS);
    assertThat(refusal).message().contains(told).doesNotContain("hunter2");
    assertThat(only().outcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(only().toString()).doesNotContain("hunter2");
  }

  private static String withConsent(String arguments) {
    return arguments.contains("reveal")
        ? arguments.replace("}", "," + REVEAL_ACK + ",'reason':'because'}")
        : arguments;
  }

  @Test
  void aClosedGateIsRefusedWithItsFlagAndAudited() {
    assertRefused(
        GateSettings.CLOSED,
        "note_write",
        "{'noteId':'n'}",
        ErrorCode.GATE_CLOSED,
        "--enable-writes=true");
    assertThat(only().outcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(only().metadata().getString("noteId")).isEqualTo("n");
    assertThat(only().errorMessage()).isEqualTo("gate_closed: The gate is closed.");
  }

  @Test
  void aRevealingArgumentMeetsTheRevealGateAndItsConsent() {
    String call = "{'noteId':'n','reveal':true}";
    assertRefused(
        GateSettings.CLOSED, "note_read", call, ErrorCode.GATE_CLOSED, "--enable-secret-reveal");
    assertRefused(
        GateSettings.OPEN,
        "note_read",
        call,
        ErrorCode.ACKNOWLEDGEMENT_REQUIRED,
        "acknowledgePlaintext must be exactly I_UNDERSTAND_THIS_RETURNS_SECRET_PLAINTEXT");
    OperationResult shown =
        call(
            GateSettings.OPEN,
            "note_read",
            "{'noteId':'n','reveal':true,'reason':'to test'," + REVEAL_ACK + "}");
    assertThat(shown.secret()).isEqualTo(Secret.of(Fixture.SECRET));
    assertThat(shown.content().toString()).doesNotContain(Fixture.SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'reason':'ok then' | acknowledgeDestructive",
        "'reason':'ok then','acknowledgeDestructive':true | acknowledgeDestructive",
        "'reason':'ok then','acknowledgeDestructive':'yes' | acknowledgeDestructive",
        "'acknowledgeDestructive':'I_UNDERSTAND_THIS_CAN_DELETE_1PASSWORD_DATA' | reason",
        "'reason':' a ','acknowledgeDestructive':'I_UNDERSTAND_THIS_CAN_DELETE_1PASSWORD_DATA' |"
            + " reason",
      })
  void missingOrWrongConsentIsRefusedByName(String consent, String named) {
    assertRefused(
        GateSettings.OPEN,
        "note_delete",
        "{'noteId':'n'," + consent + "}",
        ErrorCode.ACKNOWLEDGEMENT_REQUIRED,
        named);
    assertThat(only().outcome()).isEqualTo(AuditOutcome.REFUSED);
  }

  @Test
  void generatingNeedsConsentButNoGate() {
    assertRefused(
        GateSettings.CLOSED,
        "token_make",
        "{'reason':'a new one'," + REVEAL_ACK + "}",
        ErrorCode.ACKNOWLEDGEMENT_REQUIRED,
        "I_UNDERSTAND_THIS_RETURNS_GENERATED_SECRET_PLAINTEXT");
    OperationResult made =
        call(
            GateSettings.CLOSED,
            "token_make",
            "{'reason':'a new one','acknowledgePlaintext':"
                + "'I_UNDERSTAND_THIS_RETURNS_GENERATED_SECRET_PLAINTEXT'}");
    assertThat(made.secret()).isEqualTo(Secret.of(Fixture.SECRET));
  }

  @Test
  void whatTheBackendCannotDoIsRefused() {
    assertRefused(
        GateSettings.OPEN,
        "group_read",
        "{'noteId':'g'}",
        ErrorCode.UNSUPPORTED_BY_BACKEND,
        "groups");
  }

  @Test
  void theAuditRecordKeepsArgumentsByTheirMark() {
    call(
        GateSettings.CLOSED,
        "note_read",
        "{'noteId':'n','query':'git','reference':'op://v/i/f','password':'hunter2',"
            + "'references':{'A':'op://v/i/f','B':'op://v/i/g'}}");
    assertThat(only().action()).isEqualTo("note_read");
    assertThat(only().outcome()).isEqualTo(AuditOutcome.SUCCESS);
    JsonObject kept = only().metadata();
    assertThat(kept.getString("surface")).isEqualTo("rest");
    assertThat(kept.getString("client")).isEqualTo("test");
    assertThat(kept.getString("query")).isEqualTo("git");
    assertThat(kept.getInt("referencesCount")).isEqualTo(2);
    assertThat(kept.getJsonObject("reference").getInt("length")).isEqualTo(10);
    assertThat(kept.getJsonObject("reference").getString("sha256")).hasSize(16);
    assertThat(kept.toString()).doesNotContain("op://").doesNotContain("hunter2");
    assertThat(kept.getString("noteId")).isEqualTo("n");
  }

  @Test
  void anUnforeseenFailureIsToldAndAuditedWithoutItsMessage() {
    var failure =
        catchThrowableOfType(
            OperationException.class,
            () -> call(GateSettings.OPEN, "note_read", "{'noteId':'fails'}"));
    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(failure).hasNoCause().message().doesNotContain(Fixture.SECRET);
    assertThat(only().outcome()).isEqualTo(AuditOutcome.ERROR);
    assertThat(only().toString()).doesNotContain(Fixture.SECRET);
  }

  @Test
  void anErrorOfTheMachineIsNotAuditedAsASuccess() {
    OperationCatalog catalog = Fixture.catalog(GateSettings.OPEN, Set.of(Capability.ITEMS));
    var failure =
        catchThrowableOfType(
            OperationException.class,
            () ->
                new OperationInvoker(catalog, audit)
                    .invoke(
                        catalog.find("note_read").orElseThrow(),
                        () -> {
                          throw new OutOfMemoryError(Fixture.SECRET);
                        },
                        Caller.of(Caller.Surface.REST, "test")));
    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(only().outcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(only().errorMessage()).startsWith("internal");
  }

  @Test
  void aFailureThatIsToldIsAuditedInFixedWords() {
    assertRefused(
        GateSettings.OPEN,
        "note_read",
        "{'noteId':'missing'}",
        ErrorCode.NOT_FOUND,
        "No note \"missing\".");
    assertThat(only().outcome()).isEqualTo(AuditOutcome.ERROR);
    assertThat(only().errorMessage())
        .isEqualTo("not_found: What was asked for does not exist or is not visible.");
  }

  @Test
  void withoutAnAuditRecordNothingIsDone() {
    audit.failing(true);
    assertThatThrownBy(() -> call(GateSettings.OPEN, "note_read", "{'noteId':'n'}"))
        .isInstanceOfSatisfying(
            OperationException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.AUDIT_UNAVAILABLE));
  }

  private void assertRefused(
      GateSettings gates, String operation, String arguments, ErrorCode code, String told) {
    assertThatThrownBy(() -> call(gates, operation, arguments))
        .isInstanceOfSatisfying(
            OperationException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal).message().contains(told);
            });
  }

  private OperationResult call(GateSettings gates, String operation, String arguments) {
    OperationCatalog catalog = Fixture.catalog(gates, Set.of(Capability.ITEMS));
    return new OperationInvoker(catalog, audit)
        .invoke(
            catalog.find(operation).orElseThrow(),
            json(arguments),
            Caller.of(Caller.Surface.REST, "test"));
  }

  private AuditRecord only() {
    assertThat(audit.records()).hasSize(1);
    return audit.records().getFirst();
  }

  private static JsonObject json(String singleQuoted) {
    return (JsonObject)
        JsonText.parse(singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
