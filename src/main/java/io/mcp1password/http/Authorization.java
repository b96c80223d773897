package io.mcp1password.http;

import io.helidon.common.context.Context;
import io.helidon.common.context.Contexts;
import io.mcp1password.model.Principal;
import io.mcp1password.model.Scope;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the guard found out about a request: who is behind it, and how it is told that it needs
 * more.
 */
public record Authorization(Principal principal, Challenge challenge) {

  /**
   * That of the request whose thread this is.
   *
   * @throws IllegalStateException when no guard has let it in
   */
  public static Authorization current() {
    return Contexts.context()
        .flatMap(context -> context.get(Authorization.class))
        .orElseThrow(() -> new IllegalStateException("The request has passed no guard."));
  }

  /**
   * The header of the refusal of a call that needs these scopes. It names those that the caller has
   * as well, since a client may get a new token for just the scopes that are named.
   */
  public String insufficientScope(Collection<Scope> needed) {
    Set<Scope> all = EnumSet.copyOf(needed);
    all.addAll(principal.scopes());
    return challenge.insufficientScope(all);
  }

  /** Leaves it for the handlers of the request. */
  void leaveIn(Context context) {
    context.register(this);
  }
}
