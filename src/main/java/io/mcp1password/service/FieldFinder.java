package io.mcp1password.service;

import io.mcp1password.model.Category;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a field of an item by id, title, purpose or type, ignoring case and Unicode normal form.
 *
 * <p>An exact id wins; otherwise no match, or more than one, is an error that names what was looked
 * for. The notes count as a field with the id {@code notesPlain}.
 */
final class FieldFinder {

  private static final String NOTES_ID = "notesPlain";

  private final Item item;
  private final List<Field> fields;

  FieldFinder(Item item) {
    this.item = item;
    this.fields = new ArrayList<>(item.fields());
    if (!item.notes().isEmpty()) {
      fields.add(notes(item.notes()));
    }
  }

  private static Field notes(Secret text) {
    return new Field(NOTES_ID, NOTES_ID, null, FieldType.TEXT, Purpose.NOTES, text, null, null);
  }

  /**
   * The one field that is meant.
   *
   * @param section by id or title; null: outside every section
   */
  Field find(@Nullable String section, String wanted) {
    String sectionId = section == null ? null : sectionId(section);
    return only(
        wanted,
        fields.stream().filter(field -> Objects.equals(field.sectionId(), sectionId)).toList());
  }

  /** The one field that is meant, in whatever section. */
  Field findAnywhere(String wanted) {
    return only(wanted, fields);
  }

  /** The item's password: the built-in one, else the only concealed field. */
  Field password() {
    return fields.stream()
        .filter(field -> field.purpose() == Purpose.PASSWORD)
        .findFirst()
        .or(() -> fields.stream().filter(field -> field.id().equals("password")).findFirst())
        .orElseGet(this::onlyConcealed);
  }

  /**
   * The field that holds the password, or the one that is meant; empty when there is none yet.
   *
   * @param wanted by id or title; null: the item's password
   */
  Optional<Field> passwordToSet(@Nullable String wanted) {
    if (wanted == null) {
      return item.fields().stream()
          .filter(field -> field.purpose() == Purpose.PASSWORD)
          .findFirst()
          .or(() -> named("password"))
          .or(() -> isCredential() ? named("credential") : Optional.empty());
    }
    return named(wanted);
  }

  private boolean isCredential() {
    return item.overview().category() == Category.API_CREDENTIALS;
  }

  private Optional<Field> named(String wanted) {
    List<Field> byId = item.fields().stream().filter(field -> field.id().equals(wanted)).toList();
    List<Field> found =
        byId.isEmpty()
            ? item.fields().stream()
                .filter(field -> same(field.id(), wanted) || same(field.title(), wanted))
                .toList()
            : byId;
    if (found.size() > 1) {
      throw ScopedBackend.ambiguous("field", wanted, found.stream().map(Field::id));
    }
    return found.stream().findFirst();
  }

  private Field onlyConcealed() {
    List<Field> concealed =
        fields.stream().filter(field -> field.fieldType() == FieldType.CONCEALED).toList();
    if (concealed.isEmpty()) {
      throw notFound("password field");
    }
    if (concealed.size() > 1) {
      throw ScopedBackend.ambiguous("field", "password", concealed.stream().map(Field::id));
    }
    return concealed.getFirst();
  }

  private Field only(String wanted, List<Field> candidates) {
    List<Field> byId = candidates.stream().filter(field -> field.id().equals(wanted)).toList();
    List<Field> found =
        byId.isEmpty()
            ? candidates.stream().filter(field -> matches(field, wanted)).toList()
            : byId;
    if (found.isEmpty()) {
      throw notFound("field \"" + wanted + "\"");
    }
    if (found.size() > 1) {
      throw ScopedBackend.ambiguous("field", wanted, found.stream().map(Field::id));
    }
    return found.getFirst();
  }

  private String sectionId(String wanted) {
    List<Section> found =
        item.sections().stream()
            .filter(section -> same(section.id(), wanted) || same(section.title(), wanted))
            .toList();
    if (found.isEmpty()) {
      throw notFound("section \"" + wanted + "\"");
    }
    if (found.size() > 1) {
      throw ScopedBackend.ambiguous("section", wanted, found.stream().map(Section::id));
    }
    return found.getFirst().id();
  }

  private static boolean matches(Field field, String wanted) {
    Stream<String> names = Stream.of(field.id(), field.title(), field.fieldType().wireName());
    Stream<String> more =
        Stream.of(field.purpose() == null ? "" : field.purpose().wireName(), connectType(field));
    return Stream.concat(names, more).anyMatch(name -> same(name, wanted));
  }

  /** The names that Connect uses for two types; references written for it go on working. */
  private static String connectType(Field field) {
    return switch (field.fieldType()) {
      case TOTP -> "OTP";
      case TEXT -> "STRING";
      default -> "";
    };
  }

  private static boolean same(String left, String right) {
    return normal(left).equals(normal(right));
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
  }

  private static OperationException notFound(String what) {
    return new OperationException(
        ErrorCode.NOT_FOUND,
        "The item has no " + what + " there; item_get_metadata lists its fields and sections.");
  }
}
