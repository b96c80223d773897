package io.mcp1password.backend.connect;

import io.mcp1password.backend.connect.ConnectItem.Address;
import io.mcp1password.backend.connect.ConnectItem.Entry;
import io.mcp1password.backend.connect.ConnectItem.Group;
import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Field;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.ItemState;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.model.Vault;
import io.mcp1password.model.Website;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Connect writes into the model. What is missing becomes empty, never an error; only an
 * answer without an id is none.
 */
final class ConnectMapper {

  private static final String NOTES_ID = "notesPlain";
  static final String UNLABELLED_WEBSITE = "website";

  private ConnectMapper() {}

  /** The vault; empty when it has no id. */
  static Optional<Vault> vault(ConnectVault vault) {
    return Optional.ofNullable(vault.id())
        .map(
            id ->
                new Vault(
                    id,
                    vault.name(),
                    vault.description(),
                    ConnectNames.vaultType(vault.type()),
                    vault.items(),
                    vault.contentVersion(),
                    vault.attributeVersion(),
                    instant(vault.createdAt()),
                    instant(vault.updatedAt()),
                    List.of()));
  }

  /** The overview of an item; empty when it has no id, or is deleted. */
  static Optional<ItemOverview> overview(String vaultId, ConnectItem item) {
    if (item.id() == null || "DELETED".equalsIgnoreCase(item.state())) {
      return Optional.empty();
    }
    return Optional.of(
        new ItemOverview(
            item.id(),
            item.title(),
            ConnectNames.category(item.category()),
            Objects.requireNonNullElse(item.vaultId(), vaultId),
            item.urls().stream().flatMap(each -> website(each).stream()).toList(),
            item.tags(),
            instant(item.createdAt()),
            instant(item.updatedAt()),
            "ARCHIVED".equalsIgnoreCase(item.state()) ? ItemState.ARCHIVED : ItemState.ACTIVE));
  }

  /** The whole item; empty when it has no id, or is deleted. */
  static Optional<Item> item(String vaultId, ConnectItem item) {
    return overview(vaultId, item)
        .map(
            overview ->
                new Item(
                    overview,
                    item.sections().stream().flatMap(each -> section(each).stream()).toList(),
                    item.fields().stream()
                        .filter(each -> !isNotes(each))
                        .map(each -> field(each, item.fields()))
                        .toList(),
                    notes(item),
                    item.version()));
  }

  private static Secret notes(ConnectItem item) {
    return item.fields().stream()
        .filter(ConnectMapper::isNotes)
        .findFirst()
        .map(each -> orEmpty(each.value()))
        .orElse(Secret.EMPTY);
  }

  /** Whether the field holds the notes. */
  static boolean isNotes(Entry field) {
    return ConnectNames.purpose(field.purpose()) == Purpose.NOTES
        || (NOTES_ID.equals(field.id()) && field.sectionId() == null);
  }

  /** A field without a label goes by its id, and one without an id by its label. */
  private static Field field(Entry field, List<Entry> siblings) {
    String id = field.id() == null ? orEmpty(field.label()) : field.id();
    return new Field(
        id,
        Objects.requireNonNullElse(field.label(), id),
        field.sectionId(),
        ConnectNames.type(field.type()),
        ConnectNames.purpose(field.purpose()),
        orEmpty(field.value()),
        field.code(),
        FieldDetail.of(field, siblings));
  }

  private static Optional<Website> website(Address address) {
    String label = address.label().isBlank() ? UNLABELLED_WEBSITE : address.label();
    return Optional.ofNullable(address.href())
        .map(url -> new Website(url, label, AutofillBehavior.EXACT_DOMAIN));
  }

  private static Optional<Section> section(Group section) {
    return Optional.ofNullable(section.id()).map(id -> new Section(id, section.label()));
  }

  /** A time that cannot be read is no time: it must not make the item unreadable. */
  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException unknown) {
      return null;
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Secret orEmpty(@Nullable Secret secret) {
    return secret == null ? Secret.EMPTY : secret;
  }
}
