package io.mcp1password.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mcp1password.audit.AuditDefect.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test damages a file of two chains: lines 1 to 6 are the one, 7 to 12 the other. */
class AuditVerifierTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeTwoChains() {
    file = folder.resolve("audit.jsonl");
    AuditFixture.write(file, 5);
    AuditFixture.write(file, 5);
  }

  @Test
  void findsNothingInAnUntouchedFile() throws Exception {
    AuditVerification found = AuditVerifier.verify(file);

    assertThat(found.intact()).isTrue();
    assertThat(found.firstDefect()).isEmpty();
    assertThat(found.notes()).isEmpty();
    List<String> lines = Files.readAllLines(file);
    assertThat(found.chains())
        .extracting(AuditChain::records, AuditChain::firstSeq, AuditChain::lastHash)
        .containsExactly(tuple(6L, 0L, hash(lines.get(5))), tuple(6L, 0L, hash(lines.get(11))));
  }

  @Test
  void findsAChangedCharacterAnywhereInARecord() throws Exception {
    String line = Files.readAllLines(file).get(3);
    for (int i = 0; i < line.length() - 2; i++) {
      int at = i;
      rewrite(3, each -> each.substring(0, at) + flipped(each.charAt(at)) + each.substring(at + 1));
      AuditVerification found = AuditVerifier.verify(file);
      assertThat(found.intact()).as("character %d of %s", i, line).isFalse();
      rewrite(3, _ -> line);
    }
  }

  @Test
  void findsAnAlteredRecord() throws Exception {
    rewrite(3, line -> line.replace("\"number\":3", "\"number\":4"));

    assertFirst(Kind.ALTERED, 4, "its content was changed");
  }

  @Test
  void findsARecordThatWasAlteredAndSealedAnew() throws Exception {
    rewrite(
        3,
        line -> {
          String changed = line.replace("\"number\":3", "\"number\":4");
          String content = changed.substring(0, changed.indexOf(AuditLine.HASH_OPENING));
          byte[] bytes = content.getBytes(UTF_8);
          return content + AuditLine.HASH_OPENING + AuditLine.sha256(bytes) + "\"}";
        });

    assertFirst(Kind.ALTERED, 5, "it does not name the hash of the record before it");
  }

  @Test
  void findsARemovedRecord() throws Exception {
    edit(lines -> lines.remove(3));

    assertFirst(Kind.REMOVED, 4, "record 3 is missing before it");
  }

  @Test
  void findsRemovedRecords() throws Exception {
    edit(lines -> lines.subList(7, 10).clear());

    assertFirst(Kind.REMOVED, 8, "records 1 to 3 are missing before it");
  }

  @Test
  void findsARemovedStartLine() throws Exception {
    edit(List::removeFirst);

    assertFirst(Kind.REMOVED, 1, "the beginning of its chain is missing before it");
  }

  @Test
  void findsReorderedRecords() throws Exception {
    edit(lines -> Collections.swap(lines, 2, 3));

    assertFirst(Kind.REORDERED, 3, "record 2 stands after it and was written before it");
  }

  @Test
  void findsARecordMovedForward() throws Exception {
    edit(lines -> lines.add(5, lines.remove(1)));

    assertFirst(Kind.REORDERED, 2, "record 1 stands after it and was written before it");
  }

  @Test
  void findsARecordThatStandsTwice() throws Exception {
    edit(lines -> lines.add(4, lines.get(2)));

    assertFirst(Kind.REORDERED, 5, "record 2 stands after record 3");
  }

  @Test
  void findsAStartLineThatStandsTwice() throws Exception {
    edit(lines -> lines.add(lines.getFirst()));

    assertFirst(Kind.REORDERED, 13, "record 0 stands after record 5");
  }

  @Test
  void findsALineThatIsNoRecord() throws Exception {
    edit(lines -> lines.add(2, "something else"));

    assertFirst(Kind.ALTERED, 3, "it is no audit record");
  }

  @Test
  void findsAnObjectWithoutHashOrMembers() throws Exception {
    edit(lines -> lines.add(2, "{\"timestamp\":\"2026-11-24T10:00:00.000Z\"}"));
    assertFirst(Kind.ALTERED, 3, "it does not end with its hash");

    edit(lines -> lines.set(2, "{\"a\":1,\"hash\":\"" + "0".repeat(64) + "\"}"));
    assertFirst(Kind.ALTERED, 3, "it lacks members that every record has");
  }

  @Test
  void findsALineThatIsFarTooLongOrFarTooDeep() throws Exception {
    edit(lines -> lines.add(2, "x".repeat(1_000_000)));
    assertFirst(Kind.ALTERED, 3, "it is longer than any record");

    edit(lines -> lines.set(2, "[".repeat(10_000)));
    assertFirst(Kind.ALTERED, 3, "it is no audit record");
  }

  @Test
  void findsARecordWhoseEndWasCutOff() throws Exception {
    rewrite(3, line -> line.substring(0, 50));

    AuditVerification found = AuditVerifier.verify(file);
    assertThat(found.notes()).extracting(AuditDefect::line).containsExactly(4L);
    assertFirst(Kind.REMOVED, 5, "record 3 is missing before it");
  }

  @Test
  void tellsTheFirstDefectOfEachChain() throws Exception {
    edit(
        lines -> {
          lines.remove(9);
          lines.remove(7);
          lines.remove(4);
          lines.remove(2);
        });

    assertThat(AuditVerifier.verify(file).defects())
        .extracting(AuditDefect::line)
        .containsExactly(3L, 6L);
  }

  @Test
  void tellsABoundedNumberOfDefects() throws Exception {
    AuditFixture.appendRaw(file, "junk\n".repeat(1_000));

    AuditVerification found = AuditVerifier.verify(file);
    assertThat(found.intact()).isFalse();
    assertThat(found.defects()).hasSize(AuditVerifier.MAX_TOLD);
  }

  @Test
  void anIncompleteLastLineIsNotedAndNoTampering() throws Exception {
    AuditFixture.appendRaw(file, "{\"timestamp\":\"2026");

    AuditVerification found = AuditVerifier.verify(file);
    assertThat(found.intact()).isTrue();
    assertThat(found.notes())
        .containsExactly(
            new AuditDefect(
                Kind.INCOMPLETE, file.toString(), 13, null, "it was not written to its end"));
  }

  @Test
  void ignoresEmptyLines() throws Exception {
    edit(lines -> lines.add(4, ""));

    assertThat(AuditVerifier.verify(file).intact()).isTrue();
  }

  @Test
  void cannotSeeARemovedTailWithoutAnAnchor() throws Exception {
    String anchor = AuditVerifier.verify(file).chains().getLast().lastHash();
    edit(List::removeLast);

    assertThat(AuditVerifier.verify(file).intact()).isTrue();
    AuditDefect found =
        AuditVerifier.verify(List.of(file), Set.of(anchor)).firstDefect().orElseThrow();
    assertThat(found.kind()).isEqualTo(Kind.ANCHOR_MISSING);
    assertThat(found.reason()).contains(anchor);
  }

  @Test
  void anAnchorHoldsAfterTheChainWentOn() throws Exception {
    String anchor;
    try (FileAuditLog log = AuditFixture.open(file)) {
      anchor = AuditVerifier.verify(file).chains().getLast().lastHash();
      log.append(AuditFixture.numbered(1));
    }

    assertThat(AuditVerifier.verify(List.of(file), Set.of(anchor)).intact()).isTrue();
  }

  @Test
  void anAlteredRecordIsNoAnchor() throws Exception {
    String anchor = AuditVerifier.verify(file).chains().getLast().lastHash();
    rewrite(11, line -> line.replace("\"number\":5", "\"number\":6"));

    assertThat(AuditVerifier.verify(List.of(file), Set.of(anchor)).defects())
        .extracting(AuditDefect::kind)
        .containsExactly(Kind.ALTERED, Kind.ANCHOR_MISSING);
  }

  @Test
  void refusesAFileThatCannotBeRead() {
    assertThatThrownBy(() -> AuditVerifier.verify(folder.resolve("missing")))
        .isInstanceOf(AuditException.class);
  }

  private void assertFirst(Kind kind, long line, String reason) {
    AuditDefect found = AuditVerifier.verify(file).firstDefect().orElseThrow();
    assertThat(found.kind()).isEqualTo(kind);
    assertThat(found.line()).isEqualTo(line);
    assertThat(found.reason()).isEqualTo(reason);
    assertThat(found.source()).isEqualTo(file.toString());
  }

  private void rewrite(int index, UnaryOperator<String> change) throws IOException {
    edit(lines -> lines.set(index, change.apply(lines.get(index))));
  }

  private void edit(Consumer<List<String>> change) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    change.accept(lines);
    Files.write(file, lines);
  }

  private static char flipped(char character) {
    return character == 'x' ? 'y' : 'x';
  }

  private static String hash(String line) {
    return line.substring(line.length() - 66, line.length() - 2);
  }
}
