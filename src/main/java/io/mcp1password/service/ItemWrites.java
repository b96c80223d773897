package io.mcp1password.service;

import io.mcp1password.model.Capability;
import io.mcp1password.model.Category;
import io.mcp1password.model.DeletedItem;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.model.Website;
import io.mcp1password.model.WrittenItem;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.Verb;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations that make, change, archive and delete items. */
public final class ItemWrites {

  private final ScopedBackend backend;

  public ItemWrites(ScopedBackend backend) {
    this.backend = backend;
  }

  /** What {@link #create} and {@link #update} return. */
  record WrittenView(
      @Arg("The item without its values.") ItemView item,
      @Arg(
              "Whether reads show the write already; if false, it was accepted and shows within"
                  + " moments.")
          boolean visible) {

    static WrittenView of(WrittenItem written) {
      return new WrittenView(ItemView.of(written.item()), written.visible());
    }
  }

  /** What {@link #create} takes. */
  record ItemCreate(
      @Arg("The id or exact name of the vault.") String vaultId,
      @Arg("The kind of item; Unsupported is read only.") Category category,
      @Arg("The title.") String title,
      @Arg(value = "The notes; a secret, never audited.", min = 0, max = FieldInput.MAX_VALUE)
          @Nullable Secret notes,
      @Arg("The tags.") @Nullable List<String> tags,
      @Arg("The fields.") @Nullable List<FieldInput> fields,
      @Arg("The sections that fields stand in.") @Nullable List<SectionInput> sections,
      @Arg(value = "The websites.", audited = Audited.COUNTED)
          @Nullable List<WebsiteInput> websites) {

    ItemDraft draft() {
      return new ItemDraft(
          category,
          title,
          notes == null ? Secret.EMPTY : notes,
          Objects.requireNonNullElse(tags, List.of()),
          ItemWrites.websites(websites, List.of()),
          ItemWrites.sections(sections, List.of()),
          drafts(fields));
    }
  }

  @Operation(
      name = "item_create",
      title = "Create an item",
      description = "Makes an item in a vault. Returns it without its values.",
      access = Access.WRITE,
      verb = Verb.POST,
      path = "/vaults/{vaultId}/items")
  WrittenView create(ItemCreate input) {
    ItemDraft draft = ItemRules.checked(input.draft());
    return WrittenView.of(backend.createItem(input.vaultId(), draft));
  }

  /** What {@link #update} takes. */
  record ItemUpdate(
      @Arg("The id or exact name of the vault.") String vaultId,
      @Arg("The item's id or exact title.") String itemId,
      @Arg("The new title; absent: unchanged.") @Nullable String title,
      @Arg(
              value = "The new notes, empty for none; absent: unchanged. A secret, never audited.",
              min = 0,
              max = FieldInput.MAX_VALUE)
          @Nullable Secret notes,
      @Arg("All tags of the item from now on; absent: unchanged.") @Nullable List<String> tags,
      @Arg(
              "All fields of the item from now on, each with its value: a field that is left out is"
                  + " removed. Refused when it leaves out an SSH key or a field of an unsupported"
                  + " type. Absent: unchanged. To set one password use password_update.")
          @Nullable List<FieldInput> fields,
      @Arg("All sections of the item from now on; absent: unchanged.")
          @Nullable List<SectionInput> sections,
      @Arg(
              value = "All websites of the item from now on; absent: unchanged.",
              audited = Audited.COUNTED)
          @Nullable List<WebsiteInput> websites,
      @Arg(
              value =
                  "The version that the item must still have; if it was changed meanwhile, nothing"
                      + " is written. Absent: any.",
              min = 0)
          @Nullable Long expectedVersion) {

    ItemUpdate {
      if (Stream.of(title, notes, tags, fields, sections, websites).allMatch(Objects::isNull)) {
        throw new OperationException(
            ErrorCode.INVALID_ARGUMENTS,
            "Invalid arguments: give at least one of title, notes, tags, fields, sections and"
                + " websites.");
      }
    }

    Item appliedTo(Item item) {
      var overview =
          item.overview()
              .with(
                  Objects.requireNonNullElse(title, item.title()),
                  Objects.requireNonNullElse(tags, item.overview().tags()),
                  ItemWrites.websites(websites, item.overview().websites()));
      List<Field> newFields =
          fields == null
              ? item.fields()
              : ItemRules.keeping(
                  item.fields(), drafts(fields).stream().map(FieldDraft::asField).toList());
      return ItemRules.checked(
          item.with(
              overview,
              ItemWrites.sections(sections, item.sections()),
              newFields,
              notes == null ? item.notes() : notes));
    }
  }

