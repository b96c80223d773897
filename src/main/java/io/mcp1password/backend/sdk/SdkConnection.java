package io.mcp1password.backend.sdk;

import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.sdk.OnePasswordClient;
import io.mcp1password.sdk.SdkException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in client. It signs in when it is first needed, and after a failure not again before a
 * pause, which grows: a sign-in that fails counts against the account's limits.
 */
final class SdkConnection implements AutoCloseable {

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Supplier<OnePasswordClient> signIn;
  private final InstantSource clock;
  private final ReentrantLock signingIn = new ReentrantLock();
  private volatile @Nullable OnePasswordClient client;
  private volatile @Nullable Failure failure;

  /** The last sign-in, if it failed, and when the next may be. */
  private record Failure(BackendException told, Duration pause, Instant until) {}

  /**
   * A connection.
   *
   * @param signIn makes a client, or throws an {@link SdkException}
   */
  SdkConnection(Supplier<OnePasswordClient> signIn, InstantSource clock) {
    this.signIn = signIn;
    this.clock = clock;
  }

  /**
   * The client.
   *
   * @throws BackendException when it cannot sign in
   */
  OnePasswordClient client() {
    OnePasswordClient there = client;
    return there == null ? signedIn() : there;
  }

  private OnePasswordClient signedIn() {
    lock();
    try {
      OnePasswordClient there = client;
      if (there != null) {
        return there;
      }
      Failure last = failure;
      if (last != null && clock.instant().isBefore(last.until())) {
        throw last.told();
      }
      return newClient(last);
    } finally {
      signingIn.unlock();
    }
  }

  private OnePasswordClient newClient(@Nullable Failure last) {
    try {
      OnePasswordClient made = signIn.get();
      client = made;
      failure = null;
      return made;
    } catch (SdkException e) {
      Duration pause = last == null ? SHORTEST_PAUSE : last.pause().multipliedBy(2);
      Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      var failed = new Failure(SdkFailures.told(e), bounded, clock.instant().plus(bounded));
      failure = failed;
      throw failed.told();
    }
  }

  private void lock() {
    try {
      signingIn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException(
          Kind.TIMEOUT, "Signing in to 1Password takes too long; try again in a moment.");
    }
  }

  /** Whether there is a client; if not, and it may be tried, one signs in meanwhile. */
  boolean ready() {
    if (client != null) {
      return true;
    }
    Failure last = failure;
    if (!signingIn.isLocked() && (last == null || !clock.instant().isBefore(last.until()))) {
      Thread.ofVirtual().name("sign-in").start(this::trySigningIn);
    }
    return false;
  }

  /** Signs in, and leaves a failure to be told by the next call. */
  void trySigningIn() {
    try {
      client();
    } catch (BackendException _) {
      // Kept, and told by the next call.
    }
  }

  /** The credentials were refused: the next call signs in anew. */
  void refused(OnePasswordClient refused) {
    signingIn.lock();
    try {
      if (refused.equals(client)) {
        client = null;
      }
    } finally {
      signingIn.unlock();
    }
  }

  @Override
  public void close() {
    OnePasswordClient there = client;
    if (there != null) {
      there.close();
    }
  }
}
