package io.mcp1password.sdk.core;

import io.mcp1password.sdk.CoreException;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonReader;
import java.io.StringReader;

/**
 * The ids of clients over several instances of the core.
 *
 * <p>Each instance counts from zero. Callers are told other numbers after a replacement, so that an
 * id of the former instance never stands for somebody else's client.
 */
final class ClientIds {

  private static final int STEP = 1_000_000;
  private static final JsonPointer PLACE = ScriptJson.JSON.createPointer("/invocation/clientId");

  private int offset;

  void nextGeneration() {
    offset += STEP;
  }

  /** The number that callers are told for an instance's own. */
  String told(String own) {
    return Integer.toString(Integer.parseInt(own) + offset);
  }

  boolean isCurrent(String told) {
    try {
      return isCurrent(Integer.parseInt(told));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private boolean isCurrent(int told) {
    return told >= offset && told < offset + STEP;
  }

  /** The instance's own number for one that callers were told. */
  String own(String told) {
    return Integer.toString(Integer.parseInt(told) - offset);
  }

  /**
   * The request with the instance's own number.
   *
   * @throws CoreException when its client was one of a former instance
   */
  String request(String json) {
    if (offset == 0) {
      return json;
    }
    try (JsonReader reader = ScriptJson.JSON.createReader(new StringReader(json))) {
      JsonObject request = reader.readObject();
      if (!PLACE.containsValue(request) || !(PLACE.getValue(request) instanceof JsonNumber told)) {
        return json;
      }
      if (!isCurrent(told.intValue())) {
        throw new CoreException(
            CoreException.CRASHED, "the 1Password core was replaced; sign in again");
      }
      return PLACE
          .replace(request, ScriptJson.JSON.createValue(told.intValue() - offset))
          .toString();
    } catch (JsonException e) {
      return json;
    }
  }
}
