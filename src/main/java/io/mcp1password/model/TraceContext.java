package io.mcp1password.model;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A caller's place in a distributed trace, as W3C Trace Context (version 00) writes it.
 *
 * <p>The place of the current work goes with its thread, and with each thread that it starts.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 lower-case hex digits, not all zero
 * @param flags 2 lower-case hex digits
 */
public record TraceContext(String traceId, String spanId, String flags) {

  /** The name of the HTTP header, and of the member of an MCP request's {@code _meta}. */
  public static final String NAME = "traceparent";

  private static final Pattern SYNTAX =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

  /** The flags that version 00 and its successor define: sampled, and random trace id. */
  private static final int KNOWN_FLAGS = 0b11;

  private static final InheritableThreadLocal<@Nullable TraceContext> CURRENT =
      new InheritableThreadLocal<>();

  /** The place that is written here; empty when it is malformed or of another version. */
  public static Optional<TraceContext> parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    return parts.matches()
        ? Optional.of(new TraceContext(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /** The place of what is being done now. */
  public static Optional<TraceContext> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Does the work at this place, or, when there is none, where the thread is already. */
  public static <T> T call(Optional<TraceContext> place, Supplier<T> work) {
    if (place.isEmpty()) {
      return work.get();
    }
    TraceContext before = CURRENT.get();
    CURRENT.set(place.get());
    try {
      return work.get();
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }

  /** The same, for work that gives nothing. */
  public static void run(Optional<TraceContext> place, Runnable work) {
    Boolean _ =
        call(
            place,
            () -> {
              work.run();
              return true;
            });
  }

  /** A new place in the same trace, for a call to another service. */
  public TraceContext child() {
    long id;
    do {
      id = ThreadLocalRandom.current().nextLong();
    } while (id == 0);
    int known = Integer.parseInt(flags, 16) & KNOWN_FLAGS;
    return new TraceContext(traceId, "%016x".formatted(id), "%02x".formatted(known));
  }

  /** The value of the header. */
  public String header() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }
}
