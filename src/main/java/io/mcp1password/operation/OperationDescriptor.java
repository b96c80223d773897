package io.mcp1password.operation;

import io.mcp1password.config.GateSettings;
import io.mcp1password.model.Capability;
import io.mcp1password.model.Scope;
import io.mcp1password.model.Secret;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One declared operation: what every surface needs to know about it. */
public final class OperationDescriptor {

  private static final Pattern PATH_ARGUMENT = Pattern.compile("\\{([A-Za-z]+)}");

  private final Operation declaration;
  private final Method method;
  private final Object service;
  private final @Nullable RecordShape input;
  private final RecordShape output;
  private final JsonObject inputSchema;
  private final JsonObject outputSchema;

  OperationDescriptor(Object service, Method method) {
    this.service = service;
    this.method = method;
    this.declaration = method.getAnnotation(Operation.class);
    this.input =
        method.getParameterCount() == 0
            ? null
            : RecordShape.of(method.getParameterTypes()[0], RecordShape.Direction.INPUT);
    this.output = RecordShape.of(method.getReturnType(), RecordShape.Direction.OUTPUT);
    this.inputSchema = completeInputSchema();
    this.outputSchema = output.schema().build();
    method.setAccessible(true);
  }

  public String name() {
    return declaration.name();
  }

  public String title() {
    return declaration.title();
  }

  /** The description as it is declared, whatever the gates. */
  public String description() {
    return declaration.description();
  }

  /** The description for a list, which says so where a gate in front is closed. */
  public String description(GateSettings gates) {
    return Stream.of(access(), revealArgument().isPresent() ? Access.REVEAL : access())
        .distinct()
        .filter(each -> !each.isOpen(gates))
        .flatMap(each -> each.gate().stream())
        .map(Gate::refusal)
        .reduce(description(), (text, note) -> text + " " + note);
  }

  public Access access() {
    return declaration.access();
  }

  /** The boolean argument that makes the call a {@link Access#REVEAL}. */
  public Optional<String> revealArgument() {
    return Optional.of(declaration.revealArgument()).filter(name -> !name.isEmpty());
  }

  public Verb verb() {
    return declaration.verb();
  }

  /** The path below the API's base, for example {@code /vaults/{vaultId}}. */
  public String path() {
    return declaration.path();
  }

  /** The names of the path's arguments, in order. */
  public List<String> pathArguments() {
    return PATH_ARGUMENT.matcher(path()).results().map(match -> match.group(1)).toList();
  }

  public Capability requires() {
    return declaration.requires();
  }

  /** The schema of the arguments, the reason and the acknowledgement among them. */
  public JsonObject inputSchema() {
    return inputSchema;
  }

  /** The schema of the result's content. */
  public JsonObject outputSchema() {
    return outputSchema;
  }

  /** Whether the result may carry a plaintext beside its content. */
  public boolean yieldsSecret() {
    return output.members().stream().anyMatch(RecordShape.Member::isSecret);
  }

  /** MCP's {@code idempotentHint}. */
  public boolean idempotent() {
    return access().readOnly() || verb() == Verb.PUT || verb() == Verb.DELETE;
  }

  /**
   * The JSON that a text in a path, query or header stands for, by the argument's type.
   *
   * @return the text itself when it does not fit; the argument check then says so
   */
  public JsonValue parse(String argument, String text) {
    RecordShape.Member member = input == null ? null : input.member(argument);
    return member == null ? Shape.JSON.createValue(text) : member.shape().parse(text);
  }

  /** The given arguments that may be shown to the person who decides: all but the secret ones. */
  public JsonObject shown(JsonObject arguments) {
    JsonObjectBuilder shown = Shape.JSON.createObjectBuilder();
    inputMembers().stream()
        .filter(member -> !member.shape().holdsSecret() && arguments.containsKey(member.name()))
        .forEach(member -> shown.add(member.name(), arguments.get(member.name())));
    return shown.build();
  }

  /** What an access token must grant for a call with these arguments. */
  public Set<Scope> neededScopes(JsonObject arguments) {
    return EnumSet.of(access().scope(), effectiveAccess(arguments).scope());
  }