  @Operation(
      name = "item_update",
      title = "Change an item",
      description =
          "Changes what is given of an item; a list replaces the item's whole list. Returns the"
              + " item without its values.",
      access = Access.WRITE,
      verb = Verb.PATCH,
      path = "/vaults/{vaultId}/items/{itemId}")
  WrittenView update(ItemUpdate input) {
    ItemRules.requireWritable(drafts(input.fields()));
    var place = new ScopedBackend.ItemPlace(input.vaultId(), input.itemId());
    return WrittenView.of(backend.updateItem(place, input.expectedVersion(), input::appliedTo));
  }

  /** What {@link #archive} takes. */
  record ItemArchive(
      @Arg("The id or exact name of the vault.") String vaultId,
      @Arg("The item's id or exact title.") String itemId) {}

  /** What {@link #archive} returns. */
  record ArchivedItem(
      @Arg("That the item is in the archive.") boolean archived,
      @Arg(value = "The vault's id.", audited = Audited.PLAIN) String vaultId,
      @Arg(value = "The item's id.", audited = Audited.PLAIN) String itemId) {}

  @Operation(
      name = "item_archive",
      title = "Archive an item",
      description = "Puts an item into the archive, from where people can bring it back.",
      access = Access.DESTRUCTIVE,
      verb = Verb.POST,
      path = "/vaults/{vaultId}/items/{itemId}/archive",
      requires = Capability.ITEM_ARCHIVE)
  ArchivedItem archive(ItemArchive input) {
    ScopedBackend.ItemPlace archived =
        backend.archiveItem(new ScopedBackend.ItemPlace(input.vaultId(), input.itemId()));
    return new ArchivedItem(true, archived.vault(), archived.item());
  }

  /** What {@link #delete} takes. */
  record ItemDelete(
      @Arg("The id or exact name of the vault.") String vaultId,
      @Arg("The item's id or exact title.") String itemId,
      @Arg(
              value =
                  "The version that the item must still have; if it was changed meanwhile, nothing"
                      + " is deleted. Absent: any.",
              min = 0)
          @Nullable Long expectedVersion) {}

  /** What {@link #delete} returns. */
  record DeletedView(
      @Arg("That the item was deleted.") boolean deleted,
      @Arg(value = "The vault's id.", audited = Audited.PLAIN) String vaultId,
      @Arg(value = "The item's id.", audited = Audited.PLAIN) String itemId,
      @Arg(
              value = "Whether nobody can bring it back, as with 1Password Connect.",
              audited = Audited.PLAIN)
          boolean permanent,
      @Arg("Whether reads show already that it is gone; if false, they will within moments.")
          boolean visible) {}

  @Operation(
      name = "item_delete",
      title = "Delete an item",
      description =
          "Deletes an item. With 1Password Connect this is permanent: nothing and nobody can bring"
              + " the item back, and Connect cannot archive. Prefer item_archive where it is"
              + " offered.",
      access = Access.DESTRUCTIVE,
      verb = Verb.DELETE,
      path = "/vaults/{vaultId}/items/{itemId}")
  DeletedView delete(ItemDelete input) {
    var place = new ScopedBackend.ItemPlace(input.vaultId(), input.itemId());
    DeletedItem deleted = backend.deleteItem(place, input.expectedVersion());
    return new DeletedView(
        true, deleted.vaultId(), deleted.itemId(), deleted.permanent(), deleted.visible());
  }

  private static List<FieldDraft> drafts(@Nullable List<FieldInput> fields) {
    return fields == null ? List.of() : fields.stream().map(FieldInput::draft).toList();
  }

  private static List<Section> sections(
      @Nullable List<SectionInput> sections, List<Section> otherwise) {
    return sections == null ? otherwise : sections.stream().map(SectionInput::section).toList();
  }

  private static List<Website> websites(
      @Nullable List<WebsiteInput> websites, List<Website> otherwise) {
    return websites == null ? otherwise : websites.stream().map(WebsiteInput::website).toList();
  }
}
