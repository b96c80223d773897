package io.mcp1password.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.Principal;
import io.mcp1password.model.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which access tokens are good, with an issuer on this machine. */
class AccessTokensTest {

  private static LocalIssuer issuer;
  private static AccessTokens tokens;

  @BeforeAll
  static void start() {
    issuer = new LocalIssuer();
    issuer.rotate(issuer.key(), LocalIssuer.ec("ec-1"), LocalIssuer.ed25519("ed-1"));
    tokens = new AccessTokens(issuer.settings());
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  private static Judgement judge(Consumer<JwtClaims> change) {
    JwtClaims claims = issuer.claims();
    change.accept(claims);
    return tokens.judge(issuer.sign(claims));
  }

  private static Principal accepted(Consumer<JwtClaims> change) {
    Judgement judgement = judge(change);
    assertThat(judgement).isInstanceOf(Judgement.Accepted.class);
    return ((Judgement.Accepted) judgement).principal();
  }

  @Test
  void aGoodTokenSpeaksForItsSubject() {
    assertThat(accepted(claims -> claims.setStringClaim("scope", "openid write read")))
        .isEqualTo(new Principal("alice", "agent", Set.of(Scope.READ, Scope.WRITE)));
  }

  static Stream<Arguments> goodForms() {
    return Stream.of(
        form("no scope", Set.of(), claims -> claims.unsetClaim("scope")),
        form("scp as a list", Set.of(Scope.RUN), scopes("scp", List.of("run", "x"))),
        form("scp as a text", Set.of(Scope.RUN), scopes("scp", "run x")),
        form(
            "several audiences",
            Set.of(Scope.READ),
            claims -> claims.setAudience("https://other", LocalIssuer.RESOURCE.toString())),
        form(
            "just expired, within the leeway",
            Set.of(Scope.READ),
            claims -> {
              claims.setIssuedAt(in(-60));
              claims.setExpirationTime(in(-5));
            }),
        form(
            "just not yet, within the leeway",
            Set.of(Scope.READ),
            claims -> claims.setNotBefore(in(5))));
  }

  private static Arguments form(String name, Set<Scope> scopes, Consumer<JwtClaims> change) {
    return Arguments.of(name, scopes, change);
  }

  private static Consumer<JwtClaims> scopes(String claim, Object value) {
    return claims -> {
      claims.unsetClaim("scope");
      claims.setClaim(claim, value);
    };
  }

  private static NumericDate in(long seconds) {
    NumericDate date = NumericDate.now();
    date.addSeconds(seconds);
    return date;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goodForms")
  void otherFormsAreGoodAsWell(String name, Set<Scope> scopes, Consumer<JwtClaims> change) {
    assertThat(accepted(change).scopes()).isEqualTo(scopes);
  }

  @Test
  void theClientMayBeTheAuthorizedParty() {
    Principal principal =
        accepted(
            claims -> {
              claims.unsetClaim("client_id");
              claims.setStringClaim("azp", "app");
            });
    assertThat(principal.clientId()).isEqualTo("app");
  }

  static Stream<Arguments> badClaims() {
    return Stream.of(
        bad("no issuer", "issuer", claims -> claims.unsetClaim("iss")),
        bad("another issuer", "issuer", claims -> claims.setIssuer("https://evil.example")),
        bad(
            "an issuer that begins alike",
            "issuer",
            claims -> claims.setIssuer(issuer.uri() + "/")),
        bad("no audience", "audience", claims -> claims.unsetClaim("aud")),
        bad("another audience", "audience", claims -> claims.setAudience("https://op.example.com")),
        bad("no expiry", "not valid", claims -> claims.unsetClaim("exp")),
        bad("expired", "expired", claims -> claims.setExpirationTime(in(-60))),
        bad("not yet", "not valid", claims -> claims.setNotBefore(in(120))),
        bad("no subject", "not valid", claims -> claims.unsetClaim("sub")),
        bad("an empty subject", "cannot be used", claims -> claims.setSubject("")),
        bad("a subject with a line end", "cannot be used", claims -> claims.setSubject("a\nb")),
        bad("a long subject", "cannot be used", claims -> claims.setSubject("a".repeat(256))),
        bad("a numeric client", "cannot be used", claims -> claims.setClaim("client_id", 7)),
        bad("scopes as an object", "cannot be used", claims -> claims.setClaim("scope", Map.of())),
        bad(
            "bound to a key",
            "cannot be used",
            claims -> claims.setClaim("cnf", Map.of("jkt", "abc"))));
  }

  private static Arguments bad(String name, String why, Consumer<JwtClaims> change) {
    return Arguments.of(name, why, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badClaims")
  void aWrongClaimIsRefused(String name, String why, Consumer<JwtClaims> change) {
    Judgement judgement = judge(change);
    assertThat(judgement).isInstanceOf(Judgement.Refused.class);
    assertThat(((Judgement.Refused) judgement).why()).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
  void everyRsaSignatureIsGood(String algorithm) throws Exception {
    // The published key names no algorithm, so that it is good for all of them.
    PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(withoutAlgorithm(issuer.key()));
    try (var own = new LocalIssuer()) {
      own.rotate(key);
      var signature = signature(own.claims(), algorithm, key);
      assertThat(new AccessTokens(own.settings()).judge(LocalIssuer.text(signature)))
          .isInstanceOf(Judgement.Accepted.class);
    }
  }

  private static Map<String, Object> withoutAlgorithm(PublicJsonWebKey key) {
    var members = key.toParams(PublicJsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
    members.remove("alg");
    return members;
  }

  private static JsonWebSignature signature(
      JwtClaims claims, String algorithm, PublicJsonWebKey key) {
    var signature = new JsonWebSignature();
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setAlgorithmHeaderValue(algorithm);
    signature.setKey(key.getPrivateKey());
    signature.setPayload(claims.toJson());
    return signature;
  }

  @Test
  void ellipticAndEdwardsCurvesAreGood() throws Exception {
    try (var own = new LocalIssuer()) {
      PublicJsonWebKey ec = LocalIssuer.ec("e");
      PublicJsonWebKey ed = LocalIssuer.ed25519("d");
      own.rotate(ec, ed);
      var both = new AccessTokens(own.settings());
      assertThat(both.judge(LocalIssuer.sign(own.claims(), ec)))
          .isInstanceOf(Judgement.Accepted.class);
      assertThat(both.judge(LocalIssuer.sign(own.claims(), ed)))
          .isInstanceOf(Judgement.Accepted.class);
    }
  }

  @Test
  void aTokenWithoutASignatureIsRefused() {
    var signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setAlgorithmHeaderValue("none");
    signature.setPayload(issuer.claims().toJson());
    assertRefused(LocalIssuer.text(signature));
  }

  /** The old trick: the public key, which everybody has, as the key of a shared secret. */
  @Test
  void aTokenSignedByTheTextOfThePublicKeyIsRefused() {
    var signature = new JsonWebSignature();
    signature.setKeyIdHeaderValue(issuer.key().getKeyId());
    signature.setAlgorithmHeaderValue("HS256");
    signature.setKey(new HmacKey(issuer.key().getPublicKey().getEncoded()));
    signature.setPayload(issuer.claims().toJson());
    assertRefused(LocalIssuer.text(signature));
  }

  @Test
  void anotherKeyOfTheSameNameIsRefused() {
    assertRefused(LocalIssuer.sign(issuer.claims(), LocalIssuer.rsa(issuer.key().getKeyId())));
  }

  /** What a token brings along is no reason to trust it. */
  @Test
  void aKeyInTheTokenItselfIsNotUsed() {
    PublicJsonWebKey own = LocalIssuer.rsa("rsa-1");
    var signature = signature(issuer.claims(), "RS256", own);
    signature.setHeader(
        "jwk", own.toParams(PublicJsonWebKey.OutputControlLevel.PUBLIC_ONLY).toString());
    signature.setHeader("jku", "https://evil.example/jwks");
    assertRefused(LocalIssuer.text(signature));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt"})
  void aTokenOfAnotherKindIsRefused(String type) {
    var signature = signature(issuer.claims(), "RS256", issuer.key());
    signature.setHeader("typ", type);
    assertRefused(LocalIssuer.text(signature));
  }

  @Test
  void anUnknownCriticalHeaderIsRefused() {
    var signature = signature(issuer.claims(), "RS256", issuer.key());
    signature.setCriticalHeaderNames("x-must");
    signature.setHeader("x-must", "y");
    assertRefused(LocalIssuer.text(signature));
  }

  @Test
  void anAlteredTokenIsRefused() {
    String[] parts = issuer.token("alice", "read").split("\\.", -1);
    String[] other = issuer.token("bob", "read reveal").split("\\.", -1);
    assertRefused(parts[0] + "." + other[1] + "." + parts[2]);
    assertRefused(parts[0] + "." + parts[1] + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "a.b.c.d.e", "..", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"})
  void whatIsNoTokenIsRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "7",
        "{}",
        "{\"alg\":7}",
        "{\"alg\":\"RS256\",\"kid\":7}",
        "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"crit\":7}",
        "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"typ\":7}",
        "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"kid\":\"rsa-1\"}",
        "{\"alg\":\"RS256\",\"kid\":\"ec-1\"}",
        "{\"alg\":\"ES256\",\"kid\":\"ec-1\"}",
        "{\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\"}",
        "{\"alg\":\"RS256\",\"x\":DEEP"
      })
  void hostileHeadersAreRefused(String header) {
    String text = header.replace("DEEP", "[".repeat(4000));
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    String[] parts = issuer.token("alice", "read").split("\\.", -1);
    assertRefused(encoded + "." + parts[1] + "." + parts[2]);
    assertRefused(encoded + "." + parts[1] + ".AA.AA." + parts[2]);
  }

  @Test
  void aTokenThatIsTooLongIsRefusedUnread() {
    String token = issuer.token("alice", "x ".repeat(AccessTokens.MAX_LENGTH));
    assertThat(tokens.judge(token))
        .isEqualTo(new Judgement.Refused("The access token is too long."));
  }

  private static void assertRefused(String token) {
    assertThat(tokens.judge(token)).isInstanceOf(Judgement.Refused.class);
  }
}
