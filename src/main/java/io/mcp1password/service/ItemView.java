package io.mcp1password.service;

import io.mcp1password.model.Category;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.Section;
import io.mcp1password.model.WireName;
import io.mcp1password.operation.Arg;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item as callers see it: everything but the values. */
record ItemView(
    @Arg("The item's id.") String id,
    @Arg("The item's title.") String title,
    @Arg("The kind of item.") Category category,
    @Arg("The id of its vault.") String vaultId,
    @Arg("Its tags.") List<String> tags,
    @Arg("Its websites.") List<WebsiteView> websites,
    @Arg("Its sections.") List<SectionView> sections,
    @Arg("Whether there are notes; their text is never shown.") NotesState notesState,
    @Arg("Its fields without their values.") List<FieldView> fields,
    @Arg("Counts the item's changes.") long version,
    @Arg("When it was made.") @Nullable Instant createdAt,
    @Arg("When it was last changed.") @Nullable Instant updatedAt) {

  /** Whether an item has notes. */
  enum NotesState implements WireName {
    REDACTED,
    EMPTY;

    @Override
    public String wireName() {
      return WireName.lowerCamel(this);
    }
  }

  /** That a value is there and not shown. */
  enum ValueState implements WireName {
    REDACTED;

    @Override
    public String wireName() {
      return WireName.lowerCamel(this);
    }
  }

  /** A section. */
  record SectionView(
      @Arg("The section's id.") String id, @Arg("The section's title.") String title) {

    static SectionView of(Section section) {
      return new SectionView(section.id(), section.title());
    }
  }

  /** A field without its value. */
  record FieldView(
      @Arg("The field's id.") String id,
      @Arg("The field's title.") String title,
      @Arg("The id of its section, if it stands in one.") @Nullable String sectionId,
      @Arg("The type of its value.") FieldType fieldType,
      @Arg("That the value is not shown.") ValueState valueState,
      @Arg(
              "What may be told about the value: otp-available or otp-unavailable, an SSH key's"
                  + " type, an address's country.")
          @Nullable String detailsSummary) {

    static FieldView of(Field field) {
      return new FieldView(
          field.id(),
          field.title(),
          field.sectionId(),
          field.fieldType(),
          ValueState.REDACTED,
          detailsSummary(field));
    }

    private static @Nullable String detailsSummary(Field field) {
      if (field.fieldType() == FieldType.TOTP) {
        return field.code() == null || field.code().isEmpty() ? "otp-unavailable" : "otp-available";
      }
      return field.detail();
    }
  }

  static ItemView of(Item item) {
    return new ItemView(
        item.id(),
        item.title(),
        item.overview().category(),
        item.vaultId(),
        item.overview().tags(),
        item.overview().websites().stream().map(WebsiteView::of).toList(),
        item.sections().stream().map(SectionView::of).toList(),
        item.notes().isEmpty() ? NotesState.EMPTY : NotesState.REDACTED,
        item.fields().stream().map(FieldView::of).toList(),
        item.version(),
        item.overview().createdAt(),
        item.overview().updatedAt());
  }
}
