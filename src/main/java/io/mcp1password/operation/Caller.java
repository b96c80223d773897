package io.mcp1password.operation;

import io.mcp1password.model.Principal;
import io.mcp1password.model.WireName;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who calls an operation, as far as it is known.
 *
 * @param client what the client says it is, for example its MCP client name; not to be trusted
 * @param principal who it is as far as that is proven, and what that allows
 */
public record Caller(Surface surface, @Nullable String client, Principal principal) {

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

  private static final int CLIENT_MAX = 100;

  private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

  /**
   * Who called the operation that runs on this thread.
   *
   * @throws java.util.NoSuchElementException when none runs
   */
  public static Caller current() {
    return CURRENT.get();
  }

  /** Carries out an operation for this caller. */
  <T> T carryOut(Supplier<T> operation) {
    return ScopedValue.where(CURRENT, this).call(operation::get);
  }

  /** A caller who may do everything; the self-description is cut to what may stand in a log. */
  public static Caller of(Surface surface, @Nullable String client) {
    return of(surface, client, Principal.OWNER);
  }

  /** A caller whose self-description is cut to what may stand in a log. */
  public static Caller of(Surface surface, @Nullable String client, Principal principal) {
    if (client == null || client.isBlank()) {
      return new Caller(surface, null, principal);
    }
    String plain = client.replaceAll("\\p{Cntrl}", "").strip();
    return new Caller(surface, plain.substring(0, Math.min(CLIENT_MAX, plain.length())), principal);
  }
}
