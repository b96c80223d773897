package io.mcp1password.sdk.core;

import io.mcp1password.sdk.core.Script.Plain;
import io.mcp1password.sdk.core.Script.Undefined;
import java.util.Iterator;
import java.util.List;

/** A JavaScript iterator over a list. */
final class ScriptIterator {

  private final Iterator<?> values;

  ScriptIterator(List<?> values) {
    this.values = values.iterator();
  }

  Plain next() {
    Plain result = new Plain();
    boolean more = values.hasNext();
    result.set("done", !more);
    result.set("value", more ? values.next() : Undefined.UNDEFINED);
    return result;
  }
}
