package io.mcp1password.rest;

import io.mcp1password.model.ProductVersion;
import io.mcp1password.operation.OperationCatalog;
import jakarta.enterprise.inject.spi.CDI;
import org.eclipse.microprofile.openapi.OASModelReader;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Gives MicroProfile OpenAPI the document, built from the catalogue. */
public final class OpenApiReader implements OASModelReader {

  @Override
  public OpenAPI buildModel() {
    return OpenApiDocument.of(
        CDI.current().select(OperationCatalog.class).get(), ProductVersion.current());
  }
}
