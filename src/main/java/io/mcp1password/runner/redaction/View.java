package io.mcp1password.runner.redaction;

/** A way to look at a stream: it takes back one kind of writing before patterns are looked for. */
enum View {
  PLAIN,
  PERCENT_DECODED,
  JSON_UNESCAPED,
  UNWRAPPED;

  /** The fewest characters that are found although they are wrapped; fewer occur by chance. */
  static final int SHORTEST_WRAPPED = 8;

  /** The stages, the first of which takes the stream's bytes. */
  Stage before(Matching matching) {
    return switch (this) {
      case PLAIN -> new Utf8Decoding(matching);
      case PERCENT_DECODED -> new PercentDecoding(new Utf8Decoding(matching));
      case JSON_UNESCAPED -> new Utf8Decoding(new JsonUnescaping(matching));
      case UNWRAPPED -> new Utf8Decoding(new Unwrapping(matching));
    };
  }

  int shortestMatch() {
    return this == UNWRAPPED ? SHORTEST_WRAPPED : 1;
  }
}
