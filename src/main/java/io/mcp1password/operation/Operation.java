package io.mcp1password.operation;

import io.mcp1password.model.Capability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a method to be an operation: one MCP tool and one REST endpoint.
 *
 * <p>The method takes one record, or nothing, and returns a record. Their components, described by
 * {@link Arg}, are the arguments and the result's keys. A result component of type {@link
 * io.mcp1password.model.Secret} is the plaintext that the caller asked for.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {

  /** The tool's name and the OpenAPI operation's id: lower-case words joined by underscores. */
  String name();

  /** A few words for people. */
  String title();

  /** What it does and returns, for the one who decides whether to call it. */
  String description();

  Access access();

  /** The name of the boolean argument that turns the call into a {@link Access#REVEAL}, if any. */
  String revealArgument() default "";

  Verb verb();

  /** The path below {@code /api/v1}; each {@code {name}} is a required text argument. */
  String path();

  Capability requires() default Capability.ITEMS;
}
