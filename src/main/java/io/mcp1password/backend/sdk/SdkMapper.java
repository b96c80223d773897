package io.mcp1password.backend.sdk;

import io.mcp1password.backend.Countries;
import io.mcp1password.backend.ResolvedSecret;
import io.mcp1password.model.AccessorType;
import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Category;
import io.mcp1password.model.EnvironmentVariable;
import io.mcp1password.model.Field;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Group;
import io.mcp1password.model.GroupState;
import io.mcp1password.model.GroupType;
import io.mcp1password.model.Item;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.ItemState;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.Secret;
import io.mcp1password.model.SecretReference;
import io.mcp1password.model.Section;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultAccess;
import io.mcp1password.model.VaultType;
import io.mcp1password.model.Website;
import io.mcp1password.sdk.ItemField;
import io.mcp1password.sdk.ItemFieldDetails;
import io.mcp1password.sdk.Plaintext;
import io.mcp1password.sdk.ResolvedReference;
import io.mcp1password.sdk.VaultOverview;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the SDK tells into the model. A plaintext goes from one masked type into the other
 * here, and nowhere else.
 */
final class SdkMapper {

  /** The SDK's names for types of keys; nothing else is told. */
  private static final Pattern KEY_TYPE = Pattern.compile("Ed25519|RSA, \\d{1,5}-bit");

  private SdkMapper() {}

  static Vault vault(VaultOverview vault) {
    return new Vault(
        vault.id(),
        vault.title(),
        vault.description(),
        constant(vault.vaultType(), VaultType.class, VaultType.UNSUPPORTED),
        vault.activeItemCount(),
        vault.contentVersion(),
        vault.attributeVersion(),
        vault.createdAt(),
        vault.updatedAt(),
        List.of());
  }

  /** When a vault was made and changed: the SDK tells that in overviews only. */
  record Times(@Nullable Instant createdAt, @Nullable Instant updatedAt) {

    static final Times UNTOLD = new Times(null, null);
  }

  static Vault vault(io.mcp1password.sdk.Vault vault, Times times) {
    return new Vault(
        vault.id(),
        vault.title(),
        vault.description(),
        constant(vault.vaultType(), VaultType.class, VaultType.UNSUPPORTED),
        vault.activeItemCount(),
        vault.contentVersion(),
        vault.attributeVersion(),
        times.createdAt(),
        times.updatedAt(),
        access(vault.access()));
  }

  static Group group(io.mcp1password.sdk.Group group) {
    return new Group(
        group.id(),
        group.title(),
        group.description(),
        constant(group.groupType(), GroupType.class, GroupType.UNSUPPORTED),
        constant(group.state(), GroupState.class, GroupState.UNSUPPORTED),
        access(group.vaultAccess()));
  }

  /** Users and groups; other accessors are machinery of 1Password. */
  private static List<VaultAccess> access(List<io.mcp1password.sdk.VaultAccess> access) {
    return access.stream()
        .flatMap(
            each ->
                accessorType(each)
                    .map(
                        type ->
                            new VaultAccess(
                                each.vaultUuid(), type, each.accessorUuid(), each.permissions())))
        .toList();
  }

  private static Stream<AccessorType> accessorType(io.mcp1password.sdk.VaultAccess access) {
    return switch (access.accessorType()) {
      case USER -> Stream.of(AccessorType.USER);
      case GROUP -> Stream.of(AccessorType.GROUP);
      case BROKER, UNKNOWN -> Stream.empty();
    };
  }

  static EnvironmentVariable variable(io.mcp1password.sdk.EnvironmentVariable variable) {
    return new EnvironmentVariable(variable.name(), secret(variable.value()), variable.masked());
  }

  static ItemOverview overview(io.mcp1password.sdk.ItemOverview item) {
    return new ItemOverview(
        item.id(),
        item.title(),
        constant(item.category(), Category.class, Category.UNSUPPORTED),
        item.vaultId(),
        item.websites().stream().map(SdkMapper::website).toList(),
        item.tags(),
        item.createdAt(),
        item.updatedAt(),
        constant(item.state(), ItemState.class, ItemState.ACTIVE));
  }

  /**
   * The whole item.
   *
   * @param state which the SDK tells in overviews only
   */
  static Item item(io.mcp1password.sdk.Item item, ItemState state) {
    Category category = constant(item.category(), Category.class, Category.UNSUPPORTED);
    var overview =
        new ItemOverview(
            item.id(),
            item.title(),
            category,
            item.vaultId(),
            item.websites().stream().map(SdkMapper::website).toList(),
            item.tags(),
            item.createdAt(),
            item.updatedAt(),
            state);
    return new Item(
        overview,
        item.sections().stream().map(each -> new Section(each.id(), each.title())).toList(),
        item.fields().stream().map(each -> field(each, category)).toList(),
        secret(item.notes()),
        item.version());
  }

  static Website website(io.mcp1password.sdk.Website website) {
    return new Website(
        website.url(),
        website.label(),
        constant(
            website.autofillBehavior(), AutofillBehavior.class, AutofillBehavior.EXACT_DOMAIN));
  }

  static Field field(ItemField field, Category category) {
    return new Field(
        field.id(),
        field.title(),
        field.sectionId(),
        constant(field.fieldType(), FieldType.class, FieldType.UNSUPPORTED),
        purpose(field, category),
        secret(field.value()),
        code(field.details()),
        detail(field.details()));
  }

  /** The built-in fields of logins and passwords go by fixed ids, outside every section. */
  private static @Nullable Purpose purpose(ItemField field, Category category) {
    if (field.sectionId() != null
        || (category != Category.LOGIN && category != Category.PASSWORD)) {
      return null;
    }
    return switch (field.id()) {
      case "username" -> Purpose.USERNAME;
      case "password" -> Purpose.PASSWORD;
      default -> null;
    };
  }

  private static @Nullable Secret code(@Nullable ItemFieldDetails details) {
    return details instanceof ItemFieldDetails.Otp otp && otp.code() != null
        ? secret(otp.code())
        : null;
  }

  private static @Nullable String detail(@Nullable ItemFieldDetails details) {
    return switch (details) {
      case ItemFieldDetails.SshKey key when key.attributes() != null ->
          KEY_TYPE.matcher(key.attributes().keyType()).matches()
              ? key.attributes().keyType()
              : null;
      case ItemFieldDetails.Address address when address.parts() != null ->
          Countries.named(address.parts().country().reveal()).orElse(null);
      case null, default -> null;
    };
  }

  static ResolvedSecret secret(ResolvedReference resolved) {
    return new ResolvedSecret(resolved.vaultId(), secret(resolved.secret()));
  }

  /**
   * Whether the core reads a reference as we do: it knows no percent-encoding, and what it takes
   * for the other attributes is not what they are here.
   */
  static boolean isForTheCore(SecretReference reference) {
    return switch (reference.attribute()) {
      case VALUE, OTP -> reference.format().indexOf('%') < 0;
      case TITLE, ID, TYPE, PURPOSE -> false;
    };
  }

  private static Secret secret(Plaintext plaintext) {
    return Secret.of(plaintext.reveal());
  }

  /** The constant of the same name. */
  static <E extends Enum<E>> E constant(Enum<?> constant, Class<E> type, E otherwise) {
    return Stream.of(type.getEnumConstants())
        .filter(each -> each.name().equals(constant.name()))
        .findFirst()
        .orElse(otherwise);
  }
}
