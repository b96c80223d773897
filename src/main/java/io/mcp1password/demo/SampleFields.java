package io.mcp1password.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The fields of the sample items: what each category has, as a table. */
final class SampleFields {

  /**
   * Category, section (empty for none), field id, label, type, value. In a value, {@code {n}} is
   * the item's number, {@code {host}} its host and {@code {key}} a base32 text.
   */
  private static final String TABLE =
      """
      LOGIN||username|username|STRING|demo-user-{n}
      LOGIN||password|password|CONCEALED|demo-password-{n}-not-real
      LOGIN|Security|otp|one-time password|OTP|otpauth://totp/{host}:demo-user-{n}?secret={key}&issuer={host}
      LOGIN|Security|recovery|recovery code|CONCEALED|demo-recovery-{n}
      PASSWORD||password|password|CONCEALED|demo-password-{n}-not-real
      API_CREDENTIAL||username|username|STRING|demo-client-{n}
      API_CREDENTIAL||credential|credential|CONCEALED|demo-credential-{n}-not-real
      API_CREDENTIAL||type|type|MENU|bearer
      API_CREDENTIAL||hostname|hostname|STRING|api.{host}
      API_CREDENTIAL||validFrom|valid from|DATE|1709294460
      API_CREDENTIAL||expires|expires|DATE|1893499260
      SERVER||url|URL|STRING|ssh://server-{n}.{host}
      SERVER||username|username|STRING|demo-admin
      SERVER||password|password|CONCEALED|demo-password-{n}-not-real
      SERVER|Admin console|console_url|console URL|URL|https://console.{host}
      SERVER|Admin console|console_password|console password|CONCEALED|demo-console-{n}
      DATABASE||database_type|type|MENU|postgresql
      DATABASE||hostname|server|STRING|db-{n}.{host}
      DATABASE||port|port|STRING|5432
      DATABASE||database|database|STRING|demo_{n}
      DATABASE||username|username|STRING|demo_reader
      DATABASE||password|password|CONCEALED|demo-password-{n}-not-real
      CREDIT_CARD||cardholder|cardholder name|STRING|Demo Person
      CREDIT_CARD||type|type|CREDIT_CARD_TYPE|visa
      CREDIT_CARD||ccnum|number|CREDIT_CARD_NUMBER|000000000000{n}
      CREDIT_CARD||cvv|verification number|CONCEALED|000
      CREDIT_CARD||expiry|expiry date|MONTH_YEAR|203012
      CREDIT_CARD|Contact Information|phoneTollFree|phone (toll free)|PHONE|+00 000 000 {n}
      MEMBERSHIP||org_name|group|STRING|Demo Society
      MEMBERSHIP||website|website|URL|https://{host}
      MEMBERSHIP||member_since|member since|MONTH_YEAR|201904
      MEMBERSHIP||membership_no|member ID|STRING|M-{n}
      MEMBERSHIP||pin|password|CONCEALED|demo-pin-{n}
      PASSPORT||type|type|STRING|P
      PASSPORT||number|number|STRING|DEMO{n}
      PASSPORT||fullname|full name|STRING|Élodie Demo
      PASSPORT||sex|gender|GENDER|female
      PASSPORT||birthdate|date of birth|DATE|315576060
      PASSPORT||expiry_date|expiry date|DATE|1893499260
      SOFTWARE_LICENSE||product_version|version|STRING|4.2
      SOFTWARE_LICENSE||reg_code|license key|CONCEALED|DEMO-DEMO-DEMO-{n}
      SOFTWARE_LICENSE|Customer|reg_email|registered email|EMAIL|licenses@{host}
      SOFTWARE_LICENSE|Order|order_date|purchase date|DATE|1709294460
      OUTDOOR_LICENSE||name|full name|STRING|Demo Person
      OUTDOOR_LICENSE||valid_from|valid from|DATE|1709294460
      OUTDOOR_LICENSE||game|approved wildlife|STRING|Trout
      SECURE_NOTE|Alarm|code|alarm code|CONCEALED|demo-alarm-{n}
      WIRELESS_ROUTER||name|base station name|STRING|demo-router-{n}
      WIRELESS_ROUTER||password|base station password|CONCEALED|demo-password-{n}-not-real
      WIRELESS_ROUTER||wireless_security|wireless security|MENU|wpa3
      WIRELESS_ROUTER||wireless_password|wireless network password|CONCEALED|demo-wireless-{n}
      BANK_ACCOUNT||bankName|bank name|STRING|Bank of Demo
      BANK_ACCOUNT||accountType|type|MENU|checking
      BANK_ACCOUNT||accountNo|account number|CONCEALED|000000{n}
      BANK_ACCOUNT||iban|IBAN|CONCEALED|XX00 DEMO 0000 {n}
      BANK_ACCOUNT|Branch|branchAddress|address|ADDRESS|1 Demo Street, 00000 Sampletown, FR
      DRIVER_LICENSE||fullname|full name|STRING|Demo Person
      DRIVER_LICENSE||number|number|STRING|DEMO-{n}
      DRIVER_LICENSE||expiry_date|expiry date|MONTH_YEAR|203106
      IDENTITY|Identification|firstname|first name|STRING|Zoë
      IDENTITY|Identification|lastname|last name|STRING|Demo
      IDENTITY|Identification|sex|gender|GENDER|female
      IDENTITY|Identification|birthdate|birth date|DATE|315576060
      IDENTITY|Address|address|address|ADDRESS|2 Demo Street, 00000 Sampletown, DE
      IDENTITY|Internet Details|email|email|EMAIL|zoe-{n}@{host}
      REWARD_PROGRAM||company_name|company name|STRING|Demo Air
      REWARD_PROGRAM||membership_no|member ID|STRING|R-{n}
      REWARD_PROGRAM||pin|PIN|CONCEALED|demo-pin-{n}
      DOCUMENT|Details|reference|reference|STRING|D-{n}
      EMAIL_ACCOUNT||pop_type|type|MENU|imap
      EMAIL_ACCOUNT||pop_username|username|STRING|mail-{n}@{host}
      EMAIL_ACCOUNT||pop_server|server|STRING|imap.{host}
      EMAIL_ACCOUNT||pop_password|password|CONCEALED|demo-password-{n}-not-real
      SOCIAL_SECURITY_NUMBER||name|name|STRING|Demo Person
      SOCIAL_SECURITY_NUMBER||number|number|CONCEALED|000-00-{n}
      MEDICAL_RECORD||date|date|DATE|1709294460
      MEDICAL_RECORD||location|location|STRING|Demo Clinic
      MEDICAL_RECORD|Medication|medication|medication|STRING|Placebo
      SSH_KEY||public_key|public key|STRING|ssh-ed25519 DEMO{n} demo@{host}
      SSH_KEY||fingerprint|fingerprint|STRING|SHA256:demo-{n}
      SSH_KEY||private_key|private key|SSHKEY|-- demo private key {n}, not real --
      SSH_KEY||key_type|key type|STRING|ed25519
      CUSTOM|Wallet|seed|recovery phrase|CONCEALED|demo demo demo demo {n}
      CUSTOM|Wallet|chain|network|UNKNOWN|demo-net
      CUSTOM|Wallet|linked|related item|REFERENCE|{key}
      """;

