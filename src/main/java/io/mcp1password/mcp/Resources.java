package io.mcp1password.mcp;

import jakarta.json.JsonObject;
import java.util.List;

/** The resources that a server offers. */
interface Resources {

  /** The resources in a lasting order, each by the schema of a resource. */
  List<JsonObject> list();

  /** The templates of further resources, each by the schema of a resource template. */
  List<JsonObject> templates();

  /**
   * The result of reading a resource: its {@code contents}.
   *
   * @throws ProtocolException by {@link ProtocolException#resourceNotFound} when there is none
   */
  JsonObject read(String uri, Call call);
}
