package io.mcp1password.operation;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record, described by {@link Arg}, that was read from JSON as strictly as the arguments of an
 * operation: unknown members, wrong types and values out of range are problems.
 *
 * @param value null when there are problems
 * @param problems what is wrong, each with its place; never a value
 */
public record JsonRecord<T>(@Nullable T value, List<String> problems) {

  /** Reads a record of this type from a UTF-8 text. */
  public static <T extends Record> JsonRecord<T> read(Class<T> type, byte[] utf8) {
    try {
      if (!(JsonText.parse(utf8) instanceof JsonObject object)) {
        return new JsonRecord<>(null, List.of("must be a JSON object"));
      }
      var problems = new Problems();
      Object read = RecordShape.of(type, RecordShape.Direction.INPUT).read("", object, problems);
      return new JsonRecord<>(type.cast(read), problems.list());
    } catch (JsonText.MalformedException e) {
      return new JsonRecord<>(null, List.of(String.valueOf(e.getMessage())));
    }
  }
}
