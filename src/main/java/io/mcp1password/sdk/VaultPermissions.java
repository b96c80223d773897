package io.mcp1password.sdk;

/** The rights on a vault, as bits; a mask is their sum. */
public final class VaultPermissions {

  public static final int NO_ACCESS = 0;
  public static final int RECOVER_VAULT = 1;
  public static final int MANAGE_VAULT = 1 << 1;
  public static final int REVEAL_ITEM_PASSWORD = 1 << 4;
  public static final int READ_ITEMS = 1 << 5;
  public static final int UPDATE_ITEMS = 1 << 6;
  public static final int CREATE_ITEMS = 1 << 7;
  public static final int ARCHIVE_ITEMS = 1 << 8;
  public static final int DELETE_ITEMS = 1 << 9;
  public static final int UPDATE_ITEM_HISTORY = 1 << 10;
  public static final int SEND_ITEMS = 1 << 20;
  public static final int IMPORT_ITEMS = 1 << 21;
  public static final int EXPORT_ITEMS = 1 << 22;
  public static final int PRINT_ITEMS = 1 << 23;

  private VaultPermissions() {}
}
