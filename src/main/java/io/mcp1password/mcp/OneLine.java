package io.mcp1password.mcp;

/** Foreign text as it may stand within a text of ours: it can neither begin a line nor hide. */
final class OneLine {

  /** Control and format characters, line and paragraph separators, and what is no character. */
  private static final String UNSEEN = "[\\p{C}\\p{Zl}\\p{Zp}]";

  private OneLine() {}

  /** The text with a space for each character that is not seen as itself. */
  static String of(String text) {
    return text.replaceAll(UNSEEN, " ");
  }
}
