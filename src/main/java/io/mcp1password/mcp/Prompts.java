package io.mcp1password.mcp;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;

/** The prompts that a server offers. */
interface Prompts {

  /** The prompts in a lasting order, each by the schema of a prompt. */
  List<JsonObject> list();

  /**
   * The result of getting a prompt: its {@code messages}.
   *
   * @throws ProtocolException when there is no such prompt or an argument is missing
   */
  JsonObject get(String name, Map<String, String> arguments, Call call);
}
