package io.mcp1password.mcp;

import java.util.List;
import java.util.Map;

/** What a server suggests for the arguments of its prompts and resource templates. */
interface Completions {

  /**
   * An argument that is being typed.
   *
   * @param kind what it belongs to
   * @param of the prompt's name, or the template's URI
   * @param others the arguments that are known already
   */
  record Typed(Kind kind, String of, String argument, String begun, Map<String, String> others) {

    public Typed {
      others = Map.copyOf(others);
    }
  }

  /** What an argument can belong to. */
  enum Kind {
    PROMPT,
    RESOURCE_TEMPLATE
  }

  /** The suggestions, the best first; none when there is nothing to suggest. */
  List<String> complete(Typed typed, Call call);
}
