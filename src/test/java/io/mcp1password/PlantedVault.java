package io.mcp1password;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.demo.ConnectStandIn;
import io.mcp1password.operation.JsonText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A vault whose items have a canary in everything that may be secret. */
final class PlantedVault {

  static final String NAME = "Canary Vault";
  static final String ITEM = "My Item";

  /** Connect's types of fields, and one that nobody knows. */
  private static final List<String> TYPES =
      List.of(
          "STRING",
          "EMAIL",
          "CONCEALED",
          "URL",
          "OTP",
          "TOTP",
          "DATE",
          "MONTH_YEAR",
          "MENU",
          "PHONE",
          "ADDRESS",
          "CREDIT_CARD_NUMBER",
          "CREDIT_CARD_TYPE",
          "GENDER",
          "REFERENCE",
          "SSHKEY",
          "FILE",
          "UNKNOWN",
          "HOLOGRAM");

  private final Canaries canaries;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final ConnectStandIn standIn;
  private final String vaultId;
  private final String itemId;
  private int throwaways;

  PlantedVault(ConnectStandIn standIn, Canaries canaries) {
    this.canaries = canaries;
    this.standIn = standIn;
    vaultId = standIn.addVault(NAME, "");
    itemId = standIn.plant(vaultId, everyType().build().toString());
    standIn.plant(vaultId, odd().build().toString());
  }

  String vaultId() {
    return vaultId;
  }

  String itemId() {
    return itemId;
  }

  /** The id of another item, to be changed or deleted. */
  String throwaway() {
    String number = " of throwaway " + throwaways++;
    var fields =
        JsonText.JSON
            .createArrayBuilder()
            .add(
                JsonText.JSON
                    .createObjectBuilder()
                    .add("id", "password")
                    .add("type", "CONCEALED")
                    .add("purpose", "PASSWORD")
                    .add("value", canaries.plant("password" + number))
                    .add("password_details", details(number)))
            .add(
                JsonText.JSON
                    .createObjectBuilder()
                    .add("id", "notesPlain")
                    .add("type", "STRING")
                    .add("purpose", "NOTES")
                    .add("value", canaries.plant("notes" + number)));
    return standIn.plant(
        vaultId,
        JsonText.JSON
            .createObjectBuilder()
            .add("title", "Throwaway")
            .add("category", "LOGIN")
            .add("additional_information", canaries.plant("additional information" + number))
            .add("sections", JsonText.JSON.createArrayBuilder())
            .add("fields", fields)
            .build()
            .toString());
  }

  /** The plaintext of the item's fields, by their ids. */
  Map<String, String> values() {
    return values;
  }

  private JsonObjectBuilder everyType() {
    JsonArrayBuilder fields = JsonText.JSON.createArrayBuilder();
    for (String type : TYPES) {
      fields.add(field(type));
    }
    fields.add(
        field("password", "CONCEALED", "Pa\u00df\"\\" + canaries.plant("password") + "\n\u00e9 /+")
            .add("purpose", "PASSWORD")
            .add("entropy", canaries.plant("entropy"))
            .add("password_details", details("")));
    fields.add(
        field("notesPlain", "STRING", "note\n" + canaries.plant("notes")).add("purpose", "NOTES"));
    return JsonText.JSON
        .createObjectBuilder()
        .add("title", ITEM)
        .add("category", "LOGIN")
        .add("additional_information", canaries.plant("additional information"))
        .add("lastEditedBy", canaries.plant("last editor"))
        .add("overview", JsonText.JSON.createObjectBuilder().add("x", canaries.plant("overview")))
        .add("urls", urls())
        .add("files", files())
        .add("fields", fields);
  }

  private JsonObjectBuilder details(String of) {
    return JsonText.JSON
        .createObjectBuilder()
        .add("strength", canaries.plant("password strength" + of))
        .add(
            "history",
            JsonText.JSON
                .createArrayBuilder()
                .add(canaries.plant("old password 1" + of))
                .add(canaries.plant("old password 2" + of)));
  }

  private JsonObjectBuilder field(String type) {
    String id = "f-" + type;
    String canary = canaries.plant("value of " + type);
    return switch (type) {
      case "SSHKEY" -> field(id, type, "ssh-ed25519 " + canary);
      case "ADDRESS" -> field(id, type, "1 " + canary + ", Sampletown, FR");
      case "OTP" ->
          field(id, type, "otpauth://totp/x?secret=" + canary)
              .add("totp", canaries.plant("code of OTP"));
      case "TOTP" -> field(id, type, canary).add("otp", canaries.plant("code of TOTP"));
      default -> field(id, type, "\"\u00fc\\ " + canary + " \u20ac\t&=");
    };
  }

  private JsonObjectBuilder field(String id, String type, String value) {
    values.put(id, value);
    return JsonText.JSON
        .createObjectBuilder()
        .add("id", id)
        .add("label", "label of " + id)
        .add("type", type)
        .add("value", value)
        .add("hint", canaries.plant("hint of " + id));
  }

  private JsonArrayBuilder urls() {
    JsonArrayBuilder urls = JsonText.JSON.createArrayBuilder();
    Map.of(
            "password with a slash", "https://user:a/%s@host.example",
            "password with a hash", "https://user:a#%s@host.example",
            "password after a space", " https://user:%s@host.example",
            "password", "https://user:%s@host.example/path",
            "token", "HTTPS://%s@host.example:8443?x=1#y",
            "password without scheme", "user:%s@host.example",
            "password without host", "//user:%s@",
            "password with an at sign", "ftp://user:a@%s@host.example/")
        .forEach(
            (kind, form) ->
                urls.add(
                    JsonText.JSON
                        .createObjectBuilder()
                        .add("href", form.formatted(canaries.plant("website, " + kind)))
                        .add("note", canaries.plant("note of website, " + kind))));
    return urls;
  }

  private JsonArrayBuilder files() {
    byte[] content = canaries.plant("content of a file").getBytes(UTF_8);
    return JsonText.JSON
        .createArrayBuilder()
        .add(
            JsonText.JSON
                .createObjectBuilder()
                .add("name", canaries.plant("name of a file"))
                .add("content", Base64.getEncoder().encodeToString(content)));
  }

  /** An item with canaries where the names of Connect's own lists belong. */
  private JsonObjectBuilder odd() {
    var object =
        JsonText.JSON
            .createObjectBuilder()
            .add("street", canaries.plant("street in an object"))
            .add("country", "fr");
    var field =
        JsonText.JSON
            .createObjectBuilder()
            .add("id", "odd")
            .add("type", canaries.plant("odd type"))
            .add("purpose", canaries.plant("odd purpose"))
            .add("value", object);
    return JsonText.JSON
        .createObjectBuilder()
        .add("title", "Odd Item")
        .add("category", canaries.plant("odd category"))
        .add("state", canaries.plant("odd state"))
        .add("version", canaries.plant("odd version"))
        .add("createdAt", canaries.plant("odd time"))
        .add("updatedAt", JsonValue.EMPTY_JSON_OBJECT)
        .add("fields", JsonText.JSON.createArrayBuilder().add(field));
  }
}
