package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.Item;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Website;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is different between an item as Connect has it and the item that is wanted. */
final class ItemDiff {

  private final ItemDocument before;
  private final Item current;
  private final Item wanted;

  private ItemDiff(ItemDocument before, Item current, Item wanted) {
    this.before = before;
    this.current = current;
    this.wanted = wanted;
  }

  /**
   * The difference that a change makes to an item.
   *
   * @param current the item as the model shows it
   * @throws BackendException when a wanted value is none of its type
   */
  static ItemDiff of(ItemDocument before, Item current, UnaryOperator<Item> change) {
    Item wanted = change.apply(current);
    Map<String, Field> known = byId(current.fields());
    List<Field> fields =
        wanted.fields().stream().map(field -> onWire(field, known.get(field.id()))).toList();
    return new ItemDiff(before, current, wanted.withFields(fields));
  }

  /** What is there already is in Connect's form, whatever it is; only new values are converted. */
  private static Field onWire(Field field, @Nullable Field known) {
    if (known != null
        && known.fieldType() == field.fieldType()
        && known.value().equals(field.value())) {
      return field;
    }
    return withValue(field, WireValue.of(field.fieldType(), field.value()));
  }

  private static Field withValue(Field field, Secret value) {
    return new Field(
        field.id(),
        field.title(),
        field.sectionId(),
        field.fieldType(),
        field.purpose(),
        value,
        null,
        null);
  }

  /** The item before the change. */
  Item current() {
    return current;
  }

  /** The item that is wanted, with its values as Connect keeps them. */
  Item wanted() {
    return wanted;
  }

  boolean isEmpty() {
    return !titleDiffers()
        && !tagsDiffer()
        && !websitesDiffer()
        && !notesDiffer()
        && !sectionsDiffer()
        && removed().isEmpty()
        && added().isEmpty()
        && changed().isEmpty();
  }

  /**
   * The call that makes the change: a patch, or a replacement where no patch can.
   *
   * @throws BackendException when a replacement would lose something
   */
  Function<ConnectApi, ConnectItem> call() {
    String vaultId = current.vaultId();
    String itemId = current.id();
    if (sectionsDiffer() || hasNamelessFields()) {
      Losses.requireNone(before);
      var body = new ItemReplacement(before, this).json();
      return api -> api.replace(vaultId, itemId, body);
    }
    var body = new ItemPatch(this).operations();
    return api -> api.patch(vaultId, itemId, body);
  }

  boolean titleDiffers() {
    return !wanted.title().equals(current.title());
  }

  boolean tagsDiffer() {
    return !wanted.overview().tags().equals(current.overview().tags());
  }

  /** Connect knows nothing of where a login may be filled in. */
  boolean websitesDiffer() {
    return !addresses(wanted).equals(addresses(current));
  }

  private static List<List<String>> addresses(Item item) {
    return item.overview().websites().stream()
        .map((Website website) -> List.of(website.url(), website.label()))
        .toList();
  }

  boolean notesDiffer() {
    return !wanted.notes().equals(current.notes());
  }

  private boolean sectionsDiffer() {
    return !wanted.sections().equals(current.sections());
  }

  /** A field without an id cannot be named in a patch. */
  private boolean hasNamelessFields() {
    return before.item().fields().stream().anyMatch(field -> field.id() == null)
        && !(removed().isEmpty() && changed().isEmpty());
  }

  /** The id of the field that holds the notes, if there is one. */
  Optional<String> notesField() {
    return before.item().fields().stream()
        .filter(ConnectMapper::isNotes)
        .flatMap(field -> Stream.ofNullable(field.id()))
        .findFirst();
  }

  /** The fields that are no longer wanted. */
  List<Field> removed() {
    Map<String, Field> kept = byId(wanted.fields());
    return current.fields().stream().filter(field -> !kept.containsKey(field.id())).toList();
  }

  /** The fields that are wanted anew. */
  List<FieldDraft> added() {
    Map<String, Field> known = byId(current.fields());
    return wanted.fields().stream()
        .filter(field -> !known.containsKey(field.id()))
        .map(
            field ->
                new FieldDraft(
                    field.id(), field.title(), field.sectionId(), field.fieldType(), field.value()))
        .toList();
  }

  /** The role of a field that is wanted anew; each is given once. */
  Optional<Purpose> purposeOfNew(FieldDraft field) {
    return ItemJson.purpose(field, wanted.overview().category())
        .filter(role -> current.fields().stream().noneMatch(each -> each.purpose() == role));
  }

  /** A field before and after. */
  record Change(Field before, Field after) {

    boolean ofTitle() {
      return !before.title().equals(after.title());
    }

    boolean ofValue() {
      return !before.value().equals(after.value());
    }

    /** Whether it is another kind of field, or in another place. */
    boolean ofKind() {
      return before.fieldType() != after.fieldType()
          || !Objects.equals(before.sectionId(), after.sectionId());
    }
  }

  /** The fields that are wanted otherwise. */
  List<Change> changed() {
    Map<String, Field> known = byId(current.fields());
    return wanted.fields().stream()
        .flatMap(
            field ->
                Stream.ofNullable(known.get(field.id())).map(before -> new Change(before, field)))
        .filter(change -> change.ofTitle() || change.ofValue() || change.ofKind())
        .toList();
  }

  private static Map<String, Field> byId(List<Field> fields) {
    return fields.stream().collect(Collectors.toMap(Field::id, field -> field, (one, _) -> one));
  }
}
