package io.mcp1password.mcp;

import java.util.Map;

/** Ends a call without a session, because the client must first answer these questions. */
final class InputRequired extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Map<String, Question> questions;

  InputRequired(Map<String, Question> questions) {
    super("input required", null, false, false);
    this.questions = Map.copyOf(questions);
  }

  Map<String, Question> questions() {
    return questions;
  }
}
