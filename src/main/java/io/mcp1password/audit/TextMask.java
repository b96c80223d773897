package io.mcp1password.audit;

import java.util.regex.Pattern;

/**
 * The last step before a text is written: it replaces secret references, tokens and bearer values
 * by fixed marks, and characters that steer a terminal by U+FFFD.
 *
 * <p>A net under the rule that none of these gets into a record at all; where a text does not show
 * where a reference ends, too much is masked rather than too little. Every pattern works in time
 * linear in the text.
 */
final class TextMask {

  /** What stands in the place of a secret reference. */
  static final String REFERENCE = "[reference]";

  /** What stands in the place of a token. */
  static final String TOKEN = "[token]";

  private static final String SCHEME = "op(?::|%3a)(?:/|%2f){2}";

  /**
   * A reference that a double quotation mark or a backtick opens ends at the last such mark of its
   * line, every other one with its line: names in it may hold spaces, apostrophes and marks.
   */
  private static final Pattern REFERENCES =
      Pattern.compile(
          "(?<=\")%s[^\\r\\n]*(?=\")|(?<=`)%s[^\\r\\n]*(?=`)|%s[^\\r\\n]*+".replace("%s", SCHEME),
          Pattern.CASE_INSENSITIVE);

  private static final Pattern BEARERS =
      Pattern.compile("(bearer)\\s++[^\\s\"]++", Pattern.CASE_INSENSITIVE);

  private static final Pattern SERVICE_ACCOUNT_TOKENS =
      Pattern.compile("(?<![A-Za-z])ops_[\\w+/=.-]++|ops_eyJ[\\w+/=.-]*+");

  /** A JWT, signed or not, whole or cut: its header is JSON, whose first bytes give {@code eyJ}. */
  private static final Pattern JWTS = Pattern.compile("eyJ[\\w-]{8,}+(?:\\.[\\w-]*+)*+");

  private static final Pattern STEERING =
      Pattern.compile("[\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]");

  private TextMask() {}

  /** The text with every such part replaced. */
  static String mask(String text) {
    String result = REFERENCES.matcher(text).replaceAll(REFERENCE);
    result = BEARERS.matcher(result).replaceAll("$1 " + TOKEN);
    result = SERVICE_ACCOUNT_TOKENS.matcher(result).replaceAll(TOKEN);
    result = JWTS.matcher(result).replaceAll(TOKEN);
    return STEERING.matcher(result).replaceAll("\ufffd");
  }
}
