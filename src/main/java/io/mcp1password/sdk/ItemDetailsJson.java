package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The details of a field, as the core writes and takes them. */
final class ItemDetailsJson {

  private ItemDetailsJson() {}

  static JsonObject of(ItemFieldDetails details) {
    return switch (details) {
      case ItemFieldDetails.Otp otp ->
          Request.tagged(
              "Otp",
              "content",
              new Request()
                  .with("code", text(otp.code()))
                  .with("errorMessage", text(otp.errorMessage()))
                  .json());
      case ItemFieldDetails.SshKey key -> tagged("SshKey", json(key.attributes()));
      case ItemFieldDetails.Address address -> tagged("Address", json(address.parts()));
      case ItemFieldDetails.Unknown _ ->
          throw new SdkException.InvalidInput(
              "A field's details are not known to this version, and cannot be sent back.");
    };
  }

  private static JsonObject tagged(String type, @Nullable JsonObject content) {
    return Request.tagged(type, "content", content);
  }

  private static @Nullable JsonObject json(ItemFieldDetails.@Nullable SshKeyAttributes key) {
    return key == null
        ? null
        : new Request()
            .with("publicKey", key.publicKey())
            .with("fingerprint", key.fingerprint())
            .with("keyType", key.keyType())
            .json();
  }

  private static @Nullable JsonObject json(ItemFieldDetails.@Nullable AddressParts parts) {
    return parts == null
        ? null
        : new Request()
            .with("street", parts.street())
            .with("city", parts.city())
            .with("country", parts.country())
            .with("zip", parts.zip())
            .with("state", parts.state())
            .json();
  }

  private static @Nullable String text(@Nullable Plaintext plaintext) {
    return plaintext == null ? null : plaintext.reveal();
  }

  /** Reads the details of a field. */
  static ItemFieldDetails read(Members json) {
    Optional<Members> content = json.object("content");
    return switch (json.text("type")) {
      case "Otp" ->
          new ItemFieldDetails.Otp(
              content.flatMap(each -> each.optionalText("code")).map(Plaintext::of).orElse(null),
              content
                  .flatMap(each -> each.optionalText("errorMessage"))
                  .map(Plaintext::of)
                  .orElse(null));
      case "SshKey" ->
          new ItemFieldDetails.SshKey(content.map(ItemDetailsJson::sshKey).orElse(null));
      case "Address" ->
          new ItemFieldDetails.Address(content.map(ItemDetailsJson::address).orElse(null));
      default -> new ItemFieldDetails.Unknown();
    };
  }

  private static ItemFieldDetails.SshKeyAttributes sshKey(Members json) {
    return new ItemFieldDetails.SshKeyAttributes(
        json.text("publicKey"), json.text("fingerprint"), json.text("keyType"));
  }

  private static ItemFieldDetails.AddressParts address(Members json) {
    return new ItemFieldDetails.AddressParts(
        json.plaintext("street"),
        json.plaintext("city"),
        json.plaintext("country"),
        json.plaintext("zip"),
        json.plaintext("state"));
  }
}
