package io.mcp1password.operation;

import io.mcp1password.config.GateSettings;
import io.mcp1password.model.Capability;
import jakarta.json.JsonObject;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every declared operation, and which of them this server offers. */
public final class OperationCatalog {

  private final Map<String, OperationDescriptor> operations;
  private final GateSettings gates;
  private final Set<Capability> capabilities;

  private OperationCatalog(
      Map<String, OperationDescriptor> operations,
      GateSettings gates,
      Set<Capability> capabilities) {
    this.operations = operations;
    this.gates = gates;
    this.capabilities = Set.copyOf(capabilities);
  }

  /**
   * Collects the operations of the services.
   *
   * @throws IllegalStateException naming every problem of every declaration at once
   */
  public static OperationCatalog of(
      Collection<?> services, GateSettings gates, Set<Capability> capabilities) {
    var found = new ArrayList<OperationDescriptor>();
    var problems = new ArrayList<String>();
    for (Object service : services) {
      for (Method method : declared(service.getClass())) {
        try {
          found.add(new OperationDescriptor(service, method));
        } catch (IllegalArgumentException e) {
          problems.add(method.getAnnotation(Operation.class).name() + ": " + e.getMessage());
        }
      }
    }
    found.forEach(operation -> problems.addAll(DeclarationCheck.problems(operation)));
    problems.addAll(duplicates(found));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "The operations are not declared well:\n" + String.join("\n", problems));
    }
    // By name: an order that a client can rely on whatever the order of reflection.
    var byName = new LinkedHashMap<String, OperationDescriptor>();
    found.stream()
        .sorted(java.util.Comparator.comparing(OperationDescriptor::name))
        .forEach(operation -> byName.put(operation.name(), operation));
    return new OperationCatalog(byName, gates, capabilities);
  }

  private static List<Method> declared(Class<?> service) {
    return Arrays.stream(service.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Operation.class))
        .toList();
  }

  private static List<String> duplicates(List<OperationDescriptor> operations) {
    var seen = new HashSet<String>();
    var problems = new ArrayList<String>();
    for (OperationDescriptor operation : operations) {
      if (!seen.add(operation.name())) {
        problems.add(operation.name() + ": the name is used twice");
      }
      if (!seen.add(operation.verb() + " " + operation.path().replaceAll("\\{.*?}", "{}"))) {
        problems.add(operation.name() + ": the path is used twice");
      }
    }
    return problems;
  }

  /** All operations, whatever the gates and the backend, ordered by name. */
  public List<OperationDescriptor> all() {
    return List.copyOf(operations.values());
  }

  /** Those that a list of tools shows, ordered by name. */
  public List<OperationDescriptor> listed() {
    return all().stream().filter(this::isListed).toList();
  }

  public Optional<OperationDescriptor> find(String name) {
    return Optional.ofNullable(operations.get(name));
  }

  /** Whether the active backend can serve it. */
  public boolean isServed(OperationDescriptor operation) {
    return capabilities.contains(operation.requires());
  }

  /** Whether there is an operation of this name that a list of tools shows. */
  public boolean isListed(String name) {
    return find(name).filter(this::isListed).isPresent();
  }

  /** Whether there is an operation of this name that the active backend can serve. */
  public boolean isServed(String name) {
    return find(name).filter(this::isServed).isPresent();
  }

  /**
   * The acknowledgement that a call with these arguments still lacks.
   *
   * @return empty when nothing lacks, and when no consent could help: the gate is closed, the
   *     backend cannot do it, or the arguments are not valid
   */
  public Optional<Acknowledgement> missingConsent(
      OperationDescriptor operation, JsonObject arguments) {
    Access access = operation.effectiveAccess(arguments);
    boolean possible = isServed(operation) && access.isOpen(gates);
    return access
        .acknowledgement()
        .filter(_ -> possible && !access.consentProblems(arguments).isEmpty())
        .filter(_ -> operation.accepts(arguments));
  }

  /** The state of the gates. */
  public GateSettings gates() {
    return gates;
  }

  /** What the active backend can do. */
  public Set<Capability> capabilities() {
    return capabilities;
  }

  private boolean isListed(OperationDescriptor operation) {
    Access access = operation.access();
    return isServed(operation) && (access.isOpen(gates) || access.listedWhenClosed());
  }
}
