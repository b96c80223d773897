package io.mcp1password.operation;

import io.mcp1password.model.WireName;
import org.jspecify.annotations.Nullable;

/**
 * Who calls an operation, as far as it is known.
 *
 * @param client what the client says it is, for example its MCP client name; not to be trusted
 */
public record Caller(Surface surface, @Nullable String client) {

  /** The face of the service through which the call came. */
  public enum Surface implements WireName {
    MCP_HTTP,
    MCP_STDIO,
    REST;

    @Override
    public String wireName() {
      return WireName.lowerCamel(this);
    }
  }
}
