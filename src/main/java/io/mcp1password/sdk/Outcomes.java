package io.mcp1password.sdk;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The core's answers to what was asked for several things at once. */
final class Outcomes {

  private static final String RESPONSES = "individualResponses";

  private Outcomes() {}

  /** One outcome each, in the order of the request. */
  static List<Outcome<Item, ItemFailure>> ofItems(JsonValue answer) {
    return Members.of(answer).list(RESPONSES, each -> of(each, Outcomes::item, ItemFailure.class));
  }

  /** One outcome for each id; a success has the id as its value. */
  static Map<String, Outcome<String, ItemFailure>> ofIds(JsonValue answer) {
    return byKey(answer, (key, each) -> of(each, _ -> key, ItemFailure.class));
  }

  /** One outcome for each reference. */
  static Map<String, Outcome<ResolvedReference, ResolveFailure>> ofReferences(JsonValue answer) {
    return byKey(answer, (_, each) -> of(each, Outcomes::reference, ResolveFailure.class));
  }

  private interface Reading<T> {
    T read(String key, Members response);
  }

  private static <T> Map<String, T> byKey(JsonValue answer, Reading<T> reading) {
    return Members.of(answer)
        .object(RESPONSES)
        .orElseThrow(Members::unreadable)
        .objects()
        .entrySet()
        .stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, each -> reading.read(each.getKey(), each.getValue())));
  }

  private static <T, F extends Enum<F> & Wired> Outcome<T, F> of(
      Members response, Function<Members, T> value, Class<F> reasons) {
    return response
        .object("error")
        .<Outcome<T, F>>map(error -> new Outcome.Failed<>(error.constant("type", reasons)))
        .orElseGet(() -> new Outcome.Done<>(value.apply(response)));
  }

  private static Item item(Members response) {
    return Item.of(content(response));
  }

  private static ResolvedReference reference(Members response) {
    return ResolvedReference.of(content(response));
  }

  private static Members content(Members response) {
    return response.object("content").orElseThrow(Members::unreadable);
  }
}
