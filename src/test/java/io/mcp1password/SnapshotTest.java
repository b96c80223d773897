package io.mcp1password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.config.GateSettings;
import io.mcp1password.operation.JsonText;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients see of each tool, in one file per tool, so that every change shows in a review. */
class SnapshotTest {

  private static final Path FOLDER = Path.of("src/test/resources/tools");

  private static final OperationCatalog CATALOG =
      ServiceFixture.of(InMemoryBackend.withSamples()).catalog();

  static Stream<OperationDescriptor> operations() {
    return CATALOG.all().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theToolIsAsInItsFile(OperationDescriptor operation) {
    Snapshot.check(FOLDER.resolve(operation.name() + ".json"), pretty(declared(operation)));
  }

  @Test
  void noFileIsLeftOver() {
    assertThat(FOLDER.toFile().list())
        .containsExactlyInAnyOrder(
            operations().map(each -> each.name() + ".json").toArray(String[]::new));
  }

  private static JsonObject declared(OperationDescriptor operation) {
    return JsonText.JSON
        .createObjectBuilder()
        .add("name", operation.name())
        .add("title", operation.title())
        .add("description", operation.description())
        .add("descriptionWhenClosed", operation.description(GateSettings.CLOSED))
        .add("access", operation.access().name())
        .add("rest", operation.verb() + " " + operation.path())
        .add("requires", operation.requires().wireName())
        .add("yieldsSecret", operation.yieldsSecret())
        .add("inputSchema", operation.inputSchema())
        .add("outputSchema", operation.outputSchema())
        .build();
  }

  private static String pretty(JsonObject json) {
    var text = new StringWriter();
    try (var writer =
        JsonText.JSON
            .createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
            .createWriter(text)) {
      writer.write(json);
    }
    return text.toString().strip() + "\n";
  }
}
