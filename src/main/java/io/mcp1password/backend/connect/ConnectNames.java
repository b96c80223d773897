package io.mcp1password.backend.connect;

import static java.util.Map.entry;

import io.mcp1password.model.Category;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Purpose;
import io.mcp1password.model.VaultType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connect's names for categories, field types and the like, both ways.
 *
 * <p>The names are those of the API's specification, with the ones that real servers are known to
 * send beside it. What is not known is {@code UNSUPPORTED}, never an error.
 */
final class ConnectNames {

  /** The names that differ from the constant's own. */
  private static final Map<String, Category> CATEGORIES =
      Map.of(
          "API_CREDENTIAL", Category.API_CREDENTIALS,
          "WIRELESS_ROUTER", Category.ROUTER,
          "REWARD_PROGRAM", Category.REWARDS,
          "EMAIL_ACCOUNT", Category.EMAIL,
          "CUSTOM", Category.UNSUPPORTED);

  /** What Connect has no category of its own for: it calls them all {@code CUSTOM}. */
  private static final Set<Category> UNNAMED =
      EnumSet.of(Category.CRYPTO_WALLET, Category.PERSON, Category.UNSUPPORTED);

  private static final Map<String, FieldType> TYPES =
      Map.ofEntries(
          entry("STRING", FieldType.TEXT),
          entry("CONCEALED", FieldType.CONCEALED),
          entry("EMAIL", FieldType.EMAIL),
          entry("URL", FieldType.URL),
          entry("OTP", FieldType.TOTP),
          entry("TOTP", FieldType.TOTP),
          entry("DATE", FieldType.DATE),
          entry("MONTH_YEAR", FieldType.MONTH_YEAR),
          entry("MENU", FieldType.MENU),
          entry("GENDER", FieldType.MENU),
          entry("PHONE", FieldType.PHONE),
          entry("ADDRESS", FieldType.ADDRESS),
          entry("CREDIT_CARD_NUMBER", FieldType.CREDIT_CARD_NUMBER),
          entry("CREDIT_CARD_TYPE", FieldType.CREDIT_CARD_TYPE),
          entry("REFERENCE", FieldType.REFERENCE),
          entry("SSHKEY", FieldType.SSH_KEY),
          entry("SSH_KEY", FieldType.SSH_KEY));

  private ConnectNames() {}

  static Category category(String name) {
    String upper = upper(name);
    return Optional.ofNullable(CATEGORIES.get(upper))
        .or(() -> constant(Category.values(), upper))
        .orElse(Category.UNSUPPORTED);
  }

  /** Connect's name for a category; empty for one that it has none for. */
  static Optional<String> name(Category category) {
    if (UNNAMED.contains(category)) {
      return Optional.empty();
    }
    return CATEGORIES.entrySet().stream()
        .filter(each -> each.getValue() == category)
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> Optional.of(category.name()));
  }

  /** The type of this name; a field without one is text. */
  static FieldType type(String name) {
    return name.isEmpty() ? FieldType.TEXT : TYPES.getOrDefault(upper(name), FieldType.UNSUPPORTED);
  }

  /** Connect's name for a field type; empty for {@code UNSUPPORTED}. */
  static Optional<String> name(FieldType type) {
    return switch (type) {
      case TEXT -> Optional.of("STRING");
      case TOTP -> Optional.of("OTP");
      case SSH_KEY -> Optional.of("SSHKEY");
      case UNSUPPORTED -> Optional.empty();
      case CONCEALED,
          CREDIT_CARD_TYPE,
          CREDIT_CARD_NUMBER,
          PHONE,
          URL,
          EMAIL,
          REFERENCE,
          MENU,
          MONTH_YEAR,
          ADDRESS,
          DATE ->
          Optional.of(type.name());
    };
  }

  static @Nullable Purpose purpose(String name) {
    return constant(Purpose.values(), upper(name)).orElse(null);
  }

  static VaultType vaultType(String name) {
    return constant(VaultType.values(), upper(name)).orElse(VaultType.UNSUPPORTED);
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] constants, String name) {
    return Arrays.stream(constants).filter(each -> each.name().equals(name)).findFirst();
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
