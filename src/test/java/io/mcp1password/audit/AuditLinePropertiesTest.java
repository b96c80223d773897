package io.mcp1password.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AuditLinePropertiesTest {

  @Property(tries = 300)
  void isOneShortLineThatVerifiesWhateverIsRecorded(
      @ForAll String action, @ForAll List<String> texts, @ForAll String message) {
    JsonObject metadata =
        MaskedJson.JSON
            .createObjectBuilder()
            .add("texts", MaskedJson.JSON.createArrayBuilder(texts))
            .build();
    AuditLine line =
        AuditLine.of(
            new AuditRecord(action, AuditOutcome.ERROR, metadata, message),
            AuditFixture.CLOCK.instant(),
            ChainPosition.begin(new SecureRandom()));

    byte[] bytes = line.text().getBytes(UTF_8);
    assertThat(line.text()).doesNotContain("\n", "\r");
    assertThat(bytes.length).isLessThan(AuditLine.MAX_BYTES);
    assertThat(LineReading.of(bytes))
        .isInstanceOfSatisfying(
            LineReading.Sealed.class, read -> assertThat(read.unchanged()).isTrue());
  }
}
