package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values that must not be seen, each known by the place where it was put, and the search for them
 * in whatever came out: as they are, in any case, backwards, and encoded as base64, hex, percent
 * signs or JSON escapes.
 */
final class Canaries {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 24;

  /** A form of a canary that stands in a text. */
  record Sighting(String place, String form) {

    @Override
    public String toString() {
      return place + " (" + form + ")";
    }
  }

  private final Random random = new Random(42);
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> needles = new LinkedHashMap<>();

  /** A new value, unlike all others, for this place. */
  String plant(String place) {
    String value =
        random
            .ints(LENGTH, 0, LETTERS.length())
            .mapToObj(index -> String.valueOf(LETTERS.charAt(index)))
            .collect(Collectors.joining());
    watch(place, value);
    return value;
  }

  /** Looks out for a value that someone else made. */
  void watch(String place, String value) {
    if (values.put(place, value) != null) {
      throw new IllegalArgumentException("planted twice: " + place);
    }
    needles.put(place, lowerCase(forms(value)));
  }

  /** The value at that place. */
  String at(String place) {
    String value = values.get(place);
    if (value == null) {
      throw new IllegalArgumentException("nothing is planted at " + place);
    }
    return value;
  }

  /** Where all of them are. */
  Set<String> places() {
    return Set.copyOf(values.keySet());
  }

  /** All that are in the text in one form or another, those of some places not counted. */
  List<Sighting> in(String text, Set<String> except) {
    String lower = text.toLowerCase(Locale.ROOT);
    return needles.entrySet().stream()
        .filter(entry -> !except.contains(entry.getKey()))
        .flatMap(
            entry ->
                entry.getValue().entrySet().stream()
                    .filter(form -> lower.contains(form.getValue()))
                    .map(form -> new Sighting(entry.getKey(), form.getKey())))
        .toList();
  }

  /**
   * The distinct forms in lower case: the case does not count in the search, so that it finds every
   * change of case as well.
   */
  private static Map<String, String> lowerCase(Map<String, String> forms) {
    var distinct = new LinkedHashMap<String, String>();
    forms.forEach(
        (name, form) -> {
          String lower = form.toLowerCase(Locale.ROOT);
          if (!distinct.containsValue(lower)) {
            distinct.put(name, lower);
          }
        });
    return distinct;
  }

  /** How a value may be written, by the name of the form. */
  static Map<String, String> forms(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    var forms = new LinkedHashMap<String, String>();
    forms.put("plain", value);
    forms.put("backwards", new StringBuilder(value).reverse().toString());
    forms.put("hex", HexFormat.of().formatHex(bytes));
    forms.put("hex with colons", HexFormat.ofDelimiter(":").formatHex(bytes));
    forms.put("percent-encoded", percentEncoded(bytes, false));
    forms.put("percent-encoded throughout", percentEncoded(bytes, true));
    forms.put("form-encoded", URLEncoder.encode(value, UTF_8));
    forms.put("form-encoded but for spaces", URLEncoder.encode(value, UTF_8).replace("+", "%20"));
    forms.put("JSON-escaped", jsonEscaped(value));
    forms.put("JSON-escaped twice", jsonEscaped(jsonEscaped(value)));
    forms.put("JSON-escaped throughout", units(value).collect(Collectors.joining()));
    for (int offset = 0; offset < 3; offset++) {
      forms.put("base64 at " + offset, base64(Base64.getEncoder(), bytes, offset));
      forms.put("base64url at " + offset, base64(Base64.getUrlEncoder(), bytes, offset));
    }
    return forms;
  }

  /** The letters that depend on the value alone when it stands so many bytes into what is coded. */
  private static String base64(Base64.Encoder encoder, byte[] value, int offset) {
    byte[] shifted = new byte[offset + value.length];
    System.arraycopy(value, 0, shifted, offset, value.length);
    String encoded = encoder.withoutPadding().encodeToString(shifted);
    int begin = (offset * 8 + 5) / 6;
    int end = shifted.length * 8 / 6;
    return encoded.substring(begin, end);
  }

  private static String percentEncoded(byte[] bytes, boolean throughout) {
    var result = new StringBuilder();
    for (byte each : bytes) {
      boolean plain = !throughout && (LETTERS + "-_.~").indexOf(each) >= 0;
      result.append(plain ? String.valueOf((char) each) : "%%%02x".formatted(each));
    }
    return result.toString();
  }

  private static String jsonEscaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  private static Stream<String> units(String value) {
    return value.chars().mapToObj("\\u%04x"::formatted);
  }
}
