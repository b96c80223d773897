package io.mcp1password.audit;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What the tests of the audit log share. */
final class AuditFixture {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

  private AuditFixture() {}

  static FileAuditLog open(Path file) {
    return new FileAuditLog(file, CLOCK);
  }

  /** A file with one chain: its start line and this many records, numbered from 1. */
  static void write(Path file, int records) {
    try (FileAuditLog log = open(file)) {
      for (int i = 1; i <= records; i++) {
        log.append(numbered(i));
      }
    }
  }

  static AuditRecord numbered(int number) {
    return of("{\"number\": " + number + "}");
  }

  static AuditRecord of(String metadata) {
    return new AuditRecord("item_search", AuditOutcome.SUCCESS, json(metadata), null);
  }

  static JsonObject json(String text) {
    try (var reader = MaskedJson.JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  static List<JsonObject> records(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isEmpty())
        .map(AuditFixture::json)
        .toList();
  }

  static void appendRaw(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
