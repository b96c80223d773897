package io.mcp1password.sdk.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The headers of a request or a response: names in lower case, several values joined. */
final class Headers {

  private final Map<String, String> values = new TreeMap<>();

  void append(String name, String value) {
    values.merge(name.toLowerCase(Locale.ROOT), value, (old, more) -> old + ", " + more);
  }

  Map<String, String> values() {
    return values;
  }

  /** Pairs of name and value, in the names' order. */
  List<List<String>> entries() {
    return values.entrySet().stream().map(each -> List.of(each.getKey(), each.getValue())).toList();
  }
}
