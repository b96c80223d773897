package io.mcp1password.service;

import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.Arg;
import org.jspecify.annotations.Nullable;

/** A field as callers send it. */
record FieldInput(
    @Arg(
            "The field's id, unique in the item. username and password, outside sections, are the"
                + " built-in fields of a Login.")
        String id,
    @Arg("The field's title.") String title,
    @Arg("The id of the section it stands in, which sections must declare; absent: none.")
        @Nullable String sectionId,
    @Arg(
            "The type of its value; Unsupported cannot be written. A Date is YYYY-MM-DD, a"
                + " MonthYear is MM/YYYY, a Totp an otpauth:// address or its secret.")
        FieldType fieldType,
    @Arg(value = "The value; a secret, never audited.", min = 0, max = FieldInput.MAX_VALUE)
        Secret value) {

  /** The most characters of a value or a note. */
  static final long MAX_VALUE = 200_000;

  FieldDraft draft() {
    return new FieldDraft(id, title, sectionId, fieldType, value);
  }
}
