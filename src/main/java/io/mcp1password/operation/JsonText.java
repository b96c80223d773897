package io.mcp1password.operation;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reader of JSON that takes nothing doubtful: malformed UTF-8, a member named twice, text after
 * the value and nesting beyond {@value #MAX_DEPTH} levels are refused.
 *
 * <p>It keeps its own stack, so that nesting costs no stack of the thread.
 */
public final class JsonText {

  /** The JSON implementation, looked up once. */
  public static final JsonProvider JSON = JsonProvider.provider();

  /** The deepest nesting of arrays and objects. */
  public static final int MAX_DEPTH = 64;

  /** The text is not one JSON value, or not one that is taken; the message never quotes it. */
  public static final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MalformedException(String message) {
      super(message);
    }
  }

  private final JsonParser parser;
  private final Deque<Level> open = new ArrayDeque<>();
  private @Nullable JsonValue whole;

  private JsonText(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The value that the bytes hold.
   *
   * @throws MalformedException when they hold no one value
   */
  public static JsonValue parse(byte[] utf8) {
    try (JsonParser parser = JSON.createParser(new StringReader(decoded(utf8)))) {
      return new JsonText(parser).read();
    } catch (CharacterCodingException malformed) {
      throw refusal("The JSON is not valid UTF-8.");
    } catch (JsonException | ArithmeticException | NumberFormatException malformed) {
      throw refusal("The JSON is not valid JSON.");
    } catch (UnsupportedOperationException tooLong) {
      throw refusal("A number in the JSON is too long.");
    }
  }

  private static String decoded(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  private static MalformedException refusal(String message) {
    return new MalformedException(message);
  }

  private JsonValue read() {
    while (parser.hasNext()) {
      switch (parser.next()) {
        case START_OBJECT -> descend(new ObjectLevel());
        case START_ARRAY -> descend(new ArrayLevel());
        case END_OBJECT, END_ARRAY -> take(open.pop().value());
        case KEY_NAME -> open.element().name(parser.getString());
        case VALUE_STRING, VALUE_NUMBER, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
            take(parser.getValue());
      }
    }
    if (whole == null || !open.isEmpty()) {
      throw refusal("The JSON is not valid JSON.");
    }
    return whole;
  }

  private void descend(Level level) {
    if (open.size() == MAX_DEPTH) {
      throw refusal("The JSON is nested deeper than " + MAX_DEPTH + " levels.");
    }
    open.push(level);
  }

  private void take(JsonValue value) {
    if (!open.isEmpty()) {
      open.element().add(value);
    } else if (whole == null) {
      whole = value;
    } else {
      throw refusal("The JSON is more than one JSON value.");
    }
  }

  /** An array or object that is being read. */
  private sealed interface Level {

    void name(String name);

    void add(JsonValue value);

    JsonValue value();
  }

  private record ArrayLevel(JsonArrayBuilder elements) implements Level {

    ArrayLevel() {
      this(JSON.createArrayBuilder());
    }

    @Override
    public void name(String name) {
      throw new IllegalStateException("an array has no names");
    }

    @Override
    public void add(JsonValue value) {
      elements.add(value);
    }

    @Override
    public JsonValue value() {
      return elements.build();
    }
  }

  private static final class ObjectLevel implements Level {

    private final JsonObjectBuilder members = JSON.createObjectBuilder();
    private final Set<String> names = new HashSet<>();
    private String name = "";

    @Override
    public void name(String next) {
      if (!names.add(next)) {
        throw refusal("The JSON names a member of an object twice.");
      }
      name = next;
    }

    @Override
    public void add(JsonValue value) {
      members.add(name, value);
    }

    @Override
    public JsonValue value() {
      return members.build();
    }
  }
}
