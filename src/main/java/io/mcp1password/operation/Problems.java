package io.mcp1password.operation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a call's arguments, by argument; it never holds a value. */
final class Problems {

  private static final int MAX_TOLD = 20;

  private final List<String> found = new ArrayList<>();

  /** Adds one; returns null so that a reader can return it. */
  @Nullable Object add(String argument, String problem) {
    found.add(argument + " " + problem);
    return null;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int count() {
    return found.size();
  }

  /** All of them, one by one. */
  List<String> list() {
    return List.copyOf(found);
  }

  /** All of them in a sentence. */
  String text() {
    return "Invalid arguments: " + told();
  }

  /** All of them, as the end of a sentence. */
  String told() {
    String told = String.join("; ", found.subList(0, Math.min(MAX_TOLD, found.size())));
    return told + (found.size() > MAX_TOLD ? "; and more." : ".");
  }

  /** A range in words. */
  static String range(long min, long max) {
    if (max == Long.MAX_VALUE) {
      return min + " or more";
    }
    if (min == Long.MIN_VALUE) {
      return max + " or less";
    }
    return min == max ? "exactly " + min : "from " + min + " to " + max;
  }

  /** A name that a caller sent, or a stand-in when it is not a plain name: it might be a value. */
  static String name(String given) {
    return given.matches("[A-Za-z_][A-Za-z0-9_-]{0,63}") ? given : "(unnamed)";
  }
}
