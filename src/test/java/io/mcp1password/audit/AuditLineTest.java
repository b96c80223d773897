package io.mcp1password.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuditLineTest {

  private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");
  private static final ChainPosition PLACE = ChainPosition.begin(new SecureRandom());

  @Test
  void theHashIsOverTheBytesBeforeIt() {
    AuditLine line = line(AuditFixture.of("{\"title\":\"Größe\"}"));

    String content = line.text().substring(0, line.text().indexOf(",\"hash\":"));
    assertThat(AuditLine.sha256(content.getBytes(UTF_8))).isEqualTo(line.hash());
    assertThat(line.text()).endsWith(",\"hash\":\"" + line.hash() + "\"}");
  }

  @Test
  void theHashFunctionIsSha256() {
    assertThat(AuditLine.sha256("abc".getBytes(UTF_8)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void masksMetadataNamesAndErrorMessage() {
    JsonObject metadata =
        AuditFixture.json("{\"a\":[{\"b\":\"op://v/i/f\"}],\"op://n/a/me\":1,\"c\":\"ops_eyJh\"}");
    AuditLine line =
        line(new AuditRecord("x", AuditOutcome.ERROR, metadata, "No item for op://v/i/f"));

    JsonObject written = AuditFixture.json(line.text());
    assertThat(written.getJsonObject("metadata"))
        .isEqualTo(
            AuditFixture.json(
                "{\"a\":[{\"b\":\"[reference]\"}],\"[reference]\":1,\"c\":\"[token]\"}"));
    assertThat(written.getString("errorMessage")).isEqualTo("No item for [reference]");
  }

  @Test
  void cutsALongTextWithAMark() {
    JsonObject written = written(text("title", "a".repeat(5_000)));

    assertThat(written.getJsonObject("metadata").getString("title"))
        .isEqualTo("a".repeat(2_048) + "[cut from 5000 characters]");
  }

  @Test
  void cutsMoreWhenManyTextsAreLong() {
    JsonArrayBuilder many = MaskedJson.JSON.createArrayBuilder();
    for (int i = 0; i < 30; i++) {
      many.add("b".repeat(2_000));
    }
    JsonObject metadata = MaskedJson.JSON.createObjectBuilder().add("tags", many).build();

    JsonObject written = written(metadata);
    assertThat(written.getJsonObject("metadata").getJsonArray("tags").getString(29))
        .isEqualTo("b".repeat(256) + "[cut from 2000 characters]");
  }

  @Test
  void leavesOutMetadataThatIsTooLongHoweverItIsCut() {
    JsonArrayBuilder many = MaskedJson.JSON.createArrayBuilder();
    for (int i = 0; i < 20_000; i++) {
      many.add(i);
    }
    JsonObject metadata = MaskedJson.JSON.createObjectBuilder().add("tags", many).build();

    assertThat(written(metadata).getJsonObject("metadata"))
        .isEqualTo(AuditFixture.json("{\"metadataTooLong\":true}"));
  }

  @Test
  void leavesOutWhatIsNestedTooDeeply() {
    JsonObject nested = AuditFixture.json("{}");
    for (int i = 0; i < 5_000; i++) {
      nested = MaskedJson.JSON.createObjectBuilder().add("n", nested).build();
    }

    assertThat(written(nested).getJsonObject("metadata").toString()).contains("[left out]");
  }

  @Test
  void staysShortWhateverIsLong() {
    JsonObject metadata = text("\u0001".repeat(100_000), "\u0001".repeat(1_000_000));
    String message = "\u0001".repeat(1_000_000);

    AuditLine line = line(new AuditRecord(message, AuditOutcome.ERROR, metadata, message));
    assertThat(line.text().getBytes(UTF_8).length).isLessThan(AuditLine.MAX_BYTES);
    assertThat(AuditFixture.json(line.text()).getString("chain")).isEqualTo(PLACE.chain());
  }

  private static JsonObject text(String name, String value) {
    return MaskedJson.JSON.createObjectBuilder().add(name, value).build();
  }

  private static JsonObject written(JsonObject metadata) {
    AuditLine line = line(new AuditRecord("item_create", AuditOutcome.SUCCESS, metadata, null));
    assertThat(line.text().getBytes(UTF_8).length).isLessThan(AuditLine.MAX_BYTES);
    return AuditFixture.json(line.text());
  }

  private static AuditLine line(AuditRecord auditRecord) {
    return AuditLine.of(auditRecord, TIME, PLACE);
  }
}
