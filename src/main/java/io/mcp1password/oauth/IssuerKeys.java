package io.mcp1password.oauth;

import java.io.IOException;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys by which the issuer's tokens are checked.
 *
 * <p>They are fetched when the first token comes, again after {@link #FRESH}, and when a token
 * names a key that is not known; but never again before {@link #PAUSE} is over, whoever asks. While
 * the issuer cannot be reached, or nobody asks, the known keys go on, for {@link #LASTING} at most.
 */
final class IssuerKeys implements VerificationKeyResolver {

  static final Duration FRESH = Duration.ofMinutes(10);
  static final Duration PAUSE = Duration.ofSeconds(10);
  static final Duration LASTING = Duration.ofHours(24);

  /** The most requests that wait for keys at a time; those beyond are not judged. */
  private static final int MAX_WAITING = 64;

  private static final System.Logger LOG = System.getLogger(IssuerKeys.class.getName());

  /** Where the keys come from. */
  @FunctionalInterface
  interface Source {
    List<JsonWebKey> keys() throws IOException;
  }

  /** That a token cannot be judged is not the token's fault: the keys may not be the newest. */
  static final class MissingException extends UnresolvableKeyException {
    private static final long serialVersionUID = 1;

    MissingException() {
      super("The issuer's keys cannot be had now.");
    }
  }

  /**
   * What is known now; times are by the clock.
   *
   * @param fetched when the keys came; of no meaning while there are none
   * @param tried when they were last asked for
   * @param newest whether they came when they were last asked for
   */
  private record Known(List<JsonWebKey> keys, long fetched, long tried, boolean newest) {}

  private final Source source;
  private final LongSupplier nanoTime;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Known known;

  IssuerKeys(Source source, LongSupplier nanoTime) {
    this.source = source;
    this.nanoTime = nanoTime;
  }

  @Override
  public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    Known current = known;
    if (current == null || isOlderThan(LASTING, current)) {
      current = refetched(current);
    } else if (isOlderThan(FRESH, current)) {
      refreshBehind(current);
    }
    JsonWebKey key = select(signature, current);
    if (key == null) {
      current = refetched(current);
      key = select(signature, current);
    }
    if (key != null) {
      return key.getKey();
    }
    throw current != null && current.newest()
        ? new UnresolvableKeyException("The issuer has no such key.")
        : new MissingException();
  }

  /** The keys that are known are good enough to go on with, however long the issuer takes. */
  private void refreshBehind(Known seen) {
    if (isDue(seen) && !fetching.isLocked()) {
      Thread.ofVirtual().name("oauth-keys").start(() -> refetchedInTurn(seen));
    }
  }

  private boolean isDue(Known which) {
    return nanoTime.getAsLong() - which.tried() >= PAUSE.toNanos();
  }

  private boolean isOlderThan(Duration age, Known which) {
    return nanoTime.getAsLong() - which.fetched() > age.toNanos();
  }

  private static @Nullable JsonWebKey select(JsonWebSignature signature, @Nullable Known from)
      throws UnresolvableKeyException {
    if (from == null) {
      return null;
    }
    try {
      return new VerificationJwkSelector()
          .selectWithVerifySignatureDisambiguate(signature, from.keys());
    } catch (JoseException e) {
      throw new UnresolvableKeyException("No key can be chosen.", e);
    }
  }

  /** What is known after one more attempt, unless the last one was just now. */
  private @Nullable Known refetched(@Nullable Known seen) throws MissingException {
    if (fetching.getQueueLength() >= MAX_WAITING) {
      throw new MissingException();
    }
    return refetchedInTurn(seen);
  }

  private @Nullable Known refetchedInTurn(@Nullable Known seen) {
    fetching.lock();
    try {
      Known current = known;
      if (Objects.equals(current, seen) && (current == null || isDue(current))) {
        known = fetched(current);
      }
      return known;
    } finally {
      fetching.unlock();
    }
  }

  private Known fetched(@Nullable Known before) {
    try {
      List<JsonWebKey> keys = source.keys();
      long now = nanoTime.getAsLong();
      return new Known(List.copyOf(keys), now, now, true);
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The keys of the OAuth issuer cannot be fetched: {0}",
          e.getMessage());
      long now = nanoTime.getAsLong();
      return before == null || isOlderThan(LASTING, before)
          ? new Known(List.of(), now, now, false)
          : new Known(before.keys(), before.fetched(), now, false);
    }
  }
}
