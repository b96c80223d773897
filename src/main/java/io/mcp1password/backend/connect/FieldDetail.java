package io.mcp1password.backend.connect;

import io.mcp1password.backend.Countries;
import io.mcp1password.backend.connect.ConnectItem.Entry;
import io.mcp1password.model.FieldType;
import io.mcp1password.model.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown about a field's content: an SSH key's type, an address's country.
 *
 * <p>The answer is always one of a fixed set of names, never a piece of the content, so that it
 * cannot carry anything else out.
 */
final class FieldDetail {

  /** Beginnings of public keys, private keys and type names, and the type they tell. */
  private static final Map<String, String> KEY_TYPES =
      Map.ofEntries(
          Map.entry("ssh-ed25519", "Ed25519"),
          Map.entry("ed25519", "Ed25519"),
          Map.entry("ssh-rsa", "RSA"),
          Map.entry("rsa", "RSA"),
          Map.entry("-----begin rsa private key", "RSA"),
          Map.entry("ecdsa", "ECDSA"),
          Map.entry("-----begin ec private key", "ECDSA"),
          Map.entry("ssh-dss", "DSA"),
          Map.entry("-----begin dsa private key", "DSA"));

  private FieldDetail() {}

  /**
   * What may be shown about a field.
   *
   * @param siblings all fields of its item: an SSH key's type stands in one of them
   * @return null when there is nothing to show
   */
  static @Nullable String of(Entry field, List<Entry> siblings) {
    return switch (ConnectNames.type(field.type())) {
      case SSH_KEY -> keyType(field, siblings);
      case ADDRESS -> country(field);
      case FieldType _ -> null;
    };
  }

  private static @Nullable String keyType(Entry field, List<Entry> siblings) {
    return Stream.concat(siblings.stream().filter(FieldDetail::isAboutKey), Stream.of(field))
        .map(Entry::value)
        .filter(Objects::nonNull)
        .map(Secret::reveal)
        .map(FieldDetail::keyType)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  private static boolean isAboutKey(Entry field) {
    return Stream.of(field.id(), field.label())
        .filter(Objects::nonNull)
        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', ' '))
        .anyMatch(List.of("key type", "public key")::contains);
  }

  private static Optional<String> keyType(String content) {
    String lower = content.strip().toLowerCase(Locale.ROOT);
    return KEY_TYPES.entrySet().stream()
        .filter(each -> lower.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Connect writes an address as one line of parts, the country last, or as an object. */
  private static @Nullable String country(Entry field) {
    return Optional.ofNullable(field.value())
        .map(Secret::reveal)
        .flatMap(
            content ->
                Arrays.stream(content.split("[,;\n{}:\"]"))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .reduce((_, last) -> last))
        .flatMap(Countries::named)
        .orElse(null);
  }
}
