package io.mcp1password.runner.approval;

/** Why the file of remembered approvals is not used. */
public enum StoreDefect {
  /** The file, the key or the folder is a symbolic link, or of another kind than it should be. */
  WRONG_KIND("a symbolic link or no regular file"),
  /** The file, the key or the folder belongs to another user. */
  FOREIGN_OWNER("owned by another user"),
  /** Others may read the file or the key, or write into the folder. */
  OPEN_TO_OTHERS("open to other users"),
  /** There is no key that belongs to the file, or it is not a key. */
  NO_KEY("without its key"),
  /** It was altered, or was made with another key. */
  TAMPERED("altered, or made with another key"),
  /** It is not in the form of a file of remembered approvals of this version. */
  MALFORMED("not in the form of this version"),
  /** It cannot be read or written. */
  UNREADABLE("not readable or not writable");

  private final String text;

  StoreDefect(String text) {
    this.text = text;
  }

  /** What is wrong, in words that follow "it is". */
  public String text() {
    return text;
  }
}
