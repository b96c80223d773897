package io.mcp1password.mcp;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the server says it is. */
record ServerInfo(String version) {

  private static final String NAME = "mcp-1password";
  private static final String TITLE = "1Password";

  /** The version that the build wrote beside the classes. */
  static ServerInfo ofBuild() {
    var properties = new Properties();
    try (InputStream file =
        ServerInfo.class.getResourceAsStream("/io/mcp1password/version.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ServerInfo(properties.getProperty("version", "unknown"));
  }

  JsonObject json(Revision revision) {
    var info = JsonText.JSON.createObjectBuilder().add("name", NAME);
    if (revision.hasStructuredResults()) {
      info.add("title", TITLE);
    }
    return info.add("version", version).build();
  }
}
