package io.mcp1password.runner.approval;

/**
 * Markup that can stand in a page as it is: written in this package, with every text from outside
 * escaped.
 */
record Html(String markup) {

  static final Html NONE = new Html("");

  /**
   * The template with each <code>{}</code> replaced by the next part: markup as it is, everything
   * else as a text.
   */
  static Html of(String template, Object... parts) {
    String[] pieces = template.split("\\{}", -1);
    if (pieces.length != parts.length + 1) {
      throw new IllegalArgumentException("the template has another number of places than parts");
    }
    var markup = new StringBuilder(pieces[0]);
    for (int i = 0; i < parts.length; i++) {
      markup.append(parts[i] instanceof Html html ? html.markup : escaped(parts[i].toString()));
      markup.append(pieces[i + 1]);
    }
    return new Html(markup.toString());
  }

  Html and(Html more) {
    return new Html(markup + more.markup);
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints().forEach(each -> append(escaped, each));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int codePoint) {
    switch (codePoint) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> {
        if (isUnseen(codePoint)) {
          escaped.append("<mark>U+").append("%04X".formatted(codePoint)).append("</mark>");
        } else {
          escaped.appendCodePoint(codePoint);
        }
      }
    }
  }

  /** Whether it would not be seen, or would move or hide the text around it. */
  private static boolean isUnseen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint != '\n' && codePoint != '\t';
      case Character.SPACE_SEPARATOR -> codePoint != ' ';
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
