package io.mcp1password.runner.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** The file of remembered approvals gives back what was put in, or nothing. */
class GrantFileProperties {

  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private GrantFile file;

  @BeforeTry
  void prepare() throws IOException {
    folder = Files.createTempDirectory("grants");
    file = new GrantFile(folder.resolve("grants.json"), folder.resolve("grants.key"));
  }

  @AfterTry
  void remove() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** One change: a scope and its end, or the end of the scope's approval when {@code end} is 0. */
  record Change(String scope, int end) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<String> scopes =
        Arbitraries.oneOf(
            Arbitraries.of("script-command:/a", "script-command:/b", "unrestricted-command:/a"),
            Arbitraries.strings().ofMaxLength(40));
    return Combinators.combine(scopes, Arbitraries.integers().between(0, 3))
        .as(Change::new)
        .list()
        .ofMaxSize(8);
  }

  @Property(tries = 50)
  void itHoldsWhatTheChangesLeave(@ForAll("changes") List<Change> changes) throws StoreException {
    Map<String, Instant> expected = new HashMap<>();
    for (Change change : changes) {
      apply(change, expected);
      file.update(grants -> apply(change, grants));
    }
    assertThat(file.read()).isEqualTo(expected);
  }

  private static void apply(Change change, Map<String, Instant> grants) {
    if (change.end() == 0) {
      grants.remove(change.scope());
    } else {
      grants.put(change.scope(), Instant.ofEpochSecond(change.end()));
    }
  }

  @Property(tries = 200)
  void anAlteredFileNeverGivesAnotherApproval(
      @ForAll @IntRange(max = 10_000) int place, @ForAll @IntRange(min = 1, max = 255) int flipped)
      throws StoreException, IOException {
    Map<String, Instant> before = Map.of("script-command:/a", Instant.EPOCH);
    file.update(grants -> grants.putAll(before));
    Path store = folder.resolve("grants.json");
    byte[] bytes = Files.readAllBytes(store);
    bytes[place % bytes.length] ^= (byte) flipped;
    Files.write(store, bytes);
    try {
      assertThat(file.read()).isEqualTo(before);
    } catch (StoreException e) {
      assertThat(e.defect()).isIn(StoreDefect.TAMPERED, StoreDefect.MALFORMED);
    }
  }
}
