package io.mcp1password.service;

import io.mcp1password.model.Category;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.Section;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold for an item before any backend is asked to write it. */
final class ItemRules {

  private static final Set<String> NOTES = Set.of("notesplain", "notes");

  private static final Set<FieldType> UNSENDABLE =
      EnumSet.of(FieldType.SSH_KEY, FieldType.UNSUPPORTED);

  private ItemRules() {}

  /** Refuses an item that cannot be made. */
  static ItemDraft checked(ItemDraft draft) {
    if (draft.category() == Category.UNSUPPORTED) {
      throw invalid("category Unsupported is read only");
    }
    requireWritable(draft.fields());
    requireSound(
        draft.fields().stream().map(FieldDraft::id),
        draft.fields().stream().map(FieldDraft::sectionId),
        draft.sections());
    return draft;
  }

  /** Refuses fields of a type that is read only, and notes among the fields. */
  static void requireWritable(List<FieldDraft> fields) {
    for (FieldDraft field : fields) {
      if (field.fieldType() == FieldType.UNSUPPORTED) {
        throw invalid("fields must not have the fieldType Unsupported, which is read only");
      }
      if (field.sectionId() == null && NOTES.contains(field.id().toLowerCase(Locale.ROOT))) {
        throw invalid("fields must not hold the notes; they go into notes");
      }
    }
  }

  /** Refuses an item whose sections and fields do not fit together. */
  static Item checked(Item item) {
    requireSound(
        item.fields().stream().map(Field::id),
        item.fields().stream().map(Field::sectionId),
        item.sections());
    return item;
  }

  /**
   * Refuses to leave out fields that callers cannot send: a list of fields takes the place of the
   * whole list.
   */
  static List<Field> keeping(List<Field> before, List<Field> wanted) {
    Set<String> kept = wanted.stream().map(Field::id).collect(Collectors.toSet());
    long lost =
        before.stream()
            .filter(field -> UNSENDABLE.contains(field.fieldType()) && !kept.contains(field.id()))
            .count();
    if (lost > 0) {
      throw invalid(
          "fields leaves out "
              + lost
              + " of the item that cannot be written again (SshKey, Unsupported) and would be"
              + " lost; set single passwords with password_update");
    }
    return wanted;
  }

  private static void requireSound(
      Stream<String> fieldIds, Stream<@Nullable String> sectionIds, List<Section> sections) {
    if (!sections.stream().map(Section::id).allMatch(new HashSet<>()::add)) {
      throw invalid("sections must have ids that are unique in the item");
    }
    if (!fieldIds.allMatch(new HashSet<>()::add)) {
      throw invalid("fields must have ids that are unique in the item");
    }
    Set<String> declared = sections.stream().map(Section::id).collect(Collectors.toSet());
    if (!sectionIds.filter(Objects::nonNull).allMatch(declared::contains)) {
      throw invalid("sections must declare the section of every field of the item");
    }
  }

  private static OperationException invalid(String problem) {
    return new OperationException(
        ErrorCode.INVALID_ARGUMENTS, "Invalid arguments: " + problem + ".");
  }
}
