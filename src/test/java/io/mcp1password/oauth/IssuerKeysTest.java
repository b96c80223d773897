package io.mcp1password.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the issuer's keys are fetched, and what happens while it cannot be reached. */
class IssuerKeysTest {

  private static final PublicJsonWebKey OLD = LocalIssuer.rsa("old");
  private static final PublicJsonWebKey NEW = LocalIssuer.rsa("new");
  private static final PublicJsonWebKey STRANGE = LocalIssuer.rsa("strange");

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile List<JsonWebKey> published = List.of(OLD);
  private volatile boolean down;
  private volatile CountDownLatch fetched = new CountDownLatch(1);
  private LocalIssuer issuer;
  private AccessTokens tokens;

  @BeforeEach
  void start() {
    issuer = new LocalIssuer();
    tokens = new AccessTokens(issuer.settings(), new IssuerKeys(this::fetch, clock::get));
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  private List<JsonWebKey> fetch() throws IOException {
    fetches.incrementAndGet();
    fetched.countDown();
    if (down) {
      throw new IOException("down");
    }
    return published;
  }

  private Judgement judge(PublicJsonWebKey key) {
    return tokens.judge(LocalIssuer.sign(issuer.claims(), key));
  }

  private void assertAccepted(PublicJsonWebKey key) {
    assertThat(judge(key)).isInstanceOf(Judgement.Accepted.class);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void theyAreFetchedOnceForManyTokens() {
    for (int i = 0; i < 10; i++) {
      assertAccepted(OLD);
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aNewKeyIsFetchedWhenItIsFirstNamed() {
    assertAccepted(OLD);
    published = List.of(NEW, OLD);
    pass(IssuerKeys.PAUSE);
    assertAccepted(NEW);
    assertAccepted(OLD);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void aKeyThatWasWithdrawnIsNoLongerGood() {
    assertAccepted(OLD);
    published = List.of(NEW);
    pass(IssuerKeys.PAUSE);
    assertAccepted(NEW);
    assertThat(judge(OLD)).isInstanceOf(Judgement.Refused.class);
  }

  @Test
  void unknownKeysAreAskedForOnceInAWhileOnly() {
    assertAccepted(OLD);
    for (int i = 0; i < 100; i++) {
      assertThat(judge(STRANGE)).isInstanceOf(Judgement.Refused.class);
    }
    assertThat(fetches).hasValue(1);
    pass(IssuerKeys.PAUSE);
    for (int i = 0; i < 100; i++) {
      assertThat(judge(STRANGE)).isInstanceOf(Judgement.Refused.class);
    }
    assertThat(fetches).hasValue(2);
  }

  @Test
  void withoutKeysNoTokenIsJudgedAndTheIssuerIsNotPressed() {
    down = true;
    for (int i = 0; i < 100; i++) {
      assertThat(judge(OLD)).isInstanceOf(Judgement.Unavailable.class);
    }
    assertThat(fetches).hasValue(1);
    down = false;
    pass(IssuerKeys.PAUSE);
    assertAccepted(OLD);
  }

  @Test
  void knownKeysGoOnWhileTheIssuerIsDown() throws Exception {
    assertAccepted(OLD);
    down = true;
    fetched = new CountDownLatch(1);
    pass(IssuerKeys.FRESH.plusSeconds(1));
    assertAccepted(OLD);
    assertThat(fetched.await(30, TimeUnit.SECONDS)).isTrue();
    assertAccepted(OLD);
    assertThat(judge(STRANGE)).isInstanceOf(Judgement.Unavailable.class);
  }

  @Test
  void knownKeysAreNotUsedForEver() {
    assertAccepted(OLD);
    down = true;
    pass(IssuerKeys.LASTING.plusSeconds(1));
    assertThat(judge(OLD)).isInstanceOf(Judgement.Unavailable.class);
  }

  @Test
  void aKeyThatWasWithdrawnWhileNobodyCameIsNoLongerGood() {
    assertAccepted(OLD);
    published = List.of(NEW);
    pass(IssuerKeys.LASTING.plusSeconds(1));
    assertThat(judge(OLD)).isInstanceOf(Judgement.Refused.class);
    assertAccepted(NEW);
  }

  @Test
  void theyAreFetchedAnewBehindTheScenes() throws Exception {
    assertAccepted(OLD);
    published = List.of(NEW);
    fetched = new CountDownLatch(1);
    pass(IssuerKeys.FRESH.plusSeconds(1));
    assertAccepted(OLD);
    assertThat(fetched.await(30, TimeUnit.SECONDS)).isTrue();
    assertAccepted(NEW);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void aTokenThatNamesNoKeyIsCheckedByThoseThatFit() {
    published = List.of(NEW, OLD);
    PublicJsonWebKey nameless = copyWithoutId(OLD);
    assertAccepted(nameless);
  }

  private static PublicJsonWebKey copyWithoutId(PublicJsonWebKey key) {
    try {
      var members = key.toParams(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
      members.remove("kid");
      return PublicJsonWebKey.Factory.newPublicJwk(members);
    } catch (org.jose4j.lang.JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
