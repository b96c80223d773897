package io.mcp1password.backend.connect;

import io.mcp1password.backend.BackendException;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON binding of the Connect client, apart from every other one of the process.
 *
 * <p>Each object is parsed as a whole before it is read. The binding's own way skips members it
 * does not know, and the parser (Parsson 1.1.7) never returns from skipping a value that is cut
 * off: any server could stop a thread for good. What is not an object is read as null.
 */
final class ConnectJson {

  private final Jsonb jsonb =
      JsonbBuilder.create(
          new JsonbConfig()
              .withPropertyVisibilityStrategy(new Nothing())
              .withDeserializers(
                  new VaultReader(), new ItemReader(), new DocumentReader(), new HealthReader()));

  /**
   * The value that an answer holds: an object, or an array of them.
   *
   * @throws BackendException when it holds none
   */
  <T> T read(byte[] answer, Class<T> type) {
    try {
      T read = jsonb.fromJson(new ByteArrayInputStream(answer), type);
      if (read != null) {
        return read;
      }
    } catch (JsonException | JsonbException _) {
      // Its message quotes what it was reading, which may be a secret.
    }
    throw ConnectFailures.unreadable();
  }

  private static <T> @Nullable T object(JsonParser parser, Function<JsonMembers, T> reader) {
    return parser.getValue() instanceof JsonObject object
        ? reader.apply(new JsonMembers(object))
        : null;
  }

  /** Keeps the binding off the records' members, which it would look at although it reads none. */
  private static final class Nothing implements PropertyVisibilityStrategy {

    @Override
    public boolean isVisible(Field field) {
      return false;
    }

    @Override
    public boolean isVisible(Method method) {
      return false;
    }
  }

  /** Reads a vault. */
  private static final class VaultReader implements JsonbDeserializer<ConnectVault> {

    @Override
    public @Nullable ConnectVault deserialize(
        JsonParser parser, DeserializationContext context, Type type) {
      return object(parser, ConnectVault::of);
    }
  }

  /** Reads an item. */
  private static final class ItemReader implements JsonbDeserializer<ConnectItem> {

    @Override
    public @Nullable ConnectItem deserialize(
        JsonParser parser, DeserializationContext context, Type type) {
      return object(parser, ConnectItem::of);
    }
  }

  /** Reads an item with all that it holds. */
  private static final class DocumentReader implements JsonbDeserializer<ItemDocument> {

    @Override
    public @Nullable ItemDocument deserialize(
        JsonParser parser, DeserializationContext context, Type type) {
      return parser.getValue() instanceof JsonObject object ? new ItemDocument(object) : null;
    }
  }

  /** Reads the health. */
  private static final class HealthReader implements JsonbDeserializer<ConnectHealth> {

    @Override
    public @Nullable ConnectHealth deserialize(
        JsonParser parser, DeserializationContext context, Type type) {
      return object(parser, ConnectHealth::of);
    }
  }
}
