package io.mcp1password.mcp;

import java.util.Arrays;
import java.util.Optional;

/** What a client may ask for. */
enum Method {
  INITIALIZE("initialize", Era.SESSIONS),
  PING("ping", Era.SESSIONS),
  LOGGING_SET_LEVEL("logging/setLevel", Era.SESSIONS),
  RESOURCES_SUBSCRIBE("resources/subscribe", Era.SESSIONS),
  RESOURCES_UNSUBSCRIBE("resources/unsubscribe", Era.SESSIONS),
  SERVER_DISCOVER("server/discover", Era.STATELESS),
  SUBSCRIPTIONS_LISTEN("subscriptions/listen", Era.STATELESS),
  TOOLS_LIST("tools/list", Era.BOTH),
  TOOLS_CALL("tools/call", Era.BOTH),
  RESOURCES_LIST("resources/list", Era.BOTH),
  RESOURCES_TEMPLATES_LIST("resources/templates/list", Era.BOTH),
  RESOURCES_READ("resources/read", Era.BOTH),
  PROMPTS_LIST("prompts/list", Era.BOTH),
  PROMPTS_GET("prompts/get", Era.BOTH),
  COMPLETION_COMPLETE("completion/complete", Era.BOTH);

  private enum Era {
    SESSIONS,
    STATELESS,
    BOTH
  }

  private final String wireName;
  private final Era era;

  Method(String wireName, Era era) {
    this.wireName = wireName;
    this.era = era;
  }

  String wireName() {
    return wireName;
  }

  /** The method of this name, if the revision has one. */
  static Optional<Method> of(String name, Revision revision) {
    return Arrays.stream(values())
        .filter(each -> each.wireName.equals(name) && each.isOf(revision))
        .findFirst();
  }

  private boolean isOf(Revision revision) {
    return switch (era) {
      case SESSIONS -> revision.hasSessions();
      case STATELESS -> !revision.hasSessions();
      case BOTH -> true;
    };
  }
}
