package io.mcp1password.service;

import io.mcp1password.model.Section;
import io.mcp1password.operation.Arg;

/** A section as callers send it. */
record SectionInput(
    @Arg("The section's id, unique in the item.") String id,
    @Arg(value = "The section's title.", min = 0) String title) {

  Section section() {
    return new Section(id, title);
  }
}
