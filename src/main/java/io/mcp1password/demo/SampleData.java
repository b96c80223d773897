package io.mcp1password.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The sample vaults: about 230 items that show every category and type of field, always with the
 * same ids. All their values are invented and look so.
 */
final class SampleData {

  private static final int LOGINS_PER_VAULT = 16;
  private static final int LARGE_FILE_BYTES = 128 * 1024;
  private static final Instant FIRST_CREATED = Instant.parse("2024-03-01T09:00:00Z");

  /** Name and description. */
  private static final List<List<String>> VAULTS =
      List.of(
          List.of("Private Café", "Personal logins and documents"),
          List.of("Engineering", "Build, deploy and source control"),
          List.of("Operations", "Servers, networks and monitoring"),
          List.of("Finance & Legal", "Banks, contracts and licences"),
          List.of("日本 Office", "東京オフィスの共有アカウント"),
          List.of("Household", "Family and home"));

  private static final List<String> SERVICES =
      List.of(
          "Acme Mail",
          "Blue Harbor Bank",
          "Café Lumière",
          "Delta Rail",
          "Echo Chat",
          "Fjord Travel",
          "Green Grocer",
          "Hillside Hosting",
          "Ice Cream Club",
          "Juniper Jobs",
          "Kite Storage",
          "Lantern Wiki",
          "Málaga Motors",
          "Northwind CRM",
          "Orchard Payroll",
          "Paper Trail",
          "Quartz Issues",
          "River Streaming",
          "Señal Monitoring",
          "Tidal Backup",
          "Umbrella Insurance",
          "Violet Analytics",
          "Windmill CI",
          "東京メトロ定期");

  /** The titles of the one item of each category. */
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("LOGIN", "Shared mailbox"),
          Map.entry("PASSWORD", "Door code"),
          Map.entry("API_CREDENTIAL", "Deploy API"),
          Map.entry("SERVER", "Build server"),
          Map.entry("DATABASE", "Orders database"),
          Map.entry("CREDIT_CARD", "Travel card"),
          Map.entry("MEMBERSHIP", "Demo Society"),
          Map.entry("PASSPORT", "Passport Élodie"),
          Map.entry("SOFTWARE_LICENSE", "Drawing program"),
          Map.entry("OUTDOOR_LICENSE", "Fishing licence"),
          Map.entry("SECURE_NOTE", "Alarm instructions"),
          Map.entry("WIRELESS_ROUTER", "Guest Wi-Fi"),
          Map.entry("BANK_ACCOUNT", "Main account"),
          Map.entry("DRIVER_LICENSE", "Driver licence"),
          Map.entry("IDENTITY", "Zoë Demo"),
          Map.entry("REWARD_PROGRAM", "Demo Air miles"),
          Map.entry("DOCUMENT", "Lease contract"),
          Map.entry("EMAIL_ACCOUNT", "Newsletter mailbox"),
          Map.entry("SOCIAL_SECURITY_NUMBER", "Social security"),
          Map.entry("MEDICAL_RECORD", "Vaccination"),
          Map.entry("SSH_KEY", "Deploy key"),
          Map.entry("CUSTOM", "Crypto wallet"));

  private static final List<List<String>> TAGS =
      List.of(List.of(), List.of("work"), List.of("shared", "Équipe"), List.of("rotate/2025"));

  private SampleData() {}

  static void fill(ConnectStandIn standIn) {
    int number = 0;
    for (List<String> each : VAULTS) {
      String vault = standIn.addVault(each.get(0), each.get(1));
      for (int i = 0; i < LOGINS_PER_VAULT; i++) {
        number++;
        plant(standIn, vault, number, "LOGIN", SERVICES.get(number % SERVICES.size()));
      }
      for (String category : SampleFields.categories()) {
        number++;
        plant(standIn, vault, number, category, Objects.requireNonNull(TITLES.get(category)));
      }
    }
    number++;
    plant(standIn, standIn.vaultId("Engineering"), number, "LOGIN", "Shared mailbox");
  }

  static void fillPlain(ConnectStandIn standIn, int vaults, int itemsEach) {
    for (int v = 1; v <= vaults; v++) {
      String vault = standIn.addVault("Vault " + v, "");
      for (int i = 1; i <= itemsEach; i++) {
        int number = (v - 1) * itemsEach + i;
        plant(standIn, vault, number, "LOGIN", "Item " + i);
      }
    }
  }

  private static void plant(
      ConnectStandIn standIn, String vault, int number, String category, String title) {
    standIn.plant(vault, item(number, category, title).toString());
  }

  private static JsonObject item(int number, String category, String title) {
    String host = host(number, title);
    String created = FIRST_CREATED.plus(number, ChronoUnit.DAYS).toString();
    JsonObjectBuilder item =
        ConnectJson.object()
            .add("id", Ids.of("item " + number))
            .add("title", title)
            .add("favorite", number % 17 == 0)
            .add("tags", ConnectJson.texts(TAGS.get(number % TAGS.size())))
            .add("version", 1)
            .add("category", category)
            .add("createdAt", created)
            .add("updatedAt", created)
            .add("sections", ConnectJson.array(SampleFields.sections(category)))
            .add("fields", ConnectJson.array(SampleFields.fields(category, number, host)));
    switch (category) {
      case "LOGIN" -> addLogin(item, number, host);
      case "SECURE_NOTE" -> addNote(item, number);
      case "DOCUMENT" -> addFile(item, number, "contract-%04d.txt".formatted(number));
      default -> {}
    }
    return PasswordDetails.renewed(item.build(), before(number));
  }

  private static void addLogin(JsonObjectBuilder item, int number, String host) {
    item.add("additional_information", "demo-user-%04d".formatted(number));
    JsonObject website =
        ConnectJson.object()
            .add("label", "website")
            .add("primary", true)
            .add("href", "https://" + host)
            .build();
    item.add("urls", ConnectJson.array(List.of(website)));
  }

  private static void addNote(JsonObjectBuilder item, int number) {
    item.add("additional_information", "Demo note %04d: nothing in it is real.".formatted(number));
    addFile(item, number, "Plan für Élodie.txt");
  }

  /** Every other document is too large to be told inline. */
  private static void addFile(JsonObjectBuilder item, int number, String name) {
    String content = "Demo file %04d, nothing in it is real.\n".formatted(number);
    if (number % 2 == 0) {
      content = content.repeat(LARGE_FILE_BYTES / content.length() + 1);
    }
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    JsonObject file =
        ConnectJson.object()
            .add("id", Ids.of("file " + number))
            .add("name", name)
            .add("content", Base64.getEncoder().encodeToString(bytes))
            .build();
    item.add("files", ConnectJson.array(List.of(file)));
  }

  /** The state before, which gives the password its history. */
  private static JsonObject before(int number) {
    JsonObject password =
        ConnectJson.object()
            .add("id", "password")
            .add("value", "demo-earlier-password-%04d".formatted(number))
            .build();
    return ConnectJson.object().add("fields", ConnectJson.array(List.of(password))).build();
  }

  private static String host(int number, String title) {
    String plain = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    String name = plain.replaceAll("^-+|-+$", "");
    return (name.isEmpty() ? "service-" + number : name) + ".example.com";
  }
}
