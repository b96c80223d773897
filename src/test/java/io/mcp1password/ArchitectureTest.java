package io.mcp1password;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.mcp1password.audit.AuditLog;
import io.mcp1password.model.Secret;
import io.mcp1password.sdk.Plaintext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between the packages, and who alone may do what. */
class ArchitectureTest {

  private static final String ROOT = "io.mcp1password";

  /** Which packages of ours each package may use; the root is the composition root. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("config", Set.of("model")),
          Map.entry("audit", Set.of("model", "config")),
          Map.entry("backend", Set.of("model")),
          Map.entry("backend.connect", Set.of("backend", "model", "config")),
          Map.entry("backend.sdk", Set.of("backend", "model", "config", "sdk")),
          Map.entry("demo", Set.of("model")),
          Map.entry(
              "doctor", Set.of("model", "config", "http", "runner.allowlist", "sdk", "sdk.core")),
          Map.entry("operation", Set.of("model", "audit", "config")),
          Map.entry("runner.redaction", Set.of("model")),
          Map.entry("runner.process", Set.of("model", "runner.redaction")),
          Map.entry("runner.allowlist", Set.of("operation", "model", "config")),
          Map.entry(
              "runner.opcli",
              Set.of("runner.process", "runner.redaction", "operation", "model", "config")),
          Map.entry("runner.file", Set.of("runner.process", "operation", "model")),
          Map.entry(
              "service",
              Set.of(
                  "operation",
                  "model",
                  "backend",
                  "config",
                  "runner.allowlist",
                  "runner.approval",
                  "runner.file",
                  "runner.opcli",
                  "runner.process",
                  "runner.redaction")),
          Map.entry("runner.approval", Set.of("model", "config")),
          Map.entry("oauth", Set.of("model", "config")),
          Map.entry("http", Set.of("model", "config", "oauth")),
          Map.entry(
              "telemetry", Set.of("operation", "backend", "backend.connect", "audit", "model")),
          Map.entry("sdk", Set.of()),
          Map.entry("sdk.core", Set.of("sdk")),
          Map.entry("mcp", Set.of("operation", "http", "model", "config")),
          Map.entry("rest", Set.of("operation", "http", "model")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> everyPackageUsesOnlyWhatItMay() {
    return MAY_USE.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> checkArrows(entry.getKey(), entry.getValue())));
  }

  private static void checkArrows(String from, Set<String> mayUse) {
    String[] forbidden =
        Stream.concat(Stream.of(ROOT), packages().map(each -> ROOT + "." + each))
            .filter(each -> !each.equals(ROOT + "." + from))
            .filter(each -> mayUse.stream().noneMatch(allowed -> each.equals(ROOT + "." + allowed)))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .check(CLASSES);
  }

  private static Stream<String> packages() {
    return MAY_USE.keySet().stream();
  }

  @Test
  void everyPackageIsInTheTableAndNullMarked() {
    Set<String> found = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    Set<String> known = packages().map(each -> ROOT + "." + each).collect(Collectors.toSet());
    known.add(ROOT);
    assertThat(found).isEqualTo(known);
    CLASSES.stream()
        .map(JavaClass::getPackage)
        .distinct()
        .forEach(
            each -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }

  @Test
  void thereAreNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theServerIsKnownAtTheEdgesOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT, ROOT + ".http", ROOT + ".mcp", ROOT + ".rest", ROOT + ".backend.connect")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.helidon..", "org.glassfish.jersey..", "jakarta.ws.rs..")
        .check(CLASSES);
  }

  @Test
  void aSecretIsOpenedInAFewPlacesOnly() {
    Set<String> places =
        accesses(Secret.class, "reveal")
            .map(access -> access.getOriginOwner().getFullName())
            .map(name -> name.substring(ROOT.length() + 1))
            .collect(Collectors.toSet());
    assertThat(places).isEqualTo(MAY_REVEAL);
  }

  /** Where the plaintext of a secret is read, and why. */
  private static final Set<String> MAY_REVEAL =
      Set.of(
          // answers of revealing and generating operations
          "mcp.ToolCalls",
          "rest.OperationHandler",
          // credentials that are sent, compared or told apart by their form
          "backend.connect.ConnectHttp",
          "http.BearerPolicy",
          "mcp.RequestState",
          "config.BackendChecks",
          // the same, where the operator asks what is wrong with them
          "doctor.ConnectToken",
          "doctor.ConnectProbe",
          "doctor.ServiceAccountTokenCheck",
          // values that are written to Connect
          "backend.connect.WireValue",
          // the token, into the SDK's own masked type
          "SdkBackends",
          // values that are written by the SDK
          "backend.sdk.SdkContent",
          // the type of an SSH key and the country of an address, which are in the value
          "backend.connect.FieldDetail",
          // what a command reads from a file, and what a template is rendered to
          "runner.file.SecretFiles$Folder",
          "runner.file.WorkspaceFiles",
          "service.Templates",
          // what is looked for in the output of a child
          "runner.redaction.Patterns",
          // the command that a person is asked to approve, and its hash and length
          "runner.approval.ApprovalRequest",
          // the environment and the input of a child
          "runner.process.SpawnTexts",
          "runner.process.Streams",
          // tokens made for this run and told to the person who started it
          "Greeting",
          "RehearsalClient",
          "StandInProcess");

  @Test
  void aPlaintextOfTheSdkIsOpenedInAFewPlacesOnly() {
    Set<String> places =
        accesses(Plaintext.class, "reveal")
            .map(access -> access.getOriginOwner().getFullName())
            .map(name -> name.substring(ROOT.length() + 1))
            .collect(Collectors.toSet());
    assertThat(places)
        .containsExactlyInAnyOrder(
            // what is sent to the core
            "sdk.Request",
            "sdk.ItemDetailsJson",
            "sdk.ItemCreateParams",
            // the length of a password that is made to be thrown away
            "sdk.CoreSelfTest",
            // into the model's own masked type, and the country of an address
            "backend.sdk.SdkMapper");
  }

  @Test
  void onlyTheInvokerAndTheApprovalsWriteRecords() {
    Set<String> places =
        accesses(AuditLog.class, "append")
            .map(access -> access.getOriginOwner().getSimpleName())
            .collect(Collectors.toSet());
    assertThat(places).containsExactlyInAnyOrder("OperationInvoker", "ApprovalRecords");
  }

  private static Stream<JavaAccess<?>> accesses(Class<?> owner, String method) {
    List<JavaAccess<?>> found = new ArrayList<>();
    for (JavaClass each : CLASSES) {
      each.getAccessesFromSelf().stream()
          .filter(access -> access.getTargetOwner().isEquivalentTo(owner))
          .filter(access -> access.getName().equals(method))
          .filter(access -> !access.getOriginOwner().isEquivalentTo(owner))
          .forEach(found::add);
    }
    return found.stream();
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }
}
