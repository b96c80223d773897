package io.mcp1password.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.model.Capability;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A backend that was waited for keeps the contract, and hands every call on. */
class LazyBackendTest extends WriteContract {

  private static final Set<Capability> ALL = Set.of(Capability.values());

  private final LazyBackend backend =
      new LazyBackend(ALL, CompletableFuture.completedFuture(InMemoryBackend.likeTheSdk()));

  @Override
  protected OnePasswordBackend backend() {
    return backend;
  }

  @Test
  void noCallIsLeftToADefault() {
    assertThat(
            Arrays.stream(OnePasswordBackend.class.getDeclaredMethods()).filter(Method::isDefault))
        .isNotEmpty()
        .allSatisfy(
            method ->
                assertThat(
                        LazyBackend.class
                            .getDeclaredMethod(method.getName(), method.getParameterTypes())
                            .getModifiers())
                    .matches(Modifier::isPublic));
  }

  @Test
  void whatDidNotStartIsUnreachable() {
    var failed =
        new LazyBackend(ALL, CompletableFuture.failedFuture(new IllegalStateException("canary")));
    assertThat(failed.ready()).isFalse();
    assertThatThrownBy(failed::vaults)
        .isInstanceOfSatisfying(
            BackendException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasNoCause();
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    var endless = new LazyBackend(ALL, new CompletableFuture<>());
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(endless::vaults)
          .isInstanceOfSatisfying(
              BackendException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
