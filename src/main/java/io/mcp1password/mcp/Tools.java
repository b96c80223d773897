package io.mcp1password.mcp;

import jakarta.json.JsonObject;
import java.util.List;

/** The tools that a server offers. */
interface Tools {

  /** The tools in a lasting order, each by the revision's schema of a tool. */
  List<JsonObject> list(Revision revision);

  /**
   * The result of calling a tool, by the revision's schema of a tool's result.
   *
   * @throws ProtocolException when there is no such tool
   */
  JsonObject call(String name, JsonObject arguments, Call call);
}
