package io.mcp1password.sdk;

import java.util.Locale;

/** An enum whose constants have a name of their own in the core's JSON. */
interface Wired {

  /** The constant's name in JSON. */
  String wireName();

  /** The name in upper camel case: {@code SECURE_NOTE} becomes {@code SecureNote}. */
  static String upperCamel(Enum<?> constant) {
    var result = new StringBuilder();
    for (String word : constant.name().split("_", -1)) {
      result.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return result.toString();
  }

  /** The name in lower camel case: {@code USER_CREATED} becomes {@code userCreated}. */
  static String lowerCamel(Enum<?> constant) {
    String name = upperCamel(constant);
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
