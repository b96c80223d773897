package io.mcp1password.sdk;

import java.security.MessageDigest;

/** The content of a file. It prints as a mask, since it may be secret. */
public final class FileContent {

  private final byte[] bytes;

  private FileContent(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static FileContent of(byte[] bytes) {
    return new FileContent(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileContent content && MessageDigest.isEqual(bytes, content.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return "[" + bytes.length + " bytes]";
  }
}
