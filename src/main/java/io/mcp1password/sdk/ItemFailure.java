package io.mcp1password.sdk;

/** Why one of several items could not be read or written. */
public enum ItemFailure implements Wired {
  ITEM_VALIDATION_ERROR("itemValidationError"),
  PERMISSION("itemStatusPermissionError"),
  INCORRECT_VERSION("itemStatusIncorrectItemVersion"),
  FILE_NOT_FOUND("itemStatusFileNotFound"),
  TOO_BIG("itemStatusTooBig"),
  ITEM_NOT_FOUND("itemNotFound"),
  INTERNAL("internal"),
  /** A reason that this version does not know. */
  UNKNOWN("");

  private final String wireName;

  ItemFailure(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
