package io.mcp1password.operation;

import io.mcp1password.model.Secret;
import io.mcp1password.model.WireName;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a record: its components, each described by {@link Arg}. */
final class RecordShape {

  /** The most characters of a text argument that sets no limit of its own. */
  private static final long DEFAULT_TEXT_MAX = 1_000;

  /**
   * A component of the record.
   *
   * @param fallback the value when absent; null when there is none
   */
  record Member(
      String name, Shape shape, Arg arg, boolean required, @Nullable Object fallback, Method get) {

    Object value(Object owner) {
      try {
        return get.invoke(owner);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("component " + name + " cannot be read", e);
      }
    }

    boolean isSecret() {
      return shape instanceof Shape.Hidden;
    }
  }

  /** Whether a record is what a caller sends or what it gets. */
  enum Direction {
    INPUT,
    OUTPUT
  }

  private static final List<Class<?>> WHOLE =
      List.of(int.class, Integer.class, long.class, Long.class);

  private final Direction direction;
  private final Constructor<?> constructor;
  private final Map<String, Member> members = new LinkedHashMap<>();

  private RecordShape(Class<?> type, Direction direction) throws NoSuchMethodException {
    this.direction = direction;
    RecordComponent[] components = type.getRecordComponents();
    constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
    constructor.setAccessible(true);
    for (RecordComponent component : components) {
      members.put(component.getName(), member(type, component));
    }
  }

  /**
   * The shape of a record.
   *
   * @throws IllegalArgumentException when it is no record, or a component is not described or of a
   *     type that has no shape
   */
  static RecordShape of(Class<?> type, Direction direction) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type.getSimpleName() + " is not a record");
    }
    try {
      return new RecordShape(type, direction);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type.getSimpleName() + " has no constructor", e);
    }
  }

  List<Member> members() {
    return List.copyOf(members.values());
  }

  @Nullable Member member(String name) {
    return members.get(name);
  }

  /**
   * The schema: an object with these members and no others; secrets that are results are left out.
   */
  JsonObjectBuilder schema() {
    JsonObjectBuilder properties = Shape.JSON.createObjectBuilder();
    JsonArrayBuilder required = Shape.JSON.createArrayBuilder();
    for (Member member : members.values()) {
      if (direction == Direction.OUTPUT && member.isSecret()) {
        continue;
      }
      properties.add(member.name(), propertySchema(member));
      if (member.required()) {
        required.add(member.name());
      }
    }
    return Shape.JSON
        .createObjectBuilder()
        .add("type", "object")
        .add("properties", properties)
        .add("required", required)
        .add("additionalProperties", false);
  }

  private static JsonObjectBuilder propertySchema(Member member) {
    JsonObjectBuilder schema = member.shape().schema().add("description", member.arg().value());
    return member.arg().defaultValue().isEmpty()
        ? schema
        : schema.add("default", json(member.arg().defaultValue()));
  }

  /** The record that the JSON stands for, or null after telling the problems what is wrong. */
  @Nullable Object read(String prefix, JsonObject json, Problems problems) {
    @Nullable Object[] values = new @Nullable Object[members.size()];
    int index = 0;
    int before = problems.count();
    for (Member member : members.values()) {
      values[index++] = readMember(prefix, member, json.get(member.name()), problems);
    }
    json.keySet().stream()
        .filter(name -> !members.containsKey(name))
        .forEach(name -> problems.add(prefix + Problems.name(name), "is not known"));
    return problems.count() == before ? construct(values) : null;
  }

  private static @Nullable Object readMember(
      String prefix, Member member, @Nullable JsonValue json, Problems problems) {
    if (json != null && !JsonValue.NULL.equals(json)) {
      return member.shape().read(prefix + member.name(), json, problems);
    }
    return member.required()
        ? problems.add(prefix + member.name(), "is required")
        : member.fallback();
  }

  private Object construct(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof OperationException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("record cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("record cannot be made", e);
    }
  }

  /** The JSON of a record; null components and a secret are left out. */
  JsonObject write(Object value) {
    JsonObjectBuilder result = Shape.JSON.createObjectBuilder();
    for (Member member : members.values()) {
      Object each = member.value(value);
      if (each != null && !member.isSecret()) {
        result.add(member.name(), member.shape().write(each));
      }
    }
    return result.build();
  }

  private Member member(Class<?> type, RecordComponent component) {
    String place = type.getSimpleName() + "." + component.getName();
    Arg arg = component.getAnnotation(Arg.class);
    if (arg == null || arg.value().isBlank()) {
      throw new IllegalArgumentException(place + " is not described by @Arg");
    }
    Shape shape =
        shape(
            place,
            component.getGenericType(),
            new Bounds(arg.min(), arg.max()),
            new Bounds(arg.elementMin(), arg.elementMax()));
    Object fallback =
        arg.defaultValue().isEmpty()
            ? null
            : shape.read(place, json(arg.defaultValue()), new Problems());
    boolean optional =
        fallback != null || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    component.getAccessor().setAccessible(true);
    return new Member(
        component.getName(), shape, arg, !optional, fallback, component.getAccessor());
  }

  /** Limits of a number, or of the size of a text or a list. */
  private record Bounds(long min, long max) {}

  private Shape shape(String place, Type type, Bounds own, Bounds element) {
    long min = own.min();
    long max = own.max();
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return new Shape.Many(element(place, generic, 0, element), Math.max(0, min), max);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      return new Shape.Dictionary(element(place, generic, 1, element));
    }
    return switch (type) {
      case Class<?> text when text == String.class -> text(min, max);
      case Class<?> secret when secret == Secret.class -> new Shape.Hidden(text(min, max));
      case Class<?> number when WHOLE.contains(number) -> new Shape.Whole(number, min, max);
      case Class<?> flag when flag == boolean.class || flag == Boolean.class -> new Shape.Flag();
      case Class<?> time when time == Instant.class -> new Shape.Time();
      case Class<?> choice when choice.isEnum() && WireName.class.isAssignableFrom(choice) ->
          Shape.Choice.of(choice);
      case Class<?> nested when nested.isRecord() -> new Shape.Structure(of(nested, direction));
      default -> throw new IllegalArgumentException(place + " has a type without a shape");
    };
  }

  private Shape element(String place, ParameterizedType generic, int index, Bounds bounds) {
    return shape(place, generic.getActualTypeArguments()[index], bounds, bounds);
  }

  /** A text argument is never blank nor endless unless it says so; a text result is what it is. */
  private Shape.Text text(long min, long max) {
    boolean input = direction == Direction.INPUT;
    return new Shape.Text(
        min == Long.MIN_VALUE ? (input ? 1 : 0) : min,
        max == Long.MAX_VALUE && input ? DEFAULT_TEXT_MAX : max);
  }

  private static JsonValue json(String text) {
    try (var reader = Shape.JSON.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }
}
