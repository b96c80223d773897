package io.mcp1password.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedBearersTest {

  private final AtomicLong now = new AtomicLong();
  private final List<Long> delays = new ArrayList<>();
  private final FailedBearers failures =
      new FailedBearers(now::get, time -> delays.add(time.toMillis()));

  @Test
  void doublesTheDelayAfterAFewFreeFailuresUpToASecond() {
    fail("192.0.2.1", FailedBearers.FREE_FAILURES + 7);

    assertThat(delays).containsExactly(50L, 100L, 200L, 400L, 800L, 1000L, 1000L);
  }

  @Test
  void countsEachAddressForItself() {
    fail("192.0.2.1", FailedBearers.FREE_FAILURES);
    fail("192.0.2.2", FailedBearers.FREE_FAILURES);

    assertThat(delays).isEmpty();
  }

  @Test
  void countsTheAddressesOfAnIpv6NetworkTogether() {
    fail("2001:db8:1:2::1", FailedBearers.FREE_FAILURES);
    fail("2001:db8:1:2::2", 1);
    fail("2001:db8:1:3::1", 1);

    assertThat(delays).containsExactly(50L);
  }

  @Test
  void forgivesOneFailureInTenSeconds() {
    fail("192.0.2.1", FailedBearers.FREE_FAILURES);
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    fail("192.0.2.1", 3);

    assertThat(delays).containsExactly(50L);
  }

  @Test
  void turnsAwayWhenTooManyAreHeld() throws InterruptedException {
    CountDownLatch holding = new CountDownLatch(FailedBearers.MAX_HELD);
    CountDownLatch release = new CountDownLatch(1);
    FailedBearers crowded =
        new FailedBearers(
            now::get,
            time -> {
              holding.countDown();
              release.await();
            });
    for (int i = 0; i < FailedBearers.FREE_FAILURES; i++) {
      assertThat(crowded.slow("192.0.2.1")).isTrue();
    }
    List<Thread> held = new ArrayList<>();
    for (int i = 0; i < FailedBearers.MAX_HELD; i++) {
      held.add(Thread.startVirtualThread(() -> crowded.slow("192.0.2.1")));
    }
    holding.await();

    assertThat(crowded.slow("192.0.2.1")).isFalse();

    release.countDown();
    for (Thread thread : held) {
      thread.join();
    }
    assertThat(crowded.slow("192.0.2.1")).isTrue();
  }

  @Test
  void writesOneLineForManyFailures() {
    try (CapturedLog log = CapturedLog.start()) {
      fail("192.0.2.1", 3);
      now.addAndGet(Duration.ofSeconds(10).toNanos());
      fail("192.0.2.9", 1);

      assertThat(log.messagesOf(FailedBearers.class))
          .containsExactly(
              "Refused 1 request(s) with a wrong bearer token, the last one from 192.0.2.1.",
              "Refused 3 request(s) with a wrong bearer token, the last one from 192.0.2.9.");
    }
  }

  private void fail(String remote, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(failures.slow(remote)).isTrue();
    }
  }
}
