package io.mcp1password.audit;

/** Where audit records go. Safe for use by many threads at once. */
public interface AuditLog extends AutoCloseable {

  /**
   * Throws unless a record could be written now, so that a sensitive action is not begun whose
   * record would be lost.
   *
   * @throws AuditException when it could not
   */
  void requireWritable();

  /**
   * Writes one record; when this returns, it is in the file.
   *
   * @throws AuditException when it is not
   */
  void append(AuditRecord auditRecord);

  @Override
  void close();
}
