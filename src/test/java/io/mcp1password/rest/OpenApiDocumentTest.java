package io.mcp1password.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.ServiceFixture;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.OperationDescriptor;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {

  private static final OperationCatalog CATALOG =
      ServiceFixture.of(InMemoryBackend.withSamples()).catalog();

  private final OpenAPI document = OpenApiDocument.of(CATALOG, "1");

  @Test
  void thereIsOneOperationPerToolNamedAsTheTool() {
    assertThat(operations().map(Operation::getOperationId))
        .containsExactlyInAnyOrderElementsOf(
            CATALOG.all().stream().map(OperationDescriptor::name).toList());
    assertThat(operations())
        .allSatisfy(
            each ->
                assertThat(each.getExtensions())
                    .containsEntry("x-mcp-tool", each.getOperationId()));
  }

  private Stream<Operation> operations() {
    List<PathItem> items = List.copyOf(document.getPaths().getPathItems().values());
    return items.stream().flatMap(item -> item.getOperations().values().stream());
  }
}
