package io.mcp1password.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final Duration IDLE = Duration.ofMinutes(15);

  private final AtomicLong now = new AtomicLong();
  private final Sessions sessions = new Sessions(2, IDLE, now::get);

  @Test
  void findsASessionUntilItIsRemoved() {
    var session = new Session();
    String id = sessions.add(session).orElseThrow();
    assertThat(sessions.find(id)).containsSame(session);
    assertThat(sessions.find("another")).isEmpty();
    assertThat(sessions.remove(id)).isTrue();
    assertThat(sessions.remove(id)).isFalse();
    assertThat(sessions.find(id)).isEmpty();
  }

  @Test
  void refusesMoreThanTheMostAndHasRoomAgainAfterARemoval() {
    String first = sessions.add(new Session()).orElseThrow();
    assertThat(sessions.add(new Session())).isPresent();
    assertThat(sessions.add(new Session())).isEmpty();
    sessions.remove(first);
    assertThat(sessions.add(new Session())).isPresent();
  }

  @Test
  void forgetsASessionThatIsIdleAndGivesItsRoomAway() {
    String used = sessions.add(new Session()).orElseThrow();
    String idle = sessions.add(new Session()).orElseThrow();
    now.addAndGet(IDLE.toNanos() - 1);
    assertThat(sessions.find(used)).isPresent();
    now.addAndGet(1);
    assertThat(sessions.find(idle)).isEmpty();
    assertThat(sessions.find(used)).isPresent();
    assertThat(sessions.add(new Session())).isPresent();
    assertThat(sessions.add(new Session())).isEmpty();
  }

  @Test
  void makesIdsOf256BitsInVisibleAscii() {
    var seen = new HashSet<String>();
    var many = new Sessions(1_000, IDLE, now::get);
    for (int i = 0; i < 1_000; i++) {
      String id = many.add(new Session()).orElseThrow();
      assertThat(id).matches("[A-Za-z0-9_-]{43}");
      assertThat(seen.add(id)).isTrue();
    }
  }
}
