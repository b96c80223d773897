package io.mcp1password.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Category;
import io.mcp1password.model.DeletedItem;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Section;
import io.mcp1password.model.Website;
import io.mcp1password.model.WrittenItem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every backend promises about writes. The backend under test has at least one vault. */
public abstract class WriteContract {

  private static final String UNKNOWN = "zzzzzzzzzzzzzzzzzzzzzzzzzz";

  /** The backend under test. */
  protected abstract OnePasswordBackend backend();

  private String vaultId() {
    return backend().vaults().getFirst().id();
  }

  /** A login with everything that an item can have. */
  public static ItemDraft draft(String title) {
    return new ItemDraft(
        Category.LOGIN,
        title,
        Secret.of("canary notes, ünïcode"),
        List.of("one", "two"),
        List.of(
            new Website("https://example.com", "website", AutofillBehavior.EXACT_DOMAIN),
            new Website("https://admin.example.com", "admin", AutofillBehavior.EXACT_DOMAIN)),
        List.of(new Section("Section_a", "More"), new Section("Section_b", "Even more")),
        List.of(
            field("username", null, FieldType.TEXT, "someone"),
            field("password", null, FieldType.CONCEALED, "canary \"first\" password"),
            field("pin", "Section_a", FieldType.CONCEALED, "1234"),
            field("mail", "Section_b", FieldType.EMAIL, "someone@example.com")));
  }

  private static FieldDraft field(
      String id, @Nullable String section, FieldType type, String value) {
    return new FieldDraft(id, id, section, type, Secret.of(value));
  }

  private WrittenItem created(String title) {
    return backend().createItem(vaultId(), draft(title));
  }

  private Item read(Item item) {
    return backend().item(item.vaultId(), item.id());
  }

  private WrittenItem change(Item item, UnaryOperator<Item> change) {
    return backend().updateItem(item.vaultId(), item.id(), null, change);
  }

  @Test
  void anItemIsMadeAsItWasWanted() {
    WrittenItem written = created("Made");
    assertThat(written.visible()).isTrue();
    assertThat(read(written.item())).isEqualTo(written.item());
    Item item = written.item();
    assertThat(item.title()).isEqualTo("Made");
    assertThat(item.overview().category()).isEqualTo(Category.LOGIN);
    assertThat(item.overview().tags()).containsExactly("one", "two");
    assertThat(item.overview().websites()).isEqualTo(draft("").websites());
    assertThat(item.sections()).isEqualTo(draft("").sections());
    assertThat(item.notes()).isEqualTo(draft("").notes());
    assertThat(item.version()).isEqualTo(1);
    assertThat(item.fields())
        .extracting(Field::id, Field::sectionId, Field::fieldType, Field::value)
        .containsExactlyElementsOf(
            draft("").fields().stream()
                .map(each -> tuple(each.id(), each.sectionId(), each.fieldType(), each.value()))
                .toList());
    assertThat(item.fields())
        .extracting(Field::purpose)
        .startsWith(Purpose.USERNAME, Purpose.PASSWORD);
  }

  @Test
  void aChangedFieldLeavesTheRestAsItIs() {
    Item before = created("One field").item();
    WrittenItem after =
        change(before, item -> item.withFields(concealing(item.fields(), "password", "second")));
    assertThat(after.visible()).isTrue();
    assertThat(read(before)).isEqualTo(after.item());
    assertThat(after.item().version()).isEqualTo(before.version() + 1);
    assertThat(after.item().fields()).isEqualTo(concealing(before.fields(), "password", "second"));
    assertThat(after.item().notes()).isEqualTo(before.notes());
    assertThat(after.item().sections()).isEqualTo(before.sections());
  }

  private static List<Field> concealing(List<Field> fields, String id, String value) {
    return fields.stream()
        .map(each -> each.id().equals(id) ? each.concealing(Secret.of(value)) : each)
        .toList();
  }

  @Test
  void titleTagsWebsitesAndNotesAreChanged() {
    Item before = created("Overview").item();
    List<Website> websites =
        List.of(new Website("https://new.example.com", "new", AutofillBehavior.EXACT_DOMAIN));
    Item after =
        change(
                before,
                item ->
                    item.with(
                        item.overview().with("Renamed", List.of("three"), websites),
                        item.sections(),
                        item.fields(),
                        Secret.of("other notes")))
            .item();
    assertThat(read(before)).isEqualTo(after);
    assertThat(after.title()).isEqualTo("Renamed");
    assertThat(after.overview().tags()).containsExactly("three");
    assertThat(after.overview().websites()).isEqualTo(websites);
    assertThat(after.notes()).isEqualTo(Secret.of("other notes"));
    assertThat(after.fields()).isEqualTo(before.fields());
  }

  @Test
  void notesAreEmptiedAndWrittenAgain() {
    Item before = created("Notes").item();
    Item emptied =
        change(
                before,
                item -> item.with(item.overview(), item.sections(), item.fields(), Secret.EMPTY))
            .item();
    assertThat(emptied.notes()).isEqualTo(Secret.EMPTY);
    Secret again = Secret.of("again");
    assertThat(
            change(
                    before,
                    item -> item.with(item.overview(), item.sections(), item.fields(), again))
                .item()
                .notes())
        .isEqualTo(again);
  }

