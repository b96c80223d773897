package io.mcp1password.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of an operation's input or output record.
 *
 * <p>An input component is optional when it is {@code @Nullable} or has a default.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Arg {

  /** What it is, in one sentence. */
  String value();

  /** The smallest number, the least characters of a text, or the least elements of a list. */
  long min() default Long.MIN_VALUE;

  /** The largest number, the most characters of a text, or the most elements of a list. */
  long max() default Long.MAX_VALUE;

  /** The least characters of each text of a list or a dictionary. */
  long elementMin() default Long.MIN_VALUE;

  /** The most characters of each text of a list or a dictionary. */
  long elementMax() default Long.MAX_VALUE;

  /** The value when the argument is absent, as JSON, for example {@code 50}; empty for none. */
  String defaultValue() default "";

  /** What the audit log keeps of it. */
  Audited audited() default Audited.BY_DIRECTION;
}
