package io.mcp1password.mcp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The open sessions by their id; one that nobody used for the idle time is gone. */
final class Sessions {

  private static final int ID_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock adding = new ReentrantLock();
  private final Cache<String, Session> open;
  private final int max;

  Sessions(int max, Duration idle, Ticker ticker) {
    this.max = max;
    this.open =
        Caffeine.newBuilder()
            .expireAfterAccess(idle)
            .scheduler(Scheduler.systemScheduler())
            .ticker(ticker)
            .removalListener(Sessions::ended)
            // What ends with a session may wait for a client that does not read.
            .executor(Thread::startVirtualThread)
            .build();
  }

  /** How many are open, counted one by one: idle ones that are not yet swept do not count. */
  int count() {
    return (int) open.asMap().keySet().stream().count();
  }

  /** Adds a session and makes its id: 256 random bits; empty when there is no room. */
  Optional<String> add(Session session) {
    adding.lock();
    try {
      if (count() >= max) {
        return Optional.empty();
      }
      String id = newId();
      open.put(id, session);
      return Optional.of(id);
    } finally {
      adding.unlock();
    }
  }

  /** The session, whose idle time then begins anew. */
  Optional<Session> find(String id) {
    return Optional.ofNullable(open.getIfPresent(id));
  }

  /** Ends a session; false when there was none. */
  boolean remove(String id) {
    return open.asMap().remove(id) != null;
  }

  /** Waits in no session for an answer of its client any more. */
  void closeQuestions() {
    open.asMap().values().forEach(session -> session.questions().close());
  }

  /** Ends all sessions. */
  void closeAll() {
    open.invalidateAll();
  }

  private static void ended(@Nullable String id, @Nullable Session session, RemovalCause cause) {
    if (session != null) {
      session.close();
    }
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
