package io.mcp1password.sdk;

import static io.mcp1password.sdk.Shape.FLAG;
import static io.mcp1password.sdk.Shape.NUMBER;
import static io.mcp1password.sdk.Shape.TEXT;
import static io.mcp1password.sdk.Shape.listOf;
import static io.mcp1password.sdk.Shape.object;
import static io.mcp1password.sdk.Shape.oneOf;
import static io.mcp1password.sdk.Shape.tagged;
import static java.util.Map.entry;

import java.util.Map;

/** The forms of the requests to the core 0.5.0, by the name of what is asked for. */
final class Shapes {

  private static final Shape BYTES = listOf(NUMBER);

  private static final Shape OTP = object(Map.of("code?", TEXT, "errorMessage?", TEXT));
  private static final Shape KEY =
      object(Map.of("publicKey", TEXT, "fingerprint", TEXT, "keyType", TEXT));
  private static final Shape ADDRESS =
      object(Map.of("street", TEXT, "city", TEXT, "country", TEXT, "zip", TEXT, "state", TEXT));

  private static final Shape FIELD =
      object(
          Map.of(
              "id", TEXT,
              "title", TEXT,
              "sectionId?", TEXT,
              "fieldType", oneOf(ItemFieldType.class),
              "value", TEXT,
              "details?",
                  tagged("content", Map.of("Otp", OTP, "SshKey", KEY, "Address", ADDRESS))));

  private static final Shape SECTION = object(Map.of("id", TEXT, "title", TEXT));

  private static final Shape WEBSITE =
      object(Map.of("url", TEXT, "label", TEXT, "autofillBehavior", oneOf(AutofillBehavior.class)));

  private static final Shape ATTRIBUTES = object(Map.of("name", TEXT, "id", TEXT, "size", NUMBER));

  private static final Shape FILE =
      object(Map.of("attributes", ATTRIBUTES, "sectionId", TEXT, "fieldId", TEXT));

  private static final Shape NEW_FILE =
      object(Map.of("name", TEXT, "content", BYTES, "sectionId", TEXT, "fieldId", TEXT));

  private static final Shape NEW_DOCUMENT = object(Map.of("name", TEXT, "content", BYTES));

  private static final Shape ITEM =
      object(
          Map.ofEntries(
              entry("id", TEXT),
              entry("title", TEXT),
              entry("category", oneOf(ItemCategory.class)),
              entry("vaultId", TEXT),
              entry("fields", listOf(FIELD)),
              entry("sections", listOf(SECTION)),
              entry("notes", TEXT),
              entry("tags", listOf(TEXT)),
              entry("websites", listOf(WEBSITE)),
              entry("version", NUMBER),
              entry("files", listOf(FILE)),
              entry("document?", ATTRIBUTES),
              entry("createdAt", TEXT),
              entry("updatedAt", TEXT)));

  private static final Shape NEW_ITEM =
      object(
          Map.ofEntries(
              entry("category", oneOf(ItemCategory.class)),
              entry("vaultId", TEXT),
              entry("title", TEXT),
              entry("fields?", listOf(FIELD)),
              entry("sections?", listOf(SECTION)),
              entry("notes?", TEXT),
              entry("tags?", listOf(TEXT)),
              entry("websites?", listOf(WEBSITE)),
              entry("files?", listOf(NEW_FILE)),
              entry("document?", NEW_DOCUMENT)));

  private static final Shape DURATION = oneOf(ItemShareDuration.class);

  private static final Shape SHARED_FILES =
      object(
          Map.of(
              "allowed", FLAG,
              "maxSize", NUMBER,
              "allowedTypes?", listOf(oneOf(AllowedType.class)),
              "allowedRecipientTypes?", listOf(oneOf(AllowedRecipientType.class)),
              "maxExpiry?", DURATION,
              "defaultExpiry?", DURATION,
              "maxViews?", NUMBER));

  private static final Shape POLICY =
      object(
          Map.of(
              "maxExpiry", DURATION,
              "defaultExpiry", DURATION,
              "maxViews?", NUMBER,
              "allowedTypes", listOf(oneOf(AllowedType.class)),
              "allowedRecipientTypes", listOf(oneOf(AllowedRecipientType.class)),
              "files", SHARED_FILES));

  private static final Shape RECIPIENT =
      tagged(
          "parameters",
          Map.of("Email", object(Map.of("email", TEXT)), "Domain", object(Map.of("domain", TEXT))));

  private static final Shape SHARE =
      object(
          Map.of("recipients?", listOf(RECIPIENT), "expireAfter?", DURATION, "oneTimeOnly", FLAG));

  private static final Shape FILTER =
      tagged("content", Map.of("ByState", object(Map.of("active", FLAG, "archived", FLAG))));

  private static final Shape RECIPE =
      tagged(
          "parameters",
          Map.of(
              "Memorable",
              object(
                  Map.of(
                      "separatorType",
                      oneOf(SeparatorType.class),
                      "capitalize",
                      FLAG,
                      "wordListType",
                      oneOf(WordListType.class),
                      "wordCount",
                      NUMBER)),
              "Pin",
              object(Map.of("length", NUMBER)),
              "Random",
              object(Map.of("includeDigits", FLAG, "includeSymbols", FLAG, "length", NUMBER))));

