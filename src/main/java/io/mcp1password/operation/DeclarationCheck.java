package io.mcp1password.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of an operation's declaration that the compiler cannot check. */
final class DeclarationCheck {

  private static final Pattern NAME = Pattern.compile("[a-z]+(_[a-z]+)+");
  private static final Pattern PATH = Pattern.compile("(/[a-z]+|/\\{[A-Za-z]+})+");

  private DeclarationCheck() {}

  static List<String> problems(OperationDescriptor operation) {
    var problems = new ArrayList<String>();
    if (!NAME.matcher(operation.name()).matches() || operation.name().length() > 64) {
      problems.add("the name is not of the form noun_verb");
    }
    if (operation.title().isBlank() || operation.description().isBlank()) {
      problems.add("the title or the description is missing");
    }
    if (!PATH.matcher(operation.path()).matches()) {
      problems.add("the path is malformed");
    }
    operation.pathArguments().stream()
        .filter(name -> !isRequiredText(operation, name))
        .forEach(name -> problems.add("path argument " + name + " is no required text argument"));
    operation
        .revealArgument()
        .filter(name -> !isFlag(operation, name))
        .ifPresent(name -> problems.add("reveal argument " + name + " is no boolean argument"));
    reservedNames(operation, problems);
    queryArguments(operation, problems);
    if (operation.outputMembers().stream().filter(RecordShape.Member::isSecret).count() > 1) {
      problems.add("more than one secret in the result");
    }
    return problems.stream().map(problem -> operation.name() + ": " + problem).toList();
  }

  private static boolean isRequiredText(OperationDescriptor operation, String name) {
    return operation.inputMembers().stream()
        .anyMatch(
            member ->
                member.name().equals(name)
                    && member.required()
                    && member.shape() instanceof Shape.Text);
  }

  private static boolean isFlag(OperationDescriptor operation, String name) {
    return operation.inputMembers().stream()
        .anyMatch(member -> member.name().equals(name) && member.shape() instanceof Shape.Flag);
  }

  private static void reservedNames(OperationDescriptor operation, List<String> problems) {
    operation
        .acknowledgement()
        .ifPresent(
            demanded ->
                operation.inputMembers().stream()
                    .map(RecordShape.Member::name)
                    .filter(name -> name.equals(Access.REASON) || name.equals(demanded.argument()))
                    .forEach(name -> problems.add(name + " is added by the access")));
    operation.outputMembers().stream()
        .filter(member -> operation.yieldsSecret())
        .filter(member -> !member.isSecret())
        .filter(member -> member.name().equals(OperationResult.SECRET_MEMBER))
        .forEach(member -> problems.add(member.name() + " is the name of the secret"));
  }

  /** What does not stand in a body must be writable in a URL, and must not be secret. */
  private static void queryArguments(OperationDescriptor operation, List<String> problems) {
    if (operation.verb().hasBody()) {
      return;
    }
    for (RecordShape.Member member : operation.inputMembers()) {
      switch (member.shape()) {
        case Shape.Text _, Shape.Whole _, Shape.Flag _, Shape.Time _, Shape.Choice _ -> {}
        case Shape.Hidden _ -> problems.add(member.name() + " is secret and would be in a URL");
        case Shape.Many _, Shape.Dictionary _, Shape.Structure _ ->
            problems.add(member.name() + " cannot be written in a URL");
      }
    }
  }
}