  /** The access that a call with these arguments asks for. */
  Access effectiveAccess(JsonObject arguments) {
    return revealArgument()
        .map(arguments::get)
        // Anything but a plain no counts as a yes: it is refused later if it is no boolean.
        .filter(value -> !JsonValue.FALSE.equals(value) && !JsonValue.NULL.equals(value))
        .map(value -> Access.REVEAL)
        .orElse(access());
  }

  /** The acknowledgement that the schema shows: the access's own, or that of a possible reveal. */
  public Optional<Acknowledgement> acknowledgement() {
    return revealArgument().isPresent()
        ? Access.REVEAL.acknowledgement()
        : access().acknowledgement();
  }

  /** The arguments of the operation itself. */
  JsonObject withoutAcknowledgement(JsonObject arguments) {
    if (acknowledgement().isEmpty()) {
      return arguments;
    }
    JsonObjectBuilder rest = Shape.JSON.createObjectBuilder(arguments).remove(Access.REASON);
    acknowledgement().ifPresent(demanded -> rest.remove(demanded.argument()));
    return rest.build();
  }

  /** Whether the arguments, the acknowledgement apart, can be understood. */
  boolean accepts(JsonObject arguments) {
    try {
      bind(withoutAcknowledgement(arguments));
      return true;
    } catch (OperationException refusal) {
      return false;
    }
  }

  List<RecordShape.Member> inputMembers() {
    return input == null ? List.of() : input.members();
  }

  List<RecordShape.Member> outputMembers() {
    return output.members();
  }

  /** Checks the arguments, the reason and the acknowledgement taken away, and makes the input. */
  @Nullable Object bind(JsonObject arguments) {
    var problems = new Problems();
    Object result = null;
    if (input != null) {
      result = input.read("", arguments, problems);
    } else {
      arguments.keySet().forEach(name -> problems.add(Problems.name(name), "is not known"));
    }
    if (!problems.isEmpty()) {
      throw new OperationException(ErrorCode.INVALID_ARGUMENTS, problems.text());
    }
    return result;
  }

  /** Calls the method. */
  Object call(@Nullable Object argument) {
    try {
      return input == null ? method.invoke(service) : method.invoke(service, argument);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("operation failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("operation cannot be called", e);
    }
  }

  /** Takes the secret, if there is one, out of the output. */
  OperationResult result(Object answer) {
    Secret secret =
        output.members().stream()
            .filter(RecordShape.Member::isSecret)
            .map(member -> (Secret) member.value(answer))
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(null);
    boolean failed = answer instanceof Fallible outcome && outcome.failed();
    return new OperationResult(output.write(answer), secret, failed);
  }

  private JsonObject completeInputSchema() {
    JsonObject own =
        (input == null ? RecordShape.of(None.class, RecordShape.Direction.INPUT) : input)
            .schema()
            .build();
    if (acknowledgement().isEmpty()) {
      return own;
    }
    Acknowledgement demanded = acknowledgement().get();
    JsonObjectBuilder properties =
        Shape.JSON
            .createObjectBuilder(own.getJsonObject("properties"))
            .add(Access.REASON, reasonSchema())
            .add(demanded.argument(), phraseSchema(demanded));
    var required = Shape.JSON.createArrayBuilder(own.getJsonArray("required"));
    if (revealArgument().isEmpty()) {
      required.add(Access.REASON).add(demanded.argument());
    }
    return Shape.JSON
        .createObjectBuilder(own)
        .add("properties", properties)
        .add("required", required)
        .build();
  }

  private static JsonObjectBuilder reasonSchema() {
    return new Shape.Text(Access.REASON_MIN, Access.REASON_MAX)
        .schema()
        .add("description", "Why this is needed, for the audit log; never put a secret here.");
  }

  private static JsonObjectBuilder phraseSchema(Acknowledgement demanded) {
    JsonArray phrase = Shape.JSON.createArrayBuilder().add(demanded.phrase()).build();
    return Shape.JSON
        .createObjectBuilder()
        .add("type", "string")
        .add("enum", phrase)
        .add("description", "The exact phrase, sent only when the person in charge agrees.");
  }

  /** The input of an operation without arguments. */
  record None() {}
}
