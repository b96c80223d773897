package io.mcp1password.backend.sdk;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.Category;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.ItemState;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.model.Website;
import io.mcp1password.sdk.AutofillBehavior;
import io.mcp1password.sdk.ItemCategory;
import io.mcp1password.sdk.ItemCreateParams;
import io.mcp1password.sdk.ItemField;
import io.mcp1password.sdk.ItemFieldType;
import io.mcp1password.sdk.ItemSection;
import io.mcp1password.sdk.Plaintext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to the SDK to be written. What a change does not touch is sent back as it came; what
 * would be lost on the way is refused.
 */
final class SdkContent {

  private SdkContent() {}

  /** An item that is to be made. */
  static ItemCreateParams created(String vaultId, ItemDraft draft) {
    return new ItemCreateParams(
        SdkMapper.constant(draft.category(), ItemCategory.class, ItemCategory.UNKNOWN),
        vaultId,
        draft.title(),
        draft.fields().stream().map(FieldDraft::asField).map(SdkContent::added).toList(),
        sections(draft.sections()),
        plaintext(draft.notes()),
        draft.tags(),
        draft.websites().stream().map(SdkContent::website).toList(),
        List.of(),
        null);
  }

  /**
   * An item as it is wanted.
   *
   * @param before what the SDK told
   * @throws BackendException when the change would lose something
   */
  static io.mcp1password.sdk.Item changed(io.mcp1password.sdk.Item before, Item wanted) {
    if (before.category() == ItemCategory.UNSUPPORTED) {
      throw lossy("this kind of item");
    }
    return before.with(
        new io.mcp1password.sdk.Item.Content(
            wanted.title(),
            fields(before, wanted),
            sections(wanted.sections()),
            plaintext(wanted.notes()),
            wanted.overview().tags(),
            websites(before, wanted)));
  }

  private static List<ItemField> fields(io.mcp1password.sdk.Item before, Item wanted) {
    Category category = wanted.overview().category();
    Map<String, ItemField> known =
        before.fields().stream()
            .collect(Collectors.toMap(ItemField::id, Function.identity(), (one, _) -> one));
    requireNoneLost(before, wanted);
    return wanted.fields().stream()
        .map(field -> field(field, known.get(field.id()), category))
        .toList();
  }

  /** A passkey and the like can be sent back, but not made anew. */
  private static void requireNoneLost(io.mcp1password.sdk.Item before, Item wanted) {
    Map<String, Long> kept =
        wanted.fields().stream().collect(Collectors.groupingBy(Field::id, Collectors.counting()));
    if (before.fields().stream()
        .filter(each -> each.fieldType() == ItemFieldType.UNSUPPORTED)
        .anyMatch(each -> !kept.containsKey(each.id()))) {
      throw lossy("a field of a type that can be made in the 1Password apps only");
    }
  }

  private static ItemField field(Field wanted, @Nullable ItemField known, Category category) {
    if (known == null) {
      return added(wanted);
    }
    Field before = SdkMapper.field(known, category);
    if (before.equals(wanted)) {
      return known;
    }
    if (before.fieldType() == FieldType.UNSUPPORTED) {
      throw lossy("a field of a type that can be changed in the 1Password apps only");
    }
    boolean sameValue =
        before.value().equals(wanted.value()) && before.fieldType() == wanted.fieldType();
    ItemField changed = added(wanted);
    return sameValue ? withDetailsOf(known, changed) : changed;
  }

  private static ItemField withDetailsOf(ItemField known, ItemField changed) {
    return new ItemField(
        changed.id(),
        changed.title(),
        changed.sectionId(),
        known.fieldType(),
        known.value(),
        known.details());
  }

  private static ItemField added(Field field) {
    return new ItemField(
        field.id(),
        field.title(),
        field.sectionId(),
        SdkMapper.constant(field.fieldType(), ItemFieldType.class, ItemFieldType.UNKNOWN),
        plaintext(field.value()),
        null);
  }

  private static List<ItemSection> sections(List<Section> sections) {
    return sections.stream().map(each -> new ItemSection(each.id(), each.title())).toList();
  }

  private static List<io.mcp1password.sdk.Website> websites(
      io.mcp1password.sdk.Item before, Item wanted) {
    List<Website> known = before.websites().stream().map(SdkMapper::website).toList();
    return known.equals(wanted.overview().websites())
        ? before.websites()
        : wanted.overview().websites().stream().map(SdkContent::website).toList();
  }

  private static io.mcp1password.sdk.Website website(Website website) {
    return new io.mcp1password.sdk.Website(
        website.url(),
        website.label(),
        SdkMapper.constant(
            website.autofillBehavior(), AutofillBehavior.class, AutofillBehavior.UNKNOWN));
  }

  /** Whether an item has become what was wanted. */
  static boolean isChanged(io.mcp1password.sdk.Item wanted, io.mcp1password.sdk.Item now) {
    return Objects.equals(comparable(wanted), comparable(now));
  }

  private static Item comparable(io.mcp1password.sdk.Item item) {
    Item mapped = SdkMapper.item(item, ItemState.ACTIVE);
    var overview = mapped.overview();
    return new Item(
        new io.mcp1password.model.ItemOverview(
            overview.id(),
            overview.title(),
            overview.category(),
            overview.vaultId(),
            overview.websites(),
            overview.tags(),
            null,
            null,
            overview.state()),
        mapped.sections(),
        mapped.fields().stream()
            .map(
                each ->
                    new FieldDraft(
                            each.id(),
                            each.title(),
                            each.sectionId(),
                            each.fieldType(),
                            each.value())
                        .asField())
            .toList(),
        mapped.notes(),
        0);
  }

  private static BackendException lossy(String what) {
    return new BackendException(
        Kind.UNSUPPORTED,
        "The change would lose " + what + ". Use a 1Password app. Nothing was changed.");
  }

  private static Plaintext plaintext(Secret secret) {
    return Plaintext.of(secret.reveal());
  }
}
