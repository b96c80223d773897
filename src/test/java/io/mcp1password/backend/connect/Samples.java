package io.mcp1password.backend.connect;

import static io.mcp1password.backend.connect.ScriptedConnect.error;
import static io.mcp1password.backend.connect.ScriptedConnect.json;

/** What a real Connect server is known to write. */
final class Samples {

  static final String VAULT = "aaaaaaaaaaaaaaaaaaaaaaaaa1";
  static final String ITEM = "bbbbbbbbbbbbbbbbbbbbbbbbb1";
  static final String VAULTS_PATH = "/v1/vaults";
  static final String VAULT_PATH = "/v1/vaults/" + VAULT;
  static final String ITEMS_PATH = VAULT_PATH + "/items";
  static final String ITEM_PATH = ITEMS_PATH + "/" + ITEM;

  private static final String UNKNOWN = "zzzzzzzzzzzzzzzzzzzzzzzzzz";

  static final String VAULT_JSON =
      """
      {"id":"aaaaaaaaaaaaaaaaaaaaaaaaa1","name":"Team café","description":"For all",
       "attributeVersion":2,"contentVersion":17,"items":1,"type":"USER_CREATED",
       "createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-02-03T04:05:06.789+02:00"}
      """;

  static final String OVERVIEW_JSON =
      """
      {"id":"bbbbbbbbbbbbbbbbbbbbbbbbb1","title":"Example","version":4,
       "vault":{"id":"aaaaaaaaaaaaaaaaaaaaaaaaa1","name":"Team café"},"category":"LOGIN",
       "urls":[{"primary":true,"href":"https://example.com"},
               {"label":"admin","href":"https://admin.example.com"}],
       "tags":["work"],"favorite":false,"lastEditedBy":"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
       "additional_information":"canary-additional",
       "createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:05Z"%s}
      """;

  static final String FIELDS_JSON =
      """
      ,"sections":[{"id":"Section_x","label":"More"},{"id":"add more"}],
      "fields":[
       {"id":"username","type":"STRING","purpose":"USERNAME","label":"username",
        "value":"canary-username"},
       {"id":"password","type":"CONCEALED","purpose":"PASSWORD","label":"password",
        "value":"canary-password","entropy":88.5,
        "password_details":{"strength":"FANTASTIC","history":["canary-history"]}},
       {"id":"notesPlain","type":"STRING","purpose":"NOTES","label":"notesPlain",
        "value":"canary-notes"},
       {"id":"TOTP_1","type":"OTP","label":"one-time password","section":{"id":"Section_x"},
        "value":"otpauth://totp/x?secret=CANARY","totp":"canary-code"}]
      """;

  private Samples() {}

  /** One vault with one login. */
  static ScriptedConnect server() {
    return new ScriptedConnect()
        .on(VAULTS_PATH, json("[" + VAULT_JSON + "]"))
        .on(VAULT_PATH, json(VAULT_JSON))
        .on(ITEMS_PATH, json("[" + OVERVIEW_JSON.formatted("") + "]"))
        .on(ITEM_PATH, json(OVERVIEW_JSON.formatted(FIELDS_JSON)))
        .on(VAULTS_PATH + "/" + UNKNOWN, error(403))
        .on(VAULTS_PATH + "/" + UNKNOWN + "/items", error(403))
        .on(VAULTS_PATH + "/" + UNKNOWN + "/items/" + UNKNOWN, error(403))
        .on(ITEMS_PATH + "/" + UNKNOWN, error(404))
        .on("/health", json("{\"name\":\"1Password Connect API\",\"version\":\"1.8.1\"}"));
  }
}