  private static final Shape VAULT = object(Map.of("vault_id", TEXT));
  private static final Shape PLACE = object(Map.of("vault_id", TEXT, "item_id", TEXT));
  private static final Shape PLACES = object(Map.of("vault_id", TEXT, "item_ids", listOf(TEXT)));

  private static final Shape GROUP_ACCESS = object(Map.of("groupId", TEXT, "permissions", NUMBER));

  private static final Shape GROUP_VAULT_ACCESS =
      object(Map.of("vaultId", TEXT, "groupId", TEXT, "permissions", NUMBER));

  private static final Shape NEW_VAULT =
      object(Map.of("title", TEXT, "description?", TEXT, "allowAdminsAccess?", FLAG));

  private static final Shape VAULT_CHANGE = object(Map.of("title?", TEXT, "description?", TEXT));

  /** The parameters of each request that needs a client. */
  static final Map<String, Shape> OF_CLIENT =
      Map.ofEntries(
          entry("VaultsList", object(Map.of("params?", object(Map.of("decryptDetails?", FLAG))))),
          entry("VaultsGetOverview", VAULT),
          entry(
              "VaultsGet",
              object(Map.of("vault_id", TEXT, "vault_params", object(Map.of("accessors?", FLAG))))),
          entry("VaultsCreate", object(Map.of("params", NEW_VAULT))),
          entry("VaultsUpdate", object(Map.of("vault_id", TEXT, "params", VAULT_CHANGE))),
          entry("VaultsDelete", VAULT),
          entry(
              "VaultsGrantGroupPermissions",
              object(Map.of("vault_id", TEXT, "group_permissions_list", listOf(GROUP_ACCESS)))),
          entry(
              "VaultsUpdateGroupPermissions",
              object(Map.of("group_permissions_list", listOf(GROUP_VAULT_ACCESS)))),
          entry("VaultsRevokeGroupPermissions", object(Map.of("vault_id", TEXT, "group_id", TEXT))),
          entry("ItemsCreate", object(Map.of("params", NEW_ITEM))),
          entry("ItemsCreateAll", object(Map.of("vault_id", TEXT, "params", listOf(NEW_ITEM)))),
          entry("ItemsGet", PLACE),
          entry("ItemsGetAll", PLACES),
          entry("ItemsPut", object(Map.of("item", ITEM))),
          entry("ItemsDelete", PLACE),
          entry("ItemsDeleteAll", PLACES),
          entry("ItemsArchive", PLACE),
          entry("ItemsList", object(Map.of("vault_id", TEXT, "filters", listOf(FILTER)))),
          entry("ItemsFilesAttach", object(Map.of("item", ITEM, "file_params", NEW_FILE))),
          entry(
              "ItemsFilesRead",
              object(Map.of("vault_id", TEXT, "item_id", TEXT, "attr", ATTRIBUTES))),
          entry(
              "ItemsFilesDelete",
              object(Map.of("item", ITEM, "section_id", TEXT, "field_id", TEXT))),
          entry(
              "ItemsFilesReplaceDocument",
              object(Map.of("item", ITEM, "doc_params", NEW_DOCUMENT))),
          entry("ItemsSharesGetAccountPolicy", PLACE),
          entry(
              "ItemsSharesValidateRecipients",
              object(Map.of("policy", POLICY, "recipients", listOf(TEXT)))),
          entry(
              "ItemsSharesCreate", object(Map.of("item", ITEM, "policy", POLICY, "params", SHARE))),
          entry(
              "GroupsGet",
              object(
                  Map.of(
                      "group_id",
                      TEXT,
                      "group_params",
                      object(Map.of("vaultPermissions?", FLAG))))),
          entry("EnvironmentsGetVariables", object(Map.of("environment_id", TEXT))),
          entry("SecretsResolve", object(Map.of("secret_reference", TEXT))),
          entry("SecretsResolveAll", object(Map.of("secret_references", listOf(TEXT)))));

  /** The parameters of each request that needs none. */
  static final Map<String, Shape> WITHOUT_CLIENT =
      Map.of(
          "ValidateSecretReference", object(Map.of("secret_reference", TEXT)),
          "GeneratePassword", object(Map.of("recipe", RECIPE)));

  /** What a client tells about itself. */
  static final Shape CONFIG =
      object(
          Map.ofEntries(
              entry("serviceAccountToken", TEXT),
              entry("accountName?", TEXT),
              entry("programmingLanguage", TEXT),
              entry("sdkVersion", TEXT),
              entry("integrationName", TEXT),
              entry("integrationVersion", TEXT),
              entry("requestLibraryName", TEXT),
              entry("requestLibraryVersion", TEXT),
              entry("os", TEXT),
              entry("osVersion", TEXT),
              entry("architecture", TEXT)));

  private Shapes() {}
}
