package io.mcp1password.audit;

import io.mcp1password.audit.AuditDefect.Kind;
import io.mcp1password.audit.LineReading.ChainEnd;
import io.mcp1password.audit.LineReading.Sealed;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The check of audit files: it finds the first line of each chain that was altered, removed or
 * reordered.
 *
 * <p>The end of a chain is known only when the start line of the next one names it. Else it cannot
 * see that the last records of a chain were removed, or that whole chains were, or that somebody
 * wrote everything anew with fitting hashes, unless it is given an anchor: the last hash of a chain
 * that was noted earlier and kept elsewhere.
 */
public final class AuditVerifier {

  /** How many defects, and how many notes, are told. */
  static final int MAX_TOLD = 100;

  /** A start line that names the end of the chain before its own, and where it stands. */
  private record NamedEnd(ChainEnd end, String source, long line) {}

  private final Set<String> anchors;
  private final Map<String, ChainCheck> chains = new LinkedHashMap<>();
  private final Map<String, Integer> firstDefects = new HashMap<>();
  private final List<NamedEnd> namedEnds = new ArrayList<>();
  private final List<AuditDefect> defects = new ArrayList<>();
  private final List<AuditDefect> notes = new ArrayList<>();

  private AuditVerifier(Set<String> anchors) {
    this.anchors = new LinkedHashSet<>(anchors);
  }

  /**
   * Verifies one file, or a file and those rotated away before it.
   *
   * @param files the oldest first
   * @throws AuditException when one cannot be read
   */
  public static AuditVerification verify(Path... files) {
    return verify(List.of(files), Set.of());
  }

  /**
   * Verifies files, the oldest first, that must still hold certain records.
   *
   * @param anchors hashes of records, in lower-case hex
   * @throws AuditException when a file cannot be read
   */
  public static AuditVerification verify(List<Path> files, Set<String> anchors) {
    var verifier = new AuditVerifier(anchors);
    for (Path file : files) {
      try (InputStream stream = Files.newInputStream(file)) {
        verifier.read(file.toString(), stream);
      } catch (IOException e) {
        throw new AuditException("The audit file " + file + " cannot be read.", e);
      }
    }
    return verifier.result();
  }

  private void read(String source, InputStream stream) throws IOException {
    var buffered = new BufferedInputStream(stream, 4 * AuditLine.MAX_BYTES);
    long number = 1;
    for (byte[] line = readLine(buffered); line != null; line = readLine(buffered)) {
      check(line, source, number);
      number++;
    }
  }

  /** The next line without its line feed, or only the beginning of one that is far too long. */
  private static byte @Nullable [] readLine(InputStream stream) throws IOException {
    int next = stream.read();
    if (next < 0) {
      return null;
    }
    var line = new ByteArrayOutputStream(512);
    while (next >= 0 && next != '\n') {
      if (line.size() < AuditLine.MAX_BYTES) {
        line.write(next);
      }
      next = stream.read();
    }
    return line.toByteArray();
  }

  private void check(byte[] line, String source, long number) {
    switch (LineReading.of(line)) {
      case LineReading.Blank() -> {}
      case LineReading.Incomplete() ->
          add(
              notes,
              new AuditDefect(
                  Kind.INCOMPLETE, source, number, null, "it was not written to its end"));
      case LineReading.Foreign(String reason) ->
          add(defects, new AuditDefect(Kind.ALTERED, source, number, null, reason));
      case Sealed sealed -> check(sealed, source, number);
    }
  }

  private void check(Sealed line, String source, long number) {
    if (line.unchanged()) {
      anchors.remove(line.hash());
      if (line.previous() != null) {
        namedEnds.add(new NamedEnd(line.previous(), source, number));
      }
    }
    ChainCheck chain = chains.computeIfAbsent(line.chain(), _ -> new ChainCheck(line));
    ChainCheck.Finding found = chain.accept(line);
    Integer first = firstDefects.get(line.chain());
    if (first == null && found != null) {
      firstDefects.put(line.chain(), defects.size());
      add(defects, new AuditDefect(found.kind(), source, number, line.chain(), found.reason()));
    } else if (first != null && first < defects.size() && chain.fillsGap(line)) {
      AuditDefect removed = defects.get(first);
      if (removed.kind() == Kind.REMOVED) {
        String reason = "record " + line.seq() + " stands after it and was written before it";
        defects.set(first, removed.as(Kind.REORDERED, reason));
      }
    }
  }

  private void check(NamedEnd named) {
    String id = named.end().chain();
    ChainCheck chain = chains.get(id);
    if (chain == null) {
      String reason = "the chain " + id + " that it names is in none of the files";
      add(notes, new AuditDefect(Kind.UNREAD, named.source(), named.line(), id, reason));
    } else if (!chain.endsWith(named.end().hash()) && !firstDefects.containsKey(id)) {
      firstDefects.put(id, defects.size());
      String reason = "the chain " + id + " does not end with the record that it names";
      add(defects, new AuditDefect(Kind.REMOVED, named.source(), named.line(), id, reason));
    }
  }

  private AuditVerification result() {
    namedEnds.forEach(this::check);
    for (String anchor : anchors) {
      String reason = "no record has the hash " + anchor;
      add(defects, new AuditDefect(Kind.ANCHOR_MISSING, "", 0, null, reason));
    }
    return new AuditVerification(
        chains.values().stream().map(ChainCheck::result).toList(), defects, notes);
  }

  private static void add(List<AuditDefect> found, AuditDefect defect) {
    if (found.size() < MAX_TOLD) {
      found.add(defect);
    }
  }
}
