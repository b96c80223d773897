package io.mcp1password.mcp;

import io.mcp1password.model.ProductVersion;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonObject;

/** What the server says it is. */
record ServerInfo(String version) {

  private static final String NAME = "mcp-1password";
  private static final String TITLE = "1Password";

  static ServerInfo ofBuild() {
    return new ServerInfo(ProductVersion.current());
  }

  JsonObject json(Revision revision) {
    var info = JsonText.JSON.createObjectBuilder().add("name", NAME);
    if (revision.hasStructuredResults()) {
      info.add("title", TITLE);
    }
    return info.add("version", version).build();
  }
}
