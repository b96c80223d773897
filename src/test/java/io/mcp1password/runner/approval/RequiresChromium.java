package io.mcp1password.runner.approval;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test class, and says so, where there is no Chromium at {@code /usr/bin/chromium} or at
 * the path in {@code MCP_1PASSWORD_CHROMIUM}.
 *
 * <p>With {@code MCP_1PASSWORD_REQUIRE_CHROMIUM=true} in the environment the class fails instead.
 */
@Target(TYPE)
@Retention(RUNTIME)
@ExtendWith(RequiresChromium.Condition.class)
@interface RequiresChromium {

  /** Where the browser is. */
  Path PROGRAM =
      Path.of(
          Objects.requireNonNullElse(System.getenv("MCP_1PASSWORD_CHROMIUM"), "/usr/bin/chromium"));

  /** Looks for the browser once per test class. */
  final class Condition implements ExecutionCondition {

    private static final boolean REQUIRED =
        Boolean.parseBoolean(System.getenv("MCP_1PASSWORD_REQUIRE_CHROMIUM"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Files.isExecutable(PROGRAM)) {
        return ConditionEvaluationResult.enabled("Chromium is there");
      }
      String problem = "No Chromium is there: " + context.getDisplayName() + " cannot run.";
      if (REQUIRED) {
        throw new IllegalStateException(problem);
      }
      System.err.println("SKIPPED: " + problem + " Install chromium to run the browser tests.");
      return ConditionEvaluationResult.disabled(problem);
    }
  }
}
