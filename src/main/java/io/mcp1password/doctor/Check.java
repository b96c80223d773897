package io.mcp1password.doctor;

import java.util.List;

/**
 * Looks at one thing that the service needs, within a bounded time, and changes nothing.
 *
 * <p>What it finds may name paths and addresses, since the operator reads it, but never a secret.
 */
interface Check {

  /** What is looked at, in a word or two. */
  String name();

  /** What is found; nothing when there is nothing to look at. */
  List<Finding> findings();
}
