package io.mcp1password.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a filter: {@code eq}, {@code co} and {@code pr} on {@code title}, {@code name} or {@code
 * tag}, joined by {@code and}, {@code or} and parentheses; values stand in double quotes.
 */
final class FilterParser {

  private static final int MAX_DEPTH = 32;

  private final String text;
  private int position;
  private int depth;

  FilterParser(String text) {
    this.text = text;
  }

  ItemFilter parse() {
    ItemFilter filter = anyOf();
    skipSpaces();
    if (position < text.length()) {
      throw invalid();
    }
    return filter;
  }

  private ItemFilter anyOf() {
    List<ItemFilter> parts = new ArrayList<>();
    do {
      parts.add(allOf());
    } while (accept("or"));
    return parts.size() == 1 ? parts.getFirst() : new ItemFilter.AnyOf(parts);
  }

  private ItemFilter allOf() {
    List<ItemFilter> parts = new ArrayList<>();
    do {
      parts.add(condition());
    } while (accept("and"));
    return parts.size() == 1 ? parts.getFirst() : new ItemFilter.AllOf(parts);
  }

  private ItemFilter condition() {
    skipSpaces();
    if (!text.startsWith("(", position)) {
      return attribute();
    }
    position++;
    if (++depth > MAX_DEPTH) {
      throw invalid();
    }
    ItemFilter inner = anyOf();
    skipSpaces();
    if (!text.startsWith(")", position)) {
      throw invalid();
    }
    position++;
    depth--;
    return inner;
  }

  private ItemFilter attribute() {
    ItemFilter.Name name =
        switch (word()) {
          case "title", "name" -> ItemFilter.Name.TITLE;
          case "tag", "tags" -> ItemFilter.Name.TAG;
          default -> throw invalid();
        };
    return switch (word()) {
      case "eq" -> new ItemFilter.Attribute(name, quoted()::equals);
      case "co" -> {
        String part = quoted();
        yield new ItemFilter.Attribute(name, value -> value.contains(part));
      }
      case "pr" -> new ItemFilter.Attribute(name, value -> !value.isEmpty());
      default -> throw invalid();
    };
  }

  private boolean accept(String keyword) {
    int before = position;
    if (word().equals(keyword)) {
      return true;
    }
    position = before;
    return false;
  }

  private String word() {
    skipSpaces();
    int start = position;
    while (position < text.length() && Character.isLetter(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position).toLowerCase(Locale.ROOT);
  }

  private String quoted() {
    skipSpaces();
    if (!text.startsWith("\"", position)) {
      throw invalid();
    }
    position++;
    var value = new StringBuilder();
    while (position < text.length() && text.charAt(position) != '"') {
      if (text.charAt(position) == '\\') {
        position++;
      }
      if (position < text.length()) {
        value.append(text.charAt(position++));
      }
    }
    if (position >= text.length()) {
      throw invalid();
    }
    position++;
    return value.toString();
  }

  private void skipSpaces() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private static Refusal invalid() {
    return Refusal.badRequest("Invalid filter");
  }
}
