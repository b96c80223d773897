package io.mcp1password.container;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips a test class, and says so, where no Docker engine answers.
 *
 * <p>With {@code MCP_1PASSWORD_REQUIRE_DOCKER=true} in the environment the class fails instead.
 */
@Target(TYPE)
@Retention(RUNTIME)
@ExtendWith(RequiresDocker.Condition.class)
@interface RequiresDocker {

  /** Looks for the engine once per test class. */
  final class Condition implements ExecutionCondition {

    private static final boolean REQUIRED =
        Boolean.parseBoolean(System.getenv("MCP_1PASSWORD_REQUIRE_DOCKER"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (DockerClientFactory.instance().isDockerAvailable()) {
        return ConditionEvaluationResult.enabled("a Docker engine answers");
      }
      String problem = "No Docker engine answers: " + context.getDisplayName() + " cannot run.";
      if (REQUIRED) {
        throw new IllegalStateException(problem);
      }
      System.err.println("SKIPPED: " + problem + " Start Docker to run the container tests.");
      return ConditionEvaluationResult.disabled(problem);
    }
  }
}
