package io.mcp1password.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.config.GateSettings;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Secret;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationCatalogTest {

  private static final Set<Capability> ITEMS = Set.of(Capability.ITEMS);

  record NotDescribed(String name) {}

  record Result(@Arg("Whether it is done.") boolean done) {}

  record Lists(@Arg("Some names.") List<String> names) {}

  record TwoSecrets(@Arg("One.") Secret one, @Arg("Two.") Secret two) {}

  record Reason(@Arg("Why.") String reason) {}

  static final class BadlyDeclared {

    @Operation(
        name = "Bad",
        title = "",
        description = "x",
        access = Access.READ,
        verb = Verb.GET,
        path = "things")
    Result malformed() {
      return new Result(true);
    }

    @Operation(
        name = "thing_undescribed",
        title = "t",
        description = "d",
        access = Access.READ,
        verb = Verb.POST,
        path = "/undescribed")
    Result undescribed(NotDescribed input) {
      return new Result(true);
    }

    @Operation(
        name = "thing_path",
        title = "t",
        description = "d",
        access = Access.READ,
        verb = Verb.GET,
        path = "/things/{missing}")
    Result path() {
      return new Result(true);
    }

    @Operation(
        name = "thing_query",
        title = "t",
        description = "d",
        access = Access.READ,
        verb = Verb.GET,
        path = "/queries",
        revealArgument = "absent")
    Result query(Lists input) {
      return new Result(true);
    }

    @Operation(
        name = "thing_secrets",
        title = "t",
        description = "d",
        access = Access.REVEAL,
        verb = Verb.POST,
        path = "/secrets")
    TwoSecrets secrets(Reason input) {
      return new TwoSecrets(Secret.EMPTY, Secret.EMPTY);
    }

    @Operation(
        name = "thing_secrets",
        title = "t",
        description = "d",
        access = Access.READ,
        verb = Verb.POST,
        path = "/secrets")
    Result again() {
      return new Result(true);
    }
  }

  @Test
  void allProblemsOfAllDeclarationsAreReportedTogether() {
    assertThatThrownBy(
            () -> OperationCatalog.of(List.of(new BadlyDeclared()), GateSettings.CLOSED, ITEMS))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .contains("Bad: the name is not of the form noun_verb")
        .contains("Bad: the title or the description is missing")
        .contains("Bad: the path is malformed")
        .contains("thing_undescribed: NotDescribed.name is not described by @Arg")
        .contains("thing_path: path argument missing is no required text argument")
        .contains("thing_query: reveal argument absent is no boolean argument")
        .contains("thing_query: names cannot be written in a URL")
        .contains("thing_secrets: more than one secret in the result")
        .contains("thing_secrets: reason is added by the access")
        .contains("thing_secrets: the name is used twice")
        .contains("thing_secrets: the path is used twice");
  }

  @Test
  void aClosedGateHidesAToolButNotARevealingOne() {
    OperationCatalog closed = Fixture.catalog(GateSettings.CLOSED, ITEMS);
    assertThat(names(closed.listed())).containsExactly("note_read", "token_make", "token_reveal");
    assertThat(closed.find("note_delete")).isPresent();
    assertThat(closed.find("token_reveal").orElseThrow().description(GateSettings.CLOSED))
        .contains("--enable-secret-reveal");
    assertThat(closed.find("token_reveal").orElseThrow().description(GateSettings.OPEN))
        .doesNotContain("--enable-secret-reveal");

    OperationCatalog open = Fixture.catalog(GateSettings.OPEN, ITEMS);
    assertThat(names(open.listed()))
        .containsExactly("note_delete", "note_read", "note_write", "token_make", "token_reveal");
  }

  @Test
  void whatTheBackendCannotDoIsNotListed() {
    OperationCatalog catalog = Fixture.catalog(GateSettings.OPEN, ITEMS);
    assertThat(names(catalog.all())).contains("group_read");
    assertThat(names(catalog.listed())).doesNotContain("group_read");
    assertThat(
            names(
                Fixture.catalog(GateSettings.OPEN, Set.of(Capability.ITEMS, Capability.GROUPS))
                    .listed()))
        .contains("group_read");
  }

  @Test
  void theSchemaHasTheAcknowledgementExactlyWhenTheAccessDemandsIt() {
    for (OperationDescriptor operation : Fixture.catalog(GateSettings.OPEN, ITEMS).all()) {
      var properties = operation.inputSchema().getJsonObject("properties");
      assertThat(properties.containsKey(Access.REASON))
          .as(operation.name())
          .isEqualTo(operation.acknowledgement().isPresent());
      operation
          .acknowledgement()
          .ifPresent(
              demanded ->
                  assertThat(
                          properties
                              .getJsonObject(demanded.argument())
                              .getJsonArray("enum")
                              .getString(0))
                      .isEqualTo(demanded.phrase()));
    }
  }

  private static List<String> names(List<OperationDescriptor> operations) {
    return operations.stream().map(OperationDescriptor::name).toList();
  }
}
