package io.mcp1password.audit;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The audit log in a file of JSON lines, each of which carries the hash of the one before it.
 *
 * <p>Each instance begins a chain of its own with a start line; several instances and processes may
 * append to one file. A record is one write in append mode of less than 16 KiB, so that lines never
 * mix. The file has mode 0600 in a folder of ours (created with 0700); a symbolic link, a foreign
 * owner or a folder that others can write is refused, at the start and before each record.
 *
 * <p>A file that was rotated away, deleted or cut short is noticed before each record: a new file
 * is begun, whose first line of this chain names the last hash. After a failed write, of which
 * nobody knows how much arrived, a new chain is begun; its start line names the chain and hash
 * before it.
 *
 * <p>A record is handed to the operating system, not forced to the disk: it outlives a crash of the
 * process, not always one of the machine.
 *
 * <p>The form of a line is told at {@link AuditLine}.
 */
public final class FileAuditLog implements AuditLog {

  private static final int FORMAT_VERSION = 1;

  private final Clock clock;
  private final AuditFile file;
  private final SecureRandom random = new SecureRandom();

  /** The place of the next record; null when a chain has to be begun first. */
  private @Nullable ChainPosition position;

  /** Where the chain before this one ended, as far as is known. */
  private @Nullable ChainPosition broken;

  private boolean closed;

  /**
   * Opens the log, creating file and folder if need be, and begins a chain in it.
   *
   * @param path the file; relative to the working folder if not absolute
   * @throws AuditException when it cannot be written, or others could read or change it; the
   *     message says what to do and holds no path
   */
  public FileAuditLog(Path path, Clock clock) {
    this(path, clock, Disk.LOCAL);
  }

  FileAuditLog(Path path, Clock clock, Disk disk) {
    this.clock = clock;
    this.file = new AuditFile(path, disk);
    prepare();
  }

  @Override
  public synchronized void requireWritable() {
    prepare();
    if (!file.hasRoom()) {
      throw failure("the disk is full or the file is write-protected", null);
    }
  }

  @Override
  public synchronized void append(AuditRecord auditRecord) {
    ChainPosition next = prepare();
    position = write(auditRecord, next);
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      file.close();
    } catch (IOException e) {
      throw failure("the file cannot be closed", e);
    }
  }

  /** Makes sure that our chain stands in the file at the path; the place of the next record. */
  private ChainPosition prepare() {
    if (closed) {
      throw failure("it is closed", null);
    }
    boolean reopened = reopenIfMoved();
    ChainPosition current = position;
    if (current == null) {
      current = write(mark(AuditLine.START, broken), ChainPosition.begin(random));
    } else if (reopened) {
      current = write(mark(AuditLine.CONTINUE, null), current);
    }
    position = current;
    return current;
  }

  private boolean reopenIfMoved() {
    try {
      if (file.isCurrent()) {
        return false;
      }
      file.open();
      return true;
    } catch (IOException e) {
      throw failure("the file cannot be opened", e);
    }
  }

  private ChainPosition write(AuditRecord auditRecord, ChainPosition place) {
    AuditLine line = AuditLine.of(auditRecord, clock.instant(), place);
    try {
      file.append(line.text());
      return place.after(line.hash());
    } catch (IOException e) {
      broken = place.seq() == 0 ? broken : place;
      position = null;
      throw failure("the file cannot be written", e);
    }
  }

  private static AuditRecord mark(String action, @Nullable ChainPosition before) {
    JsonObjectBuilder metadata =
        MaskedJson.JSON.createObjectBuilder().add("formatVersion", FORMAT_VERSION);
    if (before != null) {
      metadata
          .add(AuditLine.PREVIOUS_CHAIN, before.chain())
          .add(AuditLine.PREVIOUS_HASH, before.prevHash());
    }
    JsonObject built = metadata.build();
    return new AuditRecord(action, AuditOutcome.SUCCESS, built, null);
  }

  private static AuditException failure(String why, @Nullable IOException cause) {
    return new AuditException("The audit log cannot be written: " + why + ".", cause);
  }
}
