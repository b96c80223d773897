package io.mcp1password.mcp;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server offers, beyond the protocol itself; null for what it does not have.
 *
 * @param changes which changes clients are told of
 * @param logging whether calls send log messages to their client
 */
record Features(
    Tools tools,
    @Nullable Resources resources,
    @Nullable Prompts prompts,
    @Nullable Completions completions,
    Changes changes,
    boolean logging) {

  /** Tools that never change, and nothing else. */
  static Features of(Tools tools) {
    return new Features(tools, null, null, null, new Changes(Set.of()), false);
  }

  Features with(Resources added) {
    return new Features(tools, added, prompts, completions, changes, logging);
  }

  Features with(Prompts added) {
    return new Features(tools, resources, added, completions, changes, logging);
  }

  Features with(Completions added) {
    return new Features(tools, resources, prompts, added, changes, logging);
  }

  Features with(Changes added) {
    return new Features(tools, resources, prompts, completions, added, logging);
  }

  Features withLogging() {
    return new Features(tools, resources, prompts, completions, changes, true);
  }

  /** Whether requests of this method are answered. */
  boolean serves(Method method) {
    return switch (method) {
      case INITIALIZE, PING, SERVER_DISCOVER, SUBSCRIPTIONS_LISTEN, TOOLS_LIST, TOOLS_CALL -> true;
      case RESOURCES_LIST, RESOURCES_TEMPLATES_LIST, RESOURCES_READ -> resources != null;
      case RESOURCES_SUBSCRIBE, RESOURCES_UNSUBSCRIBE -> changes.has(Change.Kind.RESOURCE);
      case PROMPTS_LIST, PROMPTS_GET -> prompts != null;
      case COMPLETION_COMPLETE -> completions != null;
      case LOGGING_SET_LEVEL -> logging;
    };
  }
}
