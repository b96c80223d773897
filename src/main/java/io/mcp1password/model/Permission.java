package io.mcp1password.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A right on a vault. The bits are those of the official 1Password SDK; a mask of 0 means none. */
public enum Permission implements WireName {
  RECOVER_VAULT(1),
  MANAGE_VAULT(1 << 1),
  REVEAL_ITEM_PASSWORD(1 << 4),
  READ_ITEMS(1 << 5),
  UPDATE_ITEMS(1 << 6),
  CREATE_ITEMS(1 << 7),
  ARCHIVE_ITEMS(1 << 8),
  DELETE_ITEMS(1 << 9),
  UPDATE_ITEM_HISTORY(1 << 10),
  SEND_ITEMS(1 << 20),
  IMPORT_ITEMS(1 << 21),
  EXPORT_ITEMS(1 << 22),
  PRINT_ITEMS(1 << 23);

  private final int bit;

  Permission(int bit) {
    this.bit = bit;
  }

  /** The permission's bit in a mask. */
  public int bit() {
    return bit;
  }

  @Override
  public String wireName() {
    return name();
  }

  /** The permissions whose bit is set, in the order of declaration; unknown bits are left out. */
  public static List<Permission> ofMask(int mask) {
    return Arrays.stream(values()).filter(each -> (mask & each.bit) != 0).toList();
  }

  /** The mask that has exactly these permissions' bits set. */
  public static int mask(Collection<Permission> permissions) {
    return permissions.stream().mapToInt(Permission::bit).reduce(0, (left, right) -> left | right);
  }
}
