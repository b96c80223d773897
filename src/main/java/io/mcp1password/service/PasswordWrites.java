package io.mcp1password.service;

import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Category;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldDraft;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemDraft;
import io.mcp1password.model.Secret;
import io.mcp1password.model.Website;
import io.mcp1password.model.WireName;
import io.mcp1password.model.WrittenItem;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Audited;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.Verb;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations that store passwords, given or made here; none of them returns one. */
public final class PasswordWrites {

  private static final String PASSWORD = "password";

  private final ScopedBackend backend;
  private final PasswordGenerator generator = new PasswordGenerator(new SecureRandom());

  public PasswordWrites(ScopedBackend backend) {
    this.backend = backend;
  }

  /** The kinds of item that {@link #create} makes. */
  enum PasswordCategory implements WireName {
    LOGIN(Category.LOGIN),
    PASSWORD(Category.PASSWORD);

    private final Category category;

    PasswordCategory(Category category) {
      this.category = category;
    }

    @Override
    public String wireName() {
      return category.wireName();
    }
  }

  /** What both return. */
  record StoredPassword(
      @Arg("The item without its values.") ItemView item,
      @Arg(value = "The id of the field that holds the password.", audited = Audited.PLAIN)
          String passwordField,
      @Arg(value = "Where the password came from.", audited = Audited.PLAIN)
          PasswordMode passwordSource,
      @Arg("Whether the password was made here.") boolean generatedSecret,
      @Arg("The number of characters of the password.") int secretLength,
      @Arg(
              "Whether reads show the write already; if false, it was accepted and shows within"
                  + " moments.")
          boolean visible) {

    static StoredPassword of(
        WrittenItem written, String field, PasswordSource source, Secret password) {
      return new StoredPassword(
          ItemView.of(written.item()),
          field,
          source.mode(),
          source.mode() != PasswordMode.PROVIDED,
          password.length(),
          written.visible());
    }
  }

  /** What {@link #create} takes. */
  record PasswordCreate(
      @Arg("The id or exact name of the vault.") String vaultId,
      @Arg("The title.") String title,
      @Arg(value = "The user name; treated as a secret, never audited.", min = 0)
          @Nullable Secret username,
      @Arg(
              value = "The password, with mode=provided only; a secret, never audited.",
              min = 0,
              max = FieldInput.MAX_VALUE)
          @Nullable Secret password,
      @Arg(
              "Where the password comes from; absent: provided when password is given, else"
                  + " random.")
          @Nullable PasswordMode mode,
      @Arg(value = "The kind of item.", defaultValue = "\"Login\"") PasswordCategory category,
      @Arg("The tags.") @Nullable List<String> tags,
      @Arg(value = "The notes; a secret, never audited.", min = 0, max = FieldInput.MAX_VALUE)
          @Nullable Secret notes,
      @Arg(
              value = "The address of the website.",
              max = WebsiteInput.MAX_URL,
              audited = Audited.NEVER)
          @Nullable String url,
      @Arg(value = "The id of the field that holds the password.", defaultValue = "\"password\"")
          String field,
      @Arg(
              value = "How many characters a random password has.",
              min = RandomPasswordRecipe.MIN_LENGTH,
              max = RandomPasswordRecipe.MAX_LENGTH,
              defaultValue = "24")
          int randomLength,
      @Arg(value = "Whether to use a to z.", defaultValue = "true") boolean includeLowercase,
      @Arg(value = "Whether to use A to Z.", defaultValue = "true") boolean includeUppercase,
      @Arg(value = "Whether to use 0 to 9.", defaultValue = "true") boolean includeDigits,
      @Arg(value = "Whether to use symbols.", defaultValue = "true") boolean includeSymbols,
      @Arg(value = "Whether to leave out O, 0, I, l, 1 and |.", defaultValue = "false")
          boolean excludeSimilar,
      @Arg("The symbols to choose from; absent: those that nearly every site accepts.")
          @Nullable String symbols,
      @Arg(
              value = "How many words a memorable password has.",
              min = MemorablePasswordRecipe.MIN_WORDS,
              max = MemorablePasswordRecipe.MAX_WORDS,
              defaultValue = "6")
          int memorableWords,
      @Arg(
              value = "What stands between the words.",
              min = 0,
              max = MemorablePasswordRecipe.MAX_SEPARATOR,
              defaultValue = "\"-\"")
          String memorableSeparator,
      @Arg(value = "Whether words begin with a capital.", defaultValue = "false")
          boolean memorableCapitalize,
      @Arg(value = "Whether a number of two digits is added.", defaultValue = "true")
          boolean memorableIncludeNumber) {

    PasswordSource source() {
      return PasswordSource.of(
          mode,
          password,
          new RandomPasswordRecipe(
              randomLength,
              includeLowercase,
              includeUppercase,
              includeDigits,
              includeSymbols,
              excludeSimilar,
              Objects.requireNonNullElse(symbols, RandomPasswordRecipe.DEFAULT_SYMBOLS)),
          new MemorablePasswordRecipe(
              memorableWords, memorableSeparator, memorableCapitalize, memorableIncludeNumber));
    }

    ItemDraft draft(Secret made) {
      var fields = new ArrayList<FieldDraft>();
      if (username != null && !username.isEmpty()) {
        fields.add(new FieldDraft("username", "username", null, FieldType.TEXT, username));
      }
      fields.add(new FieldDraft(field, field, null, FieldType.CONCEALED, made));
      List<Website> websites =
          url == null ? List.of() : List.of(new Website(url, title, AutofillBehavior.EXACT_DOMAIN));
      return new ItemDraft(
          category.category,
          title,
          notes == null ? Secret.EMPTY : notes,
          Objects.requireNonNullElse(tags, List.of()),
          websites,
          List.of(),
          fields);
    }
  }

