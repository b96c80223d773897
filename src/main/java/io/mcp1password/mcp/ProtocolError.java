package io.mcp1password.mcp;

/** Why a message was refused by the protocol, with its JSON-RPC code. */
enum ProtocolError {
  PARSE_ERROR(-32700),
  INVALID_REQUEST(-32600),
  METHOD_NOT_FOUND(-32601),
  INVALID_PARAMS(-32602),
  INTERNAL(-32603),
  /** A limit of the server is reached; JSON-RPC has no code of its own for it. */
  OVERLOADED(-32603);

  private final int code;

  ProtocolError(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
