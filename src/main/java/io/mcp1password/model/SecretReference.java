package io.mcp1password.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a secret: {@code op://vault/item/[section/]field[?attribute=...]}.
 *
 * <p>Segments are ids or names. In the written form they may be percent-encoded (UTF-8), and {@code
 * +} stands for a space. The components hold the decoded text in Unicode normal form C. It prints
 * as a mask, because a reference is not for logs.
 *
 * @param section null for a field outside every section
 */
public record SecretReference(
    String vault, String item, @Nullable String section, String field, Attribute attribute) {

  /** What of the field is meant. */
  public enum Attribute implements WireName {
    VALUE,
    TITLE,
    ID,
    TYPE,
    PURPOSE,
    /** The current one-time code. */
    OTP;

    @Override
    public String wireName() {
      return WireName.lowerCamel(this);
    }
  }

  private static final String SCHEME = "op://";
  private static final String FORM = "op://vault/item/[section/]field";

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException saying what is wrong, without repeating the reference
   */
  public static SecretReference parse(String text) {
    if (!text.startsWith(SCHEME)) {
      throw new IllegalArgumentException("must have the form " + FORM);
    }
    int query = text.indexOf('?');
    String path = text.substring(SCHEME.length(), query < 0 ? text.length() : query);
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      segments.add(decode(segment));
    }
    if (segments.size() < 3 || segments.size() > 4) {
      throw new IllegalArgumentException("must have the form " + FORM);
    }
    return new SecretReference(
        segments.get(0),
        segments.get(1),
        segments.size() == 4 ? segments.get(2) : null,
        segments.getLast(),
        query < 0 ? Attribute.VALUE : attribute(text.substring(query + 1)));
  }

  private static Attribute attribute(String query) {
    String[] parts = query.split("=", -1);
    if (parts.length != 2 || !(parts[0].equals("attribute") || parts[0].equals("attr"))) {
      throw new IllegalArgumentException("may end in ?attribute=… and nothing else");
    }
    return Arrays.stream(Attribute.values())
        .filter(each -> each.wireName().equals(parts[1].toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "has an unknown attribute; known are "
                        + Arrays.stream(Attribute.values())
                            .map(Attribute::wireName)
                            .collect(Collectors.joining(", "))));
  }

  private static String decode(String segment) {
    var bytes = ByteBuffer.allocate(segment.length() * 3);
    for (int i = 0; i < segment.length(); ) {
      int point = segment.codePointAt(i);
      i += Character.charCount(point);
      if (point == '%') {
        bytes.put((byte) hex(segment, i));
        i += 2;
      } else {
        String literal = point == '+' ? " " : Character.toString(point);
        bytes.put(literal.getBytes(StandardCharsets.UTF_8));
      }
    }
    String decoded = utf8(bytes.flip()).strip();
    if (decoded.isEmpty() || decoded.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "has an empty part or one with control characters; it must have the form " + FORM);
    }
    return Normalizer.normalize(decoded, Normalizer.Form.NFC);
  }

  private static int hex(String segment, int at) {
    if (at + 2 > segment.length()
        || Character.digit(segment.charAt(at), 16) < 0
        || Character.digit(segment.charAt(at + 1), 16) < 0) {
      throw new IllegalArgumentException(
          "has a percent sign without two hex digits; write a percent sign itself as %25");
    }
    return Integer.parseInt(segment, at, at + 2, 16);
  }

  private static String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("has a percent-encoding that is not UTF-8");
    }
  }

  /** The written form, with everything encoded that would be read otherwise. */
  public String format() {
    var result = new StringBuilder(SCHEME).append(encode(vault)).append('/').append(encode(item));
    if (section != null) {
      result.append('/').append(encode(section));
    }
    result.append('/').append(encode(field));
    if (attribute != Attribute.VALUE) {
      result.append("?attribute=").append(attribute.wireName());
    }
    return result.toString();
  }

  private static String encode(String segment) {
    var result = new StringBuilder();
    for (byte each : segment.getBytes(StandardCharsets.UTF_8)) {
      char ascii = (char) (each & 0xff);
      boolean plain =
          ascii == ' ' || ascii == '-' || ascii == '_' || ascii == '.' || isAlphanumeric(ascii);
      result.append(plain ? String.valueOf(ascii) : String.format("%%%02X", (int) ascii));
    }
    return result.toString();
  }

  private static boolean isAlphanumeric(char ascii) {
    return ascii < 0x80 && Character.isLetterOrDigit(ascii);
  }

  @Override
  public String toString() {
    return "op://[reference]";
  }
}