  @Test
  void sectionsAndTheirFieldsAreReplaced() {
    Item before = created("Sections").item();
    Field moved = field("pin", "Section_c", FieldType.TEXT, "5678").asField();
    Item after =
        change(
                before,
                item ->
                    item.with(
                        item.overview(),
                        List.of(new Section("Section_c", "New")),
                        List.of(item.fields().get(0), item.fields().get(1), moved),
                        item.notes()))
            .item();
    assertThat(read(before)).isEqualTo(after);
    assertThat(after.sections()).containsExactly(new Section("Section_c", "New"));
    assertThat(after.fields())
        .hasSize(3)
        .startsWith(before.fields().get(0), before.fields().get(1));
    assertThat(after.fields().getLast().sectionId()).isEqualTo("Section_c");
    assertThat(after.fields().getLast().fieldType()).isEqualTo(FieldType.TEXT);
    assertThat(after.fields().getLast().value()).isEqualTo(Secret.of("5678"));
    assertThat(after.notes()).isEqualTo(before.notes());
  }

  @Test
  void fieldsAreAddedRenamedAndRemoved() {
    Item before = created("Fields").item();
    Item after =
        change(
                before,
                item -> {
                  Field mail = item.fields().getLast();
                  var renamed =
                      new FieldDraft(
                          mail.id(), "post", mail.sectionId(), mail.fieldType(), mail.value());
                  var added = field("extra", "Section_a", FieldType.URL, "https://example.org");
                  return item.withFields(
                      List.of(
                          item.fields().get(0),
                          item.fields().get(1),
                          renamed.asField(),
                          added.asField()));
                })
            .item();
    assertThat(read(before)).isEqualTo(after);
    assertThat(after.fields())
        .extracting(Field::title)
        .containsExactly("username", "password", "post", "extra");
    assertThat(after.fields().getLast().value()).isEqualTo(Secret.of("https://example.org"));
  }

  @Test
  void nothingIsWrittenWhenNothingChanges() {
    Item before = created("Same").item();
    assertThat(change(before, item -> item)).isEqualTo(new WrittenItem(before, true));
    assertThat(read(before)).isEqualTo(before);
  }

  @Test
  void aChangeThatThrowsChangesNothing() {
    Item before = created("Thrown").item();
    var refusal = new IllegalStateException("not like this");
    assertThatThrownBy(
            () ->
                change(
                    before,
                    _ -> {
                      throw refusal;
                    }))
        .isSameAs(refusal);
    assertThat(read(before)).isEqualTo(before);
  }

  @Test
  void anItemThatWasChangedMeanwhileIsLeftAlone() {
    Item before = created("Meanwhile").item();
    Item now = change(before, item -> item.withFields(List.of(item.fields().getFirst()))).item();
    assertThat(
            failure(
                    () ->
                        backend()
                            .updateItem(
                                before.vaultId(),
                                before.id(),
                                before.version(),
                                item -> item.withFields(List.of())))
                .kind())
        .isEqualTo(Kind.CONFLICT);
    assertThat(
            failure(() -> backend().deleteItem(before.vaultId(), before.id(), before.version()))
                .kind())
        .isEqualTo(Kind.CONFLICT);
    assertThat(read(before)).isEqualTo(now);
    assertThat(
            backend()
                .updateItem(
                    before.vaultId(),
                    before.id(),
                    now.version(),
                    item -> item.withFields(List.of()))
                .item()
                .fields())
        .isEmpty();
  }

  @Test
  void aDeletedItemIsGone() {
    Item item = created("Deleted").item();
    DeletedItem deleted = backend().deleteItem(item.vaultId(), item.id(), item.version());
    assertThat(deleted.visible()).isTrue();
    assertThat(deleted.itemId()).isEqualTo(item.id());
    assertThat(deleted.vaultId()).isEqualTo(item.vaultId());
    assertThat(failure(() -> read(item)).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(backend().items(item.vaultId()))
        .extracting(ItemOverview::id)
        .doesNotContain(item.id());
    assertThat(failure(() -> backend().deleteItem(item.vaultId(), item.id(), null)).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void whatIsNotThereCannotBeChanged() {
    String vaultId = vaultId();
    for (String itemId : List.of(UNKNOWN, "", "..", "a/b")) {
      assertThat(failure(() -> backend().updateItem(vaultId, itemId, null, item -> item)).kind())
          .isEqualTo(Kind.NOT_FOUND);
      assertThat(failure(() -> backend().deleteItem(vaultId, itemId, null)).kind())
          .isEqualTo(Kind.NOT_FOUND);
    }
    assertThat(failure(() -> backend().createItem(UNKNOWN, draft("x"))).kind())
        .isIn(Kind.NOT_FOUND, Kind.FORBIDDEN);
    assertThat(failure(() -> backend().createItem("..", draft("x"))).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void noChangeOfManyAtOnceIsLost() throws Exception {
    Item item = created("Many").item();
    List<Callable<WrittenItem>> changes =
        IntStream.range(0, 20)
            .<Callable<WrittenItem>>mapToObj(
                number -> () -> change(item, each -> tagged(each, "tag-" + number)))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<WrittenItem> written : threads.invokeAll(changes)) {
        assertThat(written.get().visible()).isTrue();
      }
    }
    assertThat(read(item).overview().tags()).hasSize(22).contains("tag-0", "tag-19");
    assertThat(read(item).version()).isEqualTo(21);
  }

  private static Item tagged(Item item, String tag) {
    var tags = new ArrayList<>(item.overview().tags());
    tags.add(tag);
    return item.with(
        item.overview().with(item.title(), tags, item.overview().websites()),
        item.sections(),
        item.fields(),
        item.notes());
  }

  private static BackendException failure(ThrowingCallable call) {
    BackendException failure = catchThrowableOfType(BackendException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }
}
