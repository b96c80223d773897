package io.mcp1password.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the bytes of a line turn out to be, before its place in a chain is looked at. */
sealed interface LineReading {

  /** An empty line, which tells nothing and does no harm. */
  record Blank() implements LineReading {}

  /** The beginning of a record that was never written to its end. */
  record Incomplete() implements LineReading {}

  /** No record at all, whole or in part. */
  record Foreign(String reason) implements LineReading {}

  /**
   * A record.
   *
   * @param unchanged whether its bytes give the hash that it carries
   * @param previous where the chain before its own ended, if it is a start line that tells so
   */
  record Sealed(
      String action,
      String chain,
      long seq,
      String prevHash,
      String hash,
      boolean unchanged,
      @Nullable ChainEnd previous)
      implements LineReading {}

  /** The end of a chain: its id, and the hash of its last record. */
  record ChainEnd(String chain, String hash) {}

  int HASH_LENGTH = 64;
  int SEAL_LENGTH = AuditLine.HASH_OPENING.length() + HASH_LENGTH + AuditLine.HASH_CLOSING.length();
  Pattern SEAL =
      Pattern.compile(
          Pattern.quote(AuditLine.HASH_OPENING)
              + "([0-9a-f]{64})"
              + Pattern.quote(AuditLine.HASH_CLOSING));
  Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** Reads a line without its line feed. */
  static LineReading of(byte[] bytes) {
    if (bytes.length == 0) {
      return new Blank();
    }
    if (bytes.length >= AuditLine.MAX_BYTES) {
      return new Foreign("it is longer than any record");
    }
    JsonObject json = parse(bytes);
    String hash = hash(bytes);
    if (json == null) {
      return bytes[0] == '{' && hash == null
          ? new Incomplete()
          : new Foreign("it is no audit record");
    }
    if (hash == null) {
      return new Foreign("it does not end with its hash");
    }
    byte[] content = Arrays.copyOf(bytes, bytes.length - SEAL_LENGTH);
    return sealed(json, hash, AuditLine.sha256(content).equals(hash));
  }

  private static LineReading sealed(JsonObject json, String hash, boolean unchanged) {
    String action = text(json, "action");
    String chain = text(json, "chain");
    String prevHash = text(json, "prevHash");
    boolean numbered =
        json.get("seq") instanceof JsonNumber seq && NUMBER.matcher(seq.toString()).matches();
    if (action == null || chain == null || prevHash == null || !numbered) {
      return new Foreign("it lacks members that every record has");
    }
    long seq = json.getJsonNumber("seq").longValue();
    ChainEnd previous = action.equals(AuditLine.START) ? previous(json) : null;
    return new Sealed(action, chain, seq, prevHash, hash, unchanged, previous);
  }

  private static @Nullable ChainEnd previous(JsonObject json) {
    if (!(json.get("metadata") instanceof JsonObject metadata)) {
      return null;
    }
    String chain = text(metadata, AuditLine.PREVIOUS_CHAIN);
    String hash = text(metadata, AuditLine.PREVIOUS_HASH);
    return chain == null || hash == null ? null : new ChainEnd(chain, hash);
  }

  private static @Nullable String text(JsonObject json, String name) {
    return json.get(name) instanceof JsonString text ? text.getString() : null;
  }

  private static @Nullable String hash(byte[] bytes) {
    int start = Math.max(0, bytes.length - SEAL_LENGTH);
    var seal = SEAL.matcher(new String(bytes, start, bytes.length - start, UTF_8));
    return seal.matches() ? seal.group(1) : null;
  }

  private static @Nullable JsonObject parse(byte[] bytes) {
    try (JsonReader reader =
        MaskedJson.JSON.createReader(new StringReader(new String(bytes, UTF_8)))) {
      return reader.readValue() instanceof JsonObject object ? object : null;
    } catch (RuntimeException e) {
      // Not only JsonException: nothing narrower is thrown at what is nested too deeply.
      return null;
    }
  }
}
