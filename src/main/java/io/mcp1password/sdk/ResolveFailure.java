package io.mcp1password.sdk;

/** Why one of several secret references leads nowhere. */
public enum ResolveFailure implements Wired {
  PARSING("parsing"),
  FIELD_NOT_FOUND("fieldNotFound"),
  VAULT_NOT_FOUND("vaultNotFound"),
  TOO_MANY_VAULTS("tooManyVaults"),
  ITEM_NOT_FOUND("itemNotFound"),
  TOO_MANY_ITEMS("tooManyItems"),
  TOO_MANY_MATCHING_FIELDS("tooManyMatchingFields"),
  NO_MATCHING_SECTIONS("noMatchingSections"),
  INCOMPATIBLE_TOTP_QUERY("incompatibleTOTPQueryParameterField"),
  UNABLE_TO_GENERATE_TOTP_CODE("unableToGenerateTotpCode"),
  SSH_KEY_METADATA_NOT_FOUND("sSHKeyMetadataNotFound"),
  UNSUPPORTED_FILE_FORMAT("unsupportedFileFormat"),
  INCOMPATIBLE_SSH_KEY_QUERY("incompatibleSshKeyQueryParameterField"),
  UNABLE_TO_PARSE_PRIVATE_KEY("unableToParsePrivateKey"),
  UNABLE_TO_FORMAT_PRIVATE_KEY("unableToFormatPrivateKeyToOpenSsh"),
  OTHER("other"),
  /** A reason that this version does not know. */
  UNKNOWN("");

  private final String wireName;

  ResolveFailure(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
