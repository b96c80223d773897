package io.mcp1password.demo;

import java.util.Locale;

/** What a request does, with the access bit it needs; the names are those of the activity log. */
enum Action {
  READ(1 << 5),
  CREATE(1 << 7),
  UPDATE(1 << 6),
  /** A Connect token that may write (496) lacks the bit of deletion, but has that of archiving. */
  DELETE(1 << 8);

  private final int bit;

  Action(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Action ofMethod(String method) {
    return switch (method) {
      case "POST" -> CREATE;
      case "PUT", "PATCH" -> UPDATE;
      case "DELETE" -> DELETE;
      default -> READ;
    };
  }
}