  private static final Set<String> WITH_PURPOSE = Set.of("LOGIN", "PASSWORD");

  private record Line(
      String category, String section, String id, String label, String type, String value) {

    static Line of(String text) {
      String[] columns = text.split("\\|", 6);
      return new Line(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
    }

    String sectionId() {
      return "Section_" + Ids.of(category + section);
    }
  }

  private static final List<Line> LINES = TABLE.lines().map(Line::of).toList();

  private SampleFields() {}

  /** The categories, in the table's order: all that Connect knows. */
  static List<String> categories() {
    return LINES.stream().map(Line::category).distinct().toList();
  }

  /** The sections of a category's items. */
  static List<JsonObject> sections(String category) {
    Map<String, JsonObject> sections = new LinkedHashMap<>();
    for (Line line : of(category)) {
      if (!line.section().isEmpty()) {
        sections.putIfAbsent(
            line.section(),
            ConnectJson.object().add("id", line.sectionId()).add("label", line.section()).build());
      }
    }
    return List.copyOf(sections.values());
  }

  /** The fields of an item of that category, its notes last. */
  static List<JsonObject> fields(String category, int number, String host) {
    List<JsonObject> fields = new ArrayList<>();
    for (Line line : of(category)) {
      fields.add(field(line, number, host));
    }
    fields.add(
        ConnectJson.object()
            .add("id", "notesPlain")
            .add("type", "STRING")
            .add("purpose", "NOTES")
            .add("label", "notesPlain")
            .add("value", "Demo note %04d: nothing in it is real.".formatted(number))
            .build());
    return fields;
  }

  private static List<Line> of(String category) {
    return LINES.stream().filter(line -> line.category().equals(category)).toList();
  }

  private static JsonObject field(Line line, int number, String host) {
    JsonObjectBuilder field = ConnectJson.object().add("id", line.id()).add("type", line.type());
    boolean builtIn = line.id().equals("username") || line.id().equals("password");
    if (builtIn && WITH_PURPOSE.contains(line.category())) {
      field.add("purpose", line.id().toUpperCase(Locale.ROOT));
    }
    if (!line.section().isEmpty()) {
      field.add(
          "section", ConnectJson.object().add("id", line.sectionId()).add("label", line.section()));
    }
    return field.add("label", line.label()).add("value", value(line, number, host)).build();
  }

  private static String value(Line line, int number, String host) {
    return line.value()
        .replace("{n}", "%04d".formatted(number))
        .replace("{host}", host)
        .replace("{key}", Ids.upperCaseOf("key " + number));
  }
}
