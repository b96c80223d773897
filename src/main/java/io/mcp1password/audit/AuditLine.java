package io.mcp1password.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.model.Sha256;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;

/**
 * One record as a line of the file: a JSON object whose last member is {@code hash}.
 *
 * <p>The hash is the SHA-256, in lower-case hex, of the line's bytes from its first brace up to,
 * and not including, the comma before {@code "hash"}; {@code prevHash} is among them. So it is
 * checked over the bytes as they stand, without reading the JSON.
 *
 * <p>A line, its line feed included, has at most {@value #MAX_BYTES} bytes: long texts of the
 * record are cut, and if that is not enough the metadata is left out.
 *
 * @param text the line without a line feed
 * @param hash the value of its last member
 */
record AuditLine(String text, String hash) {

  static final int MAX_BYTES = 16 * 1024;

  /** The action of the line that begins a chain. */
  static final String START = "audit_chain_start";

  /** The action of the line that goes on with a chain in a new file. */
  static final String CONTINUE = "audit_chain_continue";

  /** What a start line calls the chain before its own, and that chain's last hash. */
  static final String PREVIOUS_CHAIN = "previousChain";

  static final String PREVIOUS_HASH = "previousHash";

  static final String HASH_OPENING = ",\"hash\":\"";
  static final String HASH_CLOSING = "\"}";

  private static final int MAX_ACTION = 128;
  private static final int[] TEXT_LIMITS = {2048, 256, 32};
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final long PID = ProcessHandle.current().pid();

  /** The line that tells this record at this place of a chain. */
  static AuditLine of(AuditRecord auditRecord, Instant time, ChainPosition position) {
    for (int limit : TEXT_LIMITS) {
      JsonObject metadata = new MaskedJson(limit).object(auditRecord.metadata());
      AuditLine line = sealed(content(auditRecord, metadata, limit, time, position));
      if (line.text().getBytes(UTF_8).length < MAX_BYTES) {
        return line;
      }
    }
    JsonObject leftOut =
        MaskedJson.JSON.createObjectBuilder().add("metadataTooLong", JsonValue.TRUE).build();
    return sealed(content(auditRecord, leftOut, TEXT_LIMITS[0], time, position));
  }

  private static String content(
      AuditRecord auditRecord,
      JsonObject metadata,
      int limit,
      Instant time,
      ChainPosition position) {
    JsonObjectBuilder members =
        MaskedJson.JSON
            .createObjectBuilder()
            .add("timestamp", MILLISECONDS.format(time))
            .add("pid", PID)
            .add("action", new MaskedJson(MAX_ACTION).text(auditRecord.action()))
            .add("outcome", auditRecord.outcome().wireName())
            .add("metadata", metadata);
    if (auditRecord.errorMessage() != null) {
      members.add("errorMessage", new MaskedJson(limit).text(auditRecord.errorMessage()));
    }
    String object =
        members
            .add("chain", position.chain())
            .add("seq", position.seq())
            .add("prevHash", position.prevHash())
            .build()
            .toString();
    return object.substring(0, object.length() - 1);
  }

  private static AuditLine sealed(String content) {
    String hash = sha256(content.getBytes(UTF_8));
    return new AuditLine(content + HASH_OPENING + hash + HASH_CLOSING, hash);
  }

  /** The SHA-256 of the bytes, in lower-case hex. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
  }
}
