package io.mcp1password.audit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit log that keeps its records in memory. */
public final class InMemoryAuditLog implements AuditLog {

  private final List<AuditRecord> records = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  /** The records so far, the oldest first. */
  public List<AuditRecord> records() {
    return List.copyOf(records);
  }

  /** From now on, refuses to write (or no longer does). */
  public void failing(boolean value) {
    failing = value;
  }

  @Override
  public void requireWritable() {
    if (failing) {
      throw new AuditException("The audit log cannot be written.", null);
    }
  }

  @Override
  public void append(AuditRecord auditRecord) {
    requireWritable();
    records.add(auditRecord);
  }

  @Override
  public void close() {}
}
