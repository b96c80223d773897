package io.mcp1password.mcp;

import io.mcp1password.model.Capability;
import io.mcp1password.model.Secret;
import io.mcp1password.operation.Access;
import io.mcp1password.operation.Arg;
import io.mcp1password.operation.ErrorCode;
import io.mcp1password.operation.Operation;
import io.mcp1password.operation.OperationException;
import io.mcp1password.operation.Verb;
import java.util.concurrent.CountDownLatch;

/** A few operations of every kind, for the tests of the protocol. */
final class FixtureOperations {

  static final String PLAINTEXT = "hunter2-\"quoted\"\n\u00e9";

  /** Opened by a test to let {@code thing_await} go on. */
  final CountDownLatch gate = new CountDownLatch(1);

  /** Counted down when {@code thing_await} was interrupted. */
  final CountDownLatch interrupted = new CountDownLatch(1);

  record Name(
      @Arg("The name.") String name, @Arg(value = "How many.", min = 1, max = 9) int count) {}

  record Greeting(@Arg("The greeting.") String greeting) {}

  record Nothing() {}

  record Revealed(
      @Arg("Whether it was revealed.") boolean revealed, @Arg("The value.") Secret value) {}

  @Operation(
      name = "thing_greet",
      title = "Greet",
      description = "Greets by name.",
      access = Access.READ,
      verb = Verb.POST,
      path = "/greetings")
  Greeting greet(Name input) {
    return new Greeting("hello " + input.name() + " x" + input.count());
  }

  @Operation(
      name = "thing_list",
      title = "List",
      description = "Lists nothing.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/things")
  Greeting list() {
    return new Greeting("none");
  }

  @Operation(
      name = "thing_make",
      title = "Make",
      description = "Makes a secret.",
      access = Access.GENERATE,
      verb = Verb.POST,
      path = "/secrets")
  Revealed make() {
    return new Revealed(true, Secret.of(PLAINTEXT));
  }

  @Operation(
      name = "thing_reveal",
      title = "Reveal",
      description = "Reveals a secret.",
      access = Access.REVEAL,
      verb = Verb.POST,
      path = "/secrets/reveal")
  Revealed reveal() {
    return new Revealed(true, Secret.of(PLAINTEXT));
  }

  @Operation(
      name = "thing_write",
      title = "Write",
      description = "Writes a thing.",
      access = Access.WRITE,
      verb = Verb.PUT,
      path = "/things")
  Greeting write(Nothing input) {
    return new Greeting("written");
  }

  @Operation(
      name = "thing_archive",
      title = "Archive",
      description = "Needs what the backend cannot do.",
      access = Access.READ,
      verb = Verb.POST,
      path = "/archive",
      requires = Capability.ITEM_ARCHIVE)
  Greeting archive() {
    return new Greeting("archived");
  }

  @Operation(
      name = "thing_fail",
      title = "Fail",
      description = "Finds nothing.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/failures")
  Greeting fail() {
    throw new OperationException(ErrorCode.NOT_FOUND, "There is no such thing.");
  }

  @Operation(
      name = "thing_await",
      title = "Await",
      description = "Waits until it is let go.",
      access = Access.READ,
      verb = Verb.GET,
      path = "/waits")
  Greeting await() {
    try {
      gate.await();
      return new Greeting("went on");
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw new OperationException(ErrorCode.BACKEND_ERROR, "Interrupted.");
    }
  }
}
