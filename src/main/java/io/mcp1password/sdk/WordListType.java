package io.mcp1password.sdk;

/** What the words of a memorable password are. */
public enum WordListType implements Wired {
  FULL_WORDS,
  SYLLABLES,
  THREE_LETTERS,
  /** A name that this version does not know; it can be read, and never sent. */
  UNKNOWN;

  @Override
  public String wireName() {
    return Wired.lowerCamel(this);
  }
}
