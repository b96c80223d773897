package io.mcp1password.doctor;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** Everything that a checkup found, in the order of the checks. */
public final class CheckupReport {

  private final List<Entry> entries;

  record Entry(String check, Finding finding) {}

  CheckupReport(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Whether nothing failed; warnings do not count. */
  public boolean passed() {
    return entries.stream().noneMatch(each -> each.finding().state() == Finding.State.FAIL);
  }

  /** One line for each finding: its state, what was looked at, what is so, what to do. */
  public List<String> lines() {
    return entries.stream().map(CheckupReport::line).toList();
  }

  private static String line(Entry entry) {
    Finding finding = entry.finding();
    String advice = finding.advice().isEmpty() ? "" : "; " + finding.advice();
    return String.format(
        "%-4s  %s: %s%s", finding.state().word(), entry.check(), finding.text(), advice);
  }

  /** The same for programs: {@code passed}, and {@code checks} with an object for each finding. */
  public JsonObject json() {
    var checks = Json.createArrayBuilder();
    for (Entry each : entries) {
      var check =
          Json.createObjectBuilder()
              .add("check", each.check())
              .add("state", each.finding().state().word())
              .add("found", each.finding().text());
      if (!each.finding().advice().isEmpty()) {
        check.add("advice", each.finding().advice());
      }
      checks.add(check);
    }
    return Json.createObjectBuilder().add("passed", passed()).add("checks", checks).build();
  }
}