  @Operation(
      name = "password_create",
      title = "Store a new password",
      description =
          "Makes a Login or Password item with a given password, or with one that is generated"
              + " here and never shown. Returns the item without its values.",
      access = Access.WRITE,
      verb = Verb.POST,
      path = "/vaults/{vaultId}/passwords")
  StoredPassword create(PasswordCreate input) {
    PasswordSource source = input.source();
    Secret password = source.password(generator);
    ItemDraft draft = ItemRules.checked(input.draft(password));
    WrittenItem written = backend.createItem(input.vaultId(), draft);
    return StoredPassword.of(written, input.field(), source, password);
  }

  /** What {@link #update} takes. */
  record PasswordUpdate(
      @Arg("The id or exact name of the vault.") String vaultId,
      @Arg("The item's id or exact title.") String itemId,
      @Arg(
              value = "The password, with mode=provided only; a secret, never audited.",
              min = 0,
              max = FieldInput.MAX_VALUE)
          @Nullable Secret password,
      @Arg(
              "Where the password comes from; absent: provided when password is given, else"
                  + " random.")
          @Nullable PasswordMode mode,
      @Arg(
              "The id, or else the title, of the field that holds the password; it is added when"
                  + " there is none. Absent: the item's password.")
          @Nullable String field,
      @Arg(
              value =
                  "The version that the item must still have; if it was changed meanwhile, nothing"
                      + " is written. Absent: any.",
              min = 0)
          @Nullable Long expectedVersion,
      @Arg(
              value = "How many characters a random password has.",
              min = RandomPasswordRecipe.MIN_LENGTH,
              max = RandomPasswordRecipe.MAX_LENGTH,
              defaultValue = "24")
          int randomLength,
      @Arg(value = "Whether to use a to z.", defaultValue = "true") boolean includeLowercase,
      @Arg(value = "Whether to use A to Z.", defaultValue = "true") boolean includeUppercase,
      @Arg(value = "Whether to use 0 to 9.", defaultValue = "true") boolean includeDigits,
      @Arg(value = "Whether to use symbols.", defaultValue = "true") boolean includeSymbols,
      @Arg(value = "Whether to leave out O, 0, I, l, 1 and |.", defaultValue = "false")
          boolean excludeSimilar,
      @Arg("The symbols to choose from; absent: those that nearly every site accepts.")
          @Nullable String symbols,
      @Arg(
              value = "How many words a memorable password has.",
              min = MemorablePasswordRecipe.MIN_WORDS,
              max = MemorablePasswordRecipe.MAX_WORDS,
              defaultValue = "6")
          int memorableWords,
      @Arg(
              value = "What stands between the words.",
              min = 0,
              max = MemorablePasswordRecipe.MAX_SEPARATOR,
              defaultValue = "\"-\"")
          String memorableSeparator,
      @Arg(value = "Whether words begin with a capital.", defaultValue = "false")
          boolean memorableCapitalize,
      @Arg(value = "Whether a number of two digits is added.", defaultValue = "true")
          boolean memorableIncludeNumber) {

    PasswordSource source() {
      return PasswordSource.of(
          mode,
          password,
          new RandomPasswordRecipe(
              randomLength,
              includeLowercase,
              includeUppercase,
              includeDigits,
              includeSymbols,
              excludeSimilar,
              Objects.requireNonNullElse(symbols, RandomPasswordRecipe.DEFAULT_SYMBOLS)),
          new MemorablePasswordRecipe(
              memorableWords, memorableSeparator, memorableCapitalize, memorableIncludeNumber));
    }

    Item appliedTo(Item item, Secret made) {
      Optional<Field> existing = existing(item);
      if (existing.isEmpty()) {
        var fields = new ArrayList<>(item.fields());
        String name = Objects.requireNonNullElse(field, PASSWORD);
        fields.add(new FieldDraft(name, name, null, FieldType.CONCEALED, made).asField());
        return item.withFields(fields);
      }
      Field before = existing.get();
      switch (before.fieldType()) {
        case CONCEALED, TEXT -> {}
        case FieldType other ->
            throw new OperationException(
                ErrorCode.INVALID_ARGUMENTS,
                "Invalid arguments: field is of the type "
                    + other.wireName()
                    + ", which holds no password.");
      }
      return item.withFields(
          item.fields().stream()
              .map(each -> each.equals(before) ? each.concealing(made) : each)
              .toList());
    }

    Optional<Field> existing(Item item) {
      return new FieldFinder(item).passwordToSet(field);
    }
  }

  @Operation(
      name = "password_update",
      title = "Change a password",
      description =
          "Sets one password field of an item to a given password, or to one that is generated"
              + " here and never shown; the rest of the item stays as it is. Returns the item"
              + " without its values.",
      access = Access.WRITE,
      verb = Verb.PUT,
      path = "/vaults/{vaultId}/items/{itemId}/password")
  StoredPassword update(PasswordUpdate input) {
    PasswordSource source = input.source();
    // Made once, so that an attempt that is repeated writes the same.
    Secret password = source.password(generator);
    var place = new ScopedBackend.ItemPlace(input.vaultId(), input.itemId());
    WrittenItem written =
        backend.updateItem(place, input.expectedVersion(), item -> input.appliedTo(item, password));
    String field =
        input
            .existing(written.item())
            .map(Field::id)
            .orElseGet(() -> Objects.requireNonNullElse(input.field(), PASSWORD));
    return StoredPassword.of(written, field, source, password);
  }
}
