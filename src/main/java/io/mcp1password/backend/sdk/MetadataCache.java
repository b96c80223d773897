package io.mcp1password.backend.sdk;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.ItemOverview;
import io.mcp1password.model.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was lately told about vaults and items, kept for a short while, so that a name is not looked
 * up anew for each call. Whoever asks while an answer is on its way gets that one.
 *
 * <p>It holds titles, tags and addresses only. Whole items, and with them every field, note and
 * variable, are never kept: they are read anew each time.
 */
final class MetadataCache {

  private static final int MAX_VAULTS = 1_000;
  private static final String ALL = "";

  private final Executor executor = work -> Thread.ofVirtual().name("sdk-read").start(work);
  private final AsyncCache<String, Answer<List<Vault>>> vaults;
  private final AsyncCache<String, Answer<List<ItemOverview>>> items;

  /**
   * What came of reading. A failure is an answer too, because a cache logs what fails in it.
   *
   * @param value null when it failed
   */
  private record Answer<T>(@Nullable T value, @Nullable BackendException failure) {

    static <T> Answer<T> of(Supplier<T> read) {
      try {
        return new Answer<>(read.get(), null);
      } catch (BackendException failure) {
        return new Answer<>(null, failure);
      } catch (RuntimeException _) {
        return new Answer<>(
            null, new BackendException(Kind.BROKEN, "Reading from 1Password failed; try again."));
      }
    }

    T told() {
      if (value != null) {
        return value;
      }
      BackendException told = Objects.requireNonNull(failure);
      throw new BackendException(told.kind(), String.valueOf(told.getMessage()));
    }
  }

  /**
   * A cache.
   *
   * @param kept how long; zero for not at all, except while an answer is on its way
   */
  MetadataCache(Duration kept, Ticker ticker) {
    this.vaults = cache(kept, ticker);
    this.items = cache(kept, ticker);
  }

  private static <T> AsyncCache<String, T> cache(Duration kept, Ticker ticker) {
    return Caffeine.newBuilder()
        .expireAfterWrite(kept)
        .maximumSize(MAX_VAULTS)
        .ticker(ticker)
        .executor(Runnable::run)
        .buildAsync();
  }

  List<Vault> vaults(Supplier<List<Vault>> read) {
    return read(vaults, ALL, read);
  }

  List<ItemOverview> items(String vaultId, Supplier<List<ItemOverview>> read) {
    return read(items, vaultId, read);
  }

  /** What is known of an item without asking. */
  Optional<ItemOverview> item(String vaultId, String itemId) {
    Answer<List<ItemOverview>> known = items.synchronous().getIfPresent(vaultId);
    List<ItemOverview> overviews = known == null ? null : known.value();
    return overviews == null
        ? Optional.empty()
        : overviews.stream().filter(each -> each.id().equals(itemId)).findFirst();
  }

  /** An item of the vault is being changed, or was. */
  void itemsChanged(String vaultId) {
    items.synchronous().invalidate(vaultId);
    vaults.synchronous().invalidateAll();
  }

  /** A vault is being changed, or was. */
  void vaultsChanged() {
    vaults.synchronous().invalidateAll();
    items.synchronous().invalidateAll();
  }

  private <T> T read(AsyncCache<String, Answer<T>> cache, String key, Supplier<T> read) {
    CompletableFuture<Answer<T>> answer =
        cache.get(
            key,
            (_, _) -> {
              var coming = new CompletableFuture<Answer<T>>();
              executor.execute(() -> answer(cache, key, coming, read));
              return coming;
            });
    return awaited(answer).told();
  }

  /** Answers; a failure is forgotten first, so that who asks afterwards asks anew. */
  private static <T> void answer(
      AsyncCache<String, Answer<T>> cache,
      String key,
      CompletableFuture<Answer<T>> coming,
      Supplier<T> read) {
    Answer<T> answer = Answer.of(read);
    if (answer.failure() != null) {
      cache.asMap().remove(key, coming);
    }
    coming.complete(answer);
  }

  private static <T> T awaited(CompletableFuture<T> coming) {
    try {
      return coming.get();
    } catch (ExecutionException e) {
      throw new BackendException(Kind.BROKEN, "Reading from 1Password failed; try again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException(Kind.TIMEOUT, "1Password did not answer in time.");
    }
  }
}
