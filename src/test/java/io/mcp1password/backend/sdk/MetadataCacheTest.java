package io.mcp1password.backend.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mcp1password.backend.BackendException;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.InMemoryBackend;
import io.mcp1password.backend.WriteContract;
import io.mcp1password.model.Vault;
import io.mcp1password.model.VaultDraft;
import io.mcp1password.sdk.InMemoryCore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of vaults and items is not asked for again, and never outdated by our writes. */
class MetadataCacheTest {

  private static final String VAULT = InMemoryBackend.PERSONAL;

  private final InMemoryCore core = InMemoryCore.withSamples();
  private final SdkFixture time = new SdkFixture(core);
  private final SdkBackend backend = time.of(SdkFixture.LIMITS);

  @Test
  void listsAreKeptForHalfAMinute() {
    backend.vaults();
    backend.items(VAULT);
    backend.vaults();
    backend.items(VAULT);
    assertThat(core.calls()).containsExactly("initClient", "VaultsList", "ItemsList");
    // The cache counts from when it has noted an answer, which may be a moment after it was given.
    while (core.calls("VaultsList") < 2 || core.calls("ItemsList") < 2) {
      time.pass(Duration.ofSeconds(30));
      backend.vaults();
      backend.items(VAULT);
    }
    assertThat(core.calls("VaultsList")).isEqualTo(2);
  }

  @Test
  void ourWritesShowAtOnce() {
    int before = backend.items(VAULT).size();
    var item = backend.createItem(VAULT, WriteContract.draft("New")).item();
    assertThat(backend.items(VAULT)).hasSize(before + 1);
    backend.deleteItem(VAULT, item.id(), null);
    assertThat(backend.items(VAULT)).hasSize(before);
    Vault made = backend.createVault(new VaultDraft("New", null, null));
    assertThat(backend.vaults()).extracting(Vault::id).contains(made.id());
    backend.deleteVault(made.id());
    assertThat(backend.vaults()).extracting(Vault::id).doesNotContain(made.id());
  }

  @Test
  void wholeItemsAreReadEachTime() {
    backend.item(VAULT, InMemoryBackend.LOGIN);
    backend.item(VAULT, InMemoryBackend.LOGIN);
    assertThat(core.calls("ItemsGet")).isEqualTo(2);
  }

  @Test
  void failuresAreNotKept() {
    core.failing("VaultsList", "Internal", "");
    assertThatThrownBy(backend::vaults)
        .isInstanceOfSatisfying(
            BackendException.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.BROKEN));
    assertThat(backend.vaults()).hasSize(2);
  }

  @Test
  void whoeverAsksMeanwhileGetsTheAnswerThatIsOnItsWay() throws Exception {
    var cache = new MetadataCache(Duration.ofHours(1), Ticker.systemTicker());
    var asked = new AtomicInteger();
    var answer = new CountDownLatch(1);
    Callable<List<Vault>> ask =
        () ->
            cache.vaults(
                () -> {
                  asked.incrementAndGet();
                  await(answer);
                  return List.of();
                });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Vault>>> answers =
          IntStream.range(0, 20).mapToObj(_ -> threads.submit(ask)).toList();
      while (asked.get() == 0) {
        Thread.onSpinWait();
      }
      answer.countDown();
      for (Future<List<Vault>> each : answers) {
        assertThat(each.get()).isEmpty();
      }
    }
    assertThat(asked.get()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
