package io.mcp1password.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A condition on vaults or items in Connect's subset of SCIM filters. */
sealed interface ItemFilter {

  /** Whether the vault or item fulfils the condition. */
  boolean matches(JsonObject subject);

  /**
   * The filter of a request; none means that everything matches.
   *
   * @throws Refusal 400 when it cannot be understood
   */
  static ItemFilter of(@Nullable String text) {
    return text == null || text.isBlank() ? new Everything() : new FilterParser(text).parse();
  }

  /** No condition at all. */
  record Everything() implements ItemFilter {

    @Override
    public boolean matches(JsonObject subject) {
      return true;
    }
  }

  /** Any of several conditions. */
  record AnyOf(List<ItemFilter> parts) implements ItemFilter {

    @Override
    public boolean matches(JsonObject subject) {
      return parts.stream().anyMatch(part -> part.matches(subject));
    }
  }

  /** All of several conditions. */
  record AllOf(List<ItemFilter> parts) implements ItemFilter {

    @Override
    public boolean matches(JsonObject subject) {
      return parts.stream().allMatch(part -> part.matches(subject));
    }
  }

  /** A condition on one attribute, of which several values may be there. */
  record Attribute(Name name, Predicate<String> condition) implements ItemFilter {

    @Override
    public boolean matches(JsonObject subject) {
      return name.values(subject).anyMatch(condition);
    }
  }

  /** What a condition can be about. */
  enum Name {
    /** An item's title; for a vault, which has a name only, clients ask by title as well. */
    TITLE,
    TAG;

    Stream<String> values(JsonObject subject) {
      return switch (this) {
        case TITLE -> Stream.of(subject.getString("title", subject.getString("name", "")));
        case TAG -> subject.get("tags") instanceof JsonArray tags ? texts(tags) : Stream.empty();
      };
    }

    private static Stream<String> texts(JsonArray array) {
      return array.stream()
          .filter(JsonString.class::isInstance)
          .map(JsonString.class::cast)
          .map(JsonString::getString);
    }
  }
}
