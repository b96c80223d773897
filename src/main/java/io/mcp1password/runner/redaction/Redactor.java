package io.mcp1password.runner.redaction;

import io.mcp1password.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Replaces secrets by {@value #MASK} in streams of bytes.
 *
 * <p>Found are, wherever chunks are cut and whatever bytes stand around them:
 *
 * <ul>
 *   <li>the value in UTF-8, ignoring case, also without the white space around it;
 *   <li>its base64 in all three alignments and both alphabets, with and without padding. Only the
 *       characters that the value alone determines are matched: up to four bits of its first byte,
 *       and of its last one, may remain in a neighbouring character;
 *   <li>its bytes in hexadecimal;
 *   <li>all of these percent-encoded ({@code +} and {@code %20} for a space) or with JSON's escapes
 *       (also {@code \}{@code uXXXX} and {@code \/}), even where only some characters are encoded;
 *   <li>of these, what is {@value View#SHORTEST_WRAPPED} characters or longer, when it is wrapped
 *       into lines, indented or spread by spaces, as by {@code base64}, {@code xxd -p} or {@code od
 *       -tx1};
 *   <li>each line of a multi-line value, when it is {@value Patterns#SHORTEST_LINE} characters or
 *       longer: private keys are printed line by line. Lines that begin with {@code -----} are not
 *       secret.
 * </ul>
 *
 * <p>What touches or overlaps is masked as one. Since case is ignored in every form, a little more
 * than the value may be masked.
 *
 * <p>Not masked, because it cannot be known: what was reversed, encrypted, compressed, hashed, cut
 * into parts with other text between them, or encoded twice or in another way (UTF-16, base32, a
 * shell's quotes). A value shorter than {@value #SHORTEST} characters is not masked, since that
 * would shred the output; {@link #tooShort()} counts these.
 *
 * <p>Immutable. The time is linear in the length of the stream; what is held back of a stream is
 * bounded by the longest secret.
 */
public final class Redactor {

  /** What stands for a secret. */
  public static final String MASK = "[REDACTED]";

  /** The fewest characters of a value that is masked. */
  public static final int SHORTEST = 4;

  private final Automaton automaton;
  private final int tooShort;

  private Redactor(Automaton automaton, int tooShort) {
    this.automaton = automaton;
    this.tooShort = tooShort;
  }

  /** A redactor for these values; empty ones do not count. */
  public static Redactor of(Collection<Secret> secrets) {
    var patterns = new Patterns();
    int tooShort = 0;
    for (Secret secret : secrets) {
      if (secret.length() >= SHORTEST) {
        patterns.add(secret);
      } else if (!secret.isEmpty()) {
        tooShort++;
      }
    }
    return new Redactor(Automaton.of(patterns.texts()), tooShort);
  }

  /** How many of the values are too short to be masked. */
  public int tooShort() {
    return tooShort;
  }

  /**
   * A stream that masks what is written to it and passes it on; {@code close} passes on the rest
   * and closes the target, {@code flush} passes on what can no longer be part of a secret.
   */
  public OutputStream open(OutputStream target) {
    return new RedactingStream(automaton, target);
  }

  /** The text, masked. */
  public String mask(String text) {
    var masked = new ByteArrayOutputStream();
    try (OutputStream stream = open(masked)) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return masked.toString(StandardCharsets.UTF_8);
  }
}
