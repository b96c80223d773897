package io.mcp1password;

import io.mcp1password.audit.AuditChain;
import io.mcp1password.audit.AuditDefect;
import io.mcp1password.audit.AuditException;
import io.mcp1password.audit.AuditVerification;
import io.mcp1password.audit.AuditVerifier;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The verification of audit files in this process. */
final class AuditCheckProcess implements AuditCheck {

  private final PrintStream output;
  private final PrintStream errors;

  /** A verification that prints what it finds on the output, and its own trouble on the errors. */
  AuditCheckProcess(PrintStream output, PrintStream errors) {
    this.output = output;
    this.errors = errors;
  }

  @Override
  public int run(List<Path> files, Set<String> anchors) {
    try {
      AuditVerification found = AuditVerifier.verify(files, anchors);
      found.chains().forEach(this::print);
      found.notes().forEach(note -> print("note", note));
      found.defects().forEach(defect -> print(defect.kind().name(), defect));
      output.println(found.intact() ? "The audit log is intact." : "The audit log is NOT intact.");
      return (found.intact() ? ExitCode.OK : ExitCode.INTERNAL).number();
    } catch (AuditException e) {
      errors.println(CommandLineSpec.NAME + ": " + e.getMessage());
      return ExitCode.USAGE.number();
    }
  }

  private void print(AuditChain chain) {
    output.printf(
        "chain %s: %d records, last hash %s%n", chain.chain(), chain.records(), chain.lastHash());
  }

  private void print(String kind, AuditDefect defect) {
    String place = defect.line() == 0 ? "" : defect.source() + " line " + defect.line() + ": ";
    output.printf("%s: %s%s%n", kind, place, defect.reason());
  }
}
