package io.mcp1password.service;

import io.mcp1password.model.Field;
import io.mcp1password.model.Item;
import io.mcp1password.model.Secret;
import io.mcp1password.model.SecretReference;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.OperationException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows a secret reference to the field that it means. */
final class SecretResolver {

  /** Where a reference leads. */
  record Target(Item item, Field field, SecretReference.Attribute attribute) {

    /**
     * What the reference stands for.
     *
     * @throws OperationException when the field has no current one-time code and one is meant
     */
    Secret value() {
      return switch (attribute) {
        case VALUE -> field.value();
        case TITLE -> Secret.of(field.title());
        case ID -> Secret.of(field.id());
        case TYPE -> Secret.of(field.fieldType().wireName());
        case PURPOSE -> Secret.of(field.purpose() == null ? "" : field.purpose().name());
        case OTP -> code();
      };
    }

    private Secret code() {
      if (field.code() == null || field.code().isEmpty()) {
        throw new OperationException(
            ErrorCode.NOT_FOUND,
            "The field has no one-time code; attribute=otp needs a TOTP field.");
      }
      return field.code();
    }
  }

  private final ScopedBackend backend;

  SecretResolver(ScopedBackend backend) {
    this.backend = backend;
  }

  /** Reads a reference; a malformed one is refused without repeating it. */
  static SecretReference parse(String argument, String text) {
    try {
      return SecretReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw new OperationException(
          ErrorCode.INVALID_ARGUMENTS,
          "Invalid arguments: " + argument + " " + e.getMessage() + ".");
    }
  }

  Target resolve(SecretReference reference) {
    Item item = backend.item(reference.vault(), reference.item());
    Field field = new FieldFinder(item).find(reference.section(), reference.field());
    return new Target(item, field, reference.attribute());
  }

  /**
   * The values of several references: in one request where the backend can do so, else each item is
   * fetched once, all at the same time.
   *
   * @throws OperationException when one of them cannot be had
   */
  Map<SecretReference, Secret> values(Collection<SecretReference> references) {
    var values = new HashMap<>(backend.resolve(references));
    values.putAll(
        fetched(references.stream().filter(each -> !values.containsKey(each)).distinct().toList()));
    return values;
  }

  private Map<SecretReference, Secret> fetched(List<SecretReference> references) {
    Map<ScopedBackend.ItemPlace, List<SecretReference>> byItem =
        references.stream()
            .collect(
                Collectors.groupingBy(
                    each -> new ScopedBackend.ItemPlace(each.vault(), each.item())));
    List<Callable<Map<SecretReference, Secret>>> fetches =
        byItem.entrySet().stream()
            .<Callable<Map<SecretReference, Secret>>>map(
                each -> () -> values(each.getKey(), each.getValue()))
            .toList();
    var values = new HashMap<SecretReference, Secret>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Map<SecretReference, Secret>> each : executor.invokeAll(fetches)) {
        values.putAll(each.get());
      }
      return values;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof OperationException told
          ? told
          : new IllegalStateException("a secret cannot be fetched", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationException(ErrorCode.BACKEND_TIMEOUT, "The secrets took too long.");
    }
  }

  private Map<SecretReference, Secret> values(
      ScopedBackend.ItemPlace place, List<SecretReference> references) {
    Item item = backend.item(place.vault(), place.item());
    var finder = new FieldFinder(item);
    return references.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                each ->
                    new Target(item, finder.find(each.section(), each.field()), each.attribute())
                        .value()));
  }

  /**
   * A field of an item, in whatever section.
   *
   * @param field null for the item's password
   */
  Target resolve(String vault, String itemIdOrTitle, @Nullable String field) {
    Item item = backend.item(vault, itemIdOrTitle);
    var finder = new FieldFinder(item);
    Field found = field == null ? finder.password() : finder.findAnywhere(field);
    return new Target(item, found, SecretReference.Attribute.VALUE);
  }
}
