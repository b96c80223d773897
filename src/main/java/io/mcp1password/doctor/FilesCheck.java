package io.mcp1password.doctor;

import io.mcp1password.config.ApprovalSettings;
import io.mcp1password.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whether the files of the service are within reach of those alone who may reach them. */
record FilesCheck(Settings settings) implements Check {

  @Override
  public String name() {
    return "files";
  }

  @Override
  public List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    Path log = settings.auditLogPath();
    findings.addAll(
        FileRule.FOLDER.findings(
            "the audit log's folder", Objects.requireNonNull(log.getParent())));
    findings.addAll(FileRule.NARROWED.findings("the audit log", log));
    ApprovalSettings approval = settings.approval();
    findings.addAll(
        FileRule.PRIVATE.findings("the remembered approvals", approval.rememberStorePath()));
    findings.addAll(FileRule.PRIVATE.findings("the key to them", approval.rememberKeyPath()));
    return findings.isEmpty()
        ? List.of(Finding.ok("owners and modes are right, or what is missing will be made so"))
        : findings;
  }
}
