package io.mcp1password.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field as a client sends it, on its way to the form in which it is kept.
 *
 * @param position where it stands, as the validator names it
 * @param sections the labels of the item's sections, by id
 */
record FieldDraft(Input input, String position, Map<String, String> sections) {

  private static final Set<String> TYPES =
      Set.of(
          "STRING",
          "EMAIL",
          "CONCEALED",
          "URL",
          "OTP",
          "DATE",
          "MONTH_YEAR",
          "MENU",
          "PHONE",
          "ADDRESS",
          "CREDIT_CARD_NUMBER",
          "CREDIT_CARD_TYPE",
          "GENDER",
          "REFERENCE");

  /** Types that Connect shows, and turns into text when they are sent back. */
  private static final Set<String> LOST_TYPES = Set.of("SSHKEY", "FILE", "UNKNOWN");

  private static final Map<String, String> BUILT_IN_IDS =
      Map.of("USERNAME", "username", "PASSWORD", "password", "NOTES", "notesPlain");
  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,18}");
  private static final Pattern MONTH_YEAR = Pattern.compile("\\d{4}/?\\d{2}");

  /**
   * The field as it is kept.
   *
   * @throws Refusal 400 when it is not valid
   */
  JsonObject kept() {
    String type = type();
    String purpose = purpose();
    String label = input.text("label", "");
    JsonObjectBuilder field = ConnectJson.object().add("id", id(purpose)).add("type", type);
    if (!purpose.isEmpty()) {
      field.add("purpose", purpose);
    }
    String section = section();
    if (section != null) {
      field.add(
          "section",
          ConnectJson.object().add("id", section).add("label", sections.getOrDefault(section, "")));
    }
    field.add("label", label.isEmpty() ? BUILT_IN_IDS.getOrDefault(purpose, "") : label);
    String value = value();
    if (!value.isEmpty()) {
      field.add("value", keptValue(type, value));
    }
    return field.build();
  }

  boolean hasPurpose(String purpose) {
    return purpose().equals(purpose);
  }

  /** The value in the form in which Connect keeps this type. */
  static String keptValue(String type, String value) {
    return switch (type) {
      case "DATE" -> seconds(value);
      case "MONTH_YEAR" -> monthYear(value);
      default -> value;
    };
  }

  private String type() {
    String fallback = hasPurpose("PASSWORD") ? "CONCEALED" : "STRING";
    String given = input.text("type", "");
    String type = given.isEmpty() ? fallback : given.toUpperCase(Locale.ROOT);
    if (LOST_TYPES.contains(type)) {
      return "STRING";
    }
    if (!TYPES.contains(type)) {
      throw Refusal.invalidItem(
          position + " has unsupported field type: " + type.toLowerCase(Locale.ROOT));
    }
    return type;
  }

  private String purpose() {
    String purpose = input.text("purpose", "").toUpperCase(Locale.ROOT);
    if (!purpose.isEmpty() && !BUILT_IN_IDS.containsKey(purpose)) {
      throw Refusal.invalidItem(position + " has unsupported purpose");
    }
    return purpose;
  }

  /** Without a purpose, a field with a built-in one's id is a look-alike with an id of its own. */
  private String id(String purpose) {
    String given = input.text("id", "");
    if (given.isEmpty()) {
      return BUILT_IN_IDS.getOrDefault(purpose, Ids.random());
    }
    return purpose.isEmpty() && BUILT_IN_IDS.containsValue(given) ? Ids.random() : given;
  }

  private @Nullable String section() {
    Input section = input.object("section");
    String id = section == null ? null : section.text("id");
    if (id != null && !sections.containsKey(id)) {
      throw Refusal.invalidItem(position + " is in a section that is not declared");
    }
    return id;
  }

  private String value() {
    String value = input.text("value", "");
    return value.isEmpty() && input.flag("generate")
        ? PasswordRecipe.of(input.object("recipe")).generate()
        : value;
  }

  private static String seconds(String value) {
    if (SECONDS.matcher(value).matches()) {
      return value;
    }
    try {
      long seconds =
          LocalDate.parse(value).atStartOfDay(ZoneId.systemDefault()).toInstant().getEpochSecond();
      return Long.toString(seconds);
    } catch (DateTimeParseException notADate) {
      throw Refusal.invalidItem("values for field type date must be in YYYY-MM-DD format");
    }
  }

  private static String monthYear(String value) {
    if (!MONTH_YEAR.matcher(value).matches()) {
      throw Refusal.invalidItem(
          "values for field type monthYear must be in YYYYMM or YYYY/MM format");
    }
    return value.replace("/", "");
  }
}
