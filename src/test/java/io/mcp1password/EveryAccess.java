package io.mcp1password;

import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.Verb;

/** An operation of each kind of access, and one that may reveal; all do nothing. */
public final class EveryAccess {

  /** What they answer. */
  public record Done(@Arg("Whether it was done.") boolean done) {}

  /** What the one that may reveal is told. */
  public record Look(
      @Arg(value = "Whether to show the value.", defaultValue = "false") boolean reveal) {}

  @Operation(
      name = "thing_read",
      title = "Read",
      description = "Does it.",
      access = Access.READ,
      verb = Verb.POST,
      path = "/things/read")
  public Done read() {
    return new Done(true);
  }

  @Operation(
      name = "thing_write",
      title = "Write",
      description = "Does it.",
      access = Access.WRITE,
      verb = Verb.POST,
      path = "/things/write")
  public Done write() {
    return new Done(true);
  }

  @Operation(
      name = "thing_delete",
      title = "Delete",
      description = "Does it.",
      access = Access.DESTRUCTIVE,
      verb = Verb.POST,
      path = "/things/delete")
  public Done delete() {
    return new Done(true);
  }

  @Operation(
      name = "thing_permit",
      title = "Permit",
      description = "Does it.",
      access = Access.PERMISSION,
      verb = Verb.POST,
      path = "/things/permit")
  public Done permit() {
    return new Done(true);
  }

  @Operation(
      name = "thing_reveal",
      title = "Reveal",
      description = "Does it.",
      access = Access.REVEAL,
      verb = Verb.POST,
      path = "/things/reveal")
  public Done reveal() {
    return new Done(true);
  }

  @Operation(
      name = "thing_make",
      title = "Make",
      description = "Does it.",
      access = Access.GENERATE,
      verb = Verb.POST,
      path = "/things/make")
  public Done make() {
    return new Done(true);
  }

  @Operation(
      name = "thing_run",
      title = "Run",
      description = "Does it.",
      access = Access.RUN,
      verb = Verb.POST,
      path = "/things/run")
  public Done run() {
    return new Done(true);
  }

  @Operation(
      name = "thing_command",
      title = "Command",
      description = "Does it.",
      access = Access.RUN_UNRESTRICTED,
      verb = Verb.POST,
      path = "/things/command")
  public Done command() {
    return new Done(true);
  }

  @Operation(
      name = "thing_commands",
      title = "Commands",
      description = "Does it.",
      access = Access.LIST_COMMANDS,
      verb = Verb.POST,
      path = "/things/commands")
  public Done commands() {
    return new Done(true);
  }

  @Operation(
      name = "thing_look",
      title = "Look",
      description = "Looks at a thing.",
      access = Access.READ,
      revealArgument = "reveal",
      verb = Verb.POST,
      path = "/things/look")
  public Done look(Look input) {
    return new Done(input.reveal());
  }
}
