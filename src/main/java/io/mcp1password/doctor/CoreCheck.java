package io.mcp1password.doctor;

import io.mcp1password.sdk.Core;
import io.mcp1password.sdk.CoreException;
import io.mcp1password.sdk.CoreSelfTest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Whether the official SDK's core is there and works, for {@value #SECONDS} seconds at most; it
 * asks nothing of an account.
 *
 * @param which the core, as it is to be called
 * @param source how to get it when it is not there
 */
record CoreCheck(String which, String source, Supplier<Core> opening) implements Check {

  static final int SECONDS = 60;

  /** The core in this build. */
  static CoreCheck ofBuild(Optional<String> version, Supplier<Core> opening) {
    return new CoreCheck(
        "the core " + version.orElse("of this build"),
        "build on a machine with npm, so that the core gets into the build",
        opening);
  }

  /** The core in the 1Password app. */
  static CoreCheck ofApp(Supplier<Core> opening) {
    return new CoreCheck(
        "the core of the 1Password app",
        "install the app, and turn on its setting to integrate with other apps",
        opening);
  }

  @Override
  public String name() {
    return "1Password core";
  }

  @Override
  public List<Finding> findings() {
    var problem = CompletableFuture.supplyAsync(this::problem, CoreCheck::start);
    try {
      return List.of(
          problem
              .get(SECONDS, TimeUnit.SECONDS)
              .orElseGet(() -> Finding.ok(which + " is here and passes its self-test")));
    } catch (TimeoutException e) {
      return List.of(
          Finding.fail(
              which + " did not pass its self-test within " + SECONDS + " s",
              "if the 1Password app waits for you, answer it; else try again"));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Nothing may keep the process once the time is up. */
  private static void start(Runnable work) {
    Thread.ofPlatform().daemon().name("core self-test").start(work);
  }

  private Optional<Finding> problem() {
    try (Core core = opening.get()) {
      return CoreSelfTest.problem(core)
          .map(each -> Finding.fail(which + ": " + each, "build or install it anew"));
    } catch (CoreException e) {
      return Optional.of(Finding.fail(which + " cannot be opened", source));
    }
  }
}
