package io.mcp1password.http;

/** A PEM file that cannot be used; the message names the flag and the trouble, and no path. */
public final class TlsFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TlsFileException(String message) {
    super(message);
  }
}
