package io.mcp1password.mcp;

/** Why a message was refused by the protocol, with its JSON-RPC code. */
enum ProtocolError {
  PARSE_ERROR(-32700),
  INVALID_REQUEST(-32600),
  METHOD_NOT_FOUND(-32601),
  INVALID_PARAMS(-32602),
  /** What every request of the stateless revision must say about itself is missing or wrong. */
  INVALID_META(-32602),
  INTERNAL(-32603),
  /** The caller's access token does not grant what the call needs. */
  INSUFFICIENT_SCOPE(-32600),
  /** A limit of the server is reached; JSON-RPC has no code of its own for it. */
  OVERLOADED(-32603),
  /** Of revisions with sessions; the stateless one uses {@link #INVALID_PARAMS}. */
  RESOURCE_NOT_FOUND(-32002),
  HEADER_MISMATCH(-32020),
  MISSING_CAPABILITY(-32021),
  UNSUPPORTED_VERSION(-32022);

  private final int code;

  ProtocolError(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
