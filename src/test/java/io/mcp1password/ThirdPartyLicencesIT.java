package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of what is shipped and under which licences, from the build's bill of materials. */
class ThirdPartyLicencesIT {

  private static final Path BILL = Path.of("target/bom.json");
  private static final Path PAGE = Path.of("docs/third-party-licences.md");

  private final List<JsonObject> components;

  ThirdPartyLicencesIT() throws IOException {
    components =
        JsonText.parse(Files.readAllBytes(BILL))
            .asJsonObject()
            .getJsonArray("components")
            .getValuesAs(JsonObject.class);
  }

  @Test
  void thePageNamesEveryComponentAndItsLicences() {
    Snapshot.check(PAGE, page());
  }

  @Test
  void everyComponentTellsItsLicence() {
    assertThat(components).isNotEmpty().allMatch(each -> !licences(each).isEmpty());
  }

  @Test
  void theBillNamesEveryLibraryThatIsShipped() throws IOException {
    try (Stream<Path> libraries = Files.list(Path.of("target/libs"))) {
      assertThat(libraries.map(each -> each.getFileName().toString()))
          .isSubsetOf(
              components.stream()
                  .map(each -> each.getString("name") + "-" + each.getString("version") + ".jar")
                  .toList());
    }
  }

  private String page() {
    String rows =
        components.stream()
            .map(
                each ->
                    "| %s:%s | %s | %s |\n"
                        .formatted(
                            each.getString("group"),
                            each.getString("name"),
                            each.getString("version"),
                            licences(each)))
            .sorted()
            .collect(Collectors.joining());
    return """
    # Third-party licences

    <!-- Written by ThirdPartyLicencesIT from the bill of materials; do not edit. -->

    The libraries that are shipped with the product, with the licences that their authors name. Where
    there are several, any one of them may be chosen or each holds for a part: the library tells.
    `mvn verify` writes the same as a CycloneDX bill of materials, `target/bom.json`.

    | library | version | licences |
    | --- | --- | --- |
    """
        + rows;
  }

  private static String licences(JsonObject component) {
    return Optional.ofNullable(component.getJsonArray("licenses")).stream()
        .flatMap(all -> all.getValuesAs(JsonObject.class).stream())
        .map(ThirdPartyLicencesIT::name)
        .distinct()
        .sorted(
            (one, other) -> one.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }

  private static String name(JsonObject entry) {
    JsonObject licence = entry.getJsonObject("license");
    return licence == null
        ? entry.getString("expression")
        : licence.getString("id", licence.getString("name", ""));
  }
}
