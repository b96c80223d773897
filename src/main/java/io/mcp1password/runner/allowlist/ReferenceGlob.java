package io.mcp1password.runner.allowlist;

import static java.util.stream.Collectors.joining;

import com.google.re2j.Pattern;
import io.mcp1password.model.SecretReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern of secret references: {@code op://vault/item/[section/]field}, in which {@code *}
 * stands for any characters of one segment.
 *
 * <p>It is compared with the names or ids that the caller writes, by case; a segment that may be
 * written in two ways needs two patterns.
 */
final class ReferenceGlob {

  private final List<Pattern> segments;

  private ReferenceGlob(List<Pattern> segments) {
    this.segments = segments;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException saying what is wrong, without repeating it
   */
  static ReferenceGlob parse(String text) {
    SecretReference form = SecretReference.parse(text);
    if (form.attribute() != SecretReference.Attribute.VALUE) {
      throw new IllegalArgumentException("names an attribute; leave it out");
    }
    return new ReferenceGlob(segments(form).stream().map(ReferenceGlob::pattern).toList());
  }

  private static Pattern pattern(String segment) {
    String expression =
        Arrays.stream(segment.split("\\*", -1)).map(Pattern::quote).collect(joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL);
  }

  private static List<String> segments(SecretReference reference) {
    var segments = new ArrayList<>(List.of(reference.vault(), reference.item()));
    if (reference.section() != null) {
      segments.add(reference.section());
    }
    segments.add(reference.field());
    return segments;
  }

  /** Whether the reference is one of those that are meant, whatever its attribute. */
  boolean matches(SecretReference reference) {
    List<String> given = segments(reference);
    if (given.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      if (!segments.get(i).matches(given.get(i))) {
        return false;
      }
    }
    return true;
  }
}
