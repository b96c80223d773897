package io.mcp1password.oauth;

import io.mcp1password.config.OAuthSettings;
import io.mcp1password.model.Principal;
import java.util.List;
import java.util.Locale;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jspecify.annotations.Nullable;

/**
 * Judges access tokens that are signed JSON Web Tokens (RFC 9068): the signature by a key of the
 * issuer, the issuer, the audience, the times, the subject.
 *
 * <p>A token has at most {@value #MAX_LENGTH} characters; clocks may differ by {@value
 * #LEEWAY_SECONDS} seconds. Nothing of a token is ever logged or told.
 */
public final class AccessTokens {

  static final int MAX_LENGTH = 8192;
  static final int LEEWAY_SECONDS = 30;

  private static final System.Logger LOG = System.getLogger(AccessTokens.class.getName());

  /** Signatures by a private key only: whoever can check a token must not be able to make one. */
  private static final AlgorithmConstraints ALGORITHMS =
      new AlgorithmConstraints(
          ConstraintType.PERMIT,
          AlgorithmIdentifiers.RSA_USING_SHA256,
          AlgorithmIdentifiers.RSA_USING_SHA384,
          AlgorithmIdentifiers.RSA_USING_SHA512,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
          AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
          AlgorithmIdentifiers.EDDSA);

  /** A signed token that is no access token, such as one that tells of a logout, says so. */
  private static final List<String> TYPES = List.of("at+jwt", "application/at+jwt", "jwt");

  private final JwtConsumer consumer;

  /** Tokens by these settings; the issuer is asked for its keys when the first one comes. */
  public AccessTokens(OAuthSettings settings) {
    this(settings, new IssuerKeys(new IssuerDocuments(settings), System::nanoTime));
  }

  AccessTokens(OAuthSettings settings, IssuerKeys keys) {
    this.consumer =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(keys)
            .setJwsAlgorithmConstraints(ALGORITHMS)
            .setExpectedIssuer(true, settings.issuer().toString())
            .setExpectedAudience(true, settings.audience())
            .setRequireSubject()
            .setRequireExpirationTime()
            .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
            .registerValidator(AccessTokens::typeError)
            .build();
  }

  /** Judges one token; it may take as long as the issuer may take to tell its keys. */
  public Judgement judge(String token) {
    if (token.length() > MAX_LENGTH) {
      return refused("The access token is too long.");
    }
    try {
      Principal principal = TokenClaims.principal(consumer.processToClaims(token));
      return new Judgement.Accepted(principal);
    } catch (InvalidJwtException e) {
      return isForWantOfKeys(e) ? new Judgement.Unavailable() : refused(why(e));
    } catch (TokenClaims.UnusableException e) {
      return refused("The access token has a claim that cannot be used.");
    }
  }

  private static Judgement refused(String why) {
    LOG.log(System.Logger.Level.DEBUG, "Refused an access token: {0}", why);
    return new Judgement.Refused(why);
  }

  private static boolean isForWantOfKeys(InvalidJwtException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof IssuerKeys.MissingException) {
        return true;
      }
    }
    return false;
  }

  /** The library's own words repeat what the token says. */
  private static String why(InvalidJwtException failure) {
    if (failure.hasErrorCode(ErrorCodes.EXPIRED)) {
      return "The access token has expired.";
    }
    if (failure.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)
        || failure.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
      return "The access token is for another audience.";
    }
    if (failure.hasErrorCode(ErrorCodes.ISSUER_INVALID)
        || failure.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
      return "The access token is of another issuer.";
    }
    return "The access token is not valid.";
  }

  private static ErrorCodeValidator.@Nullable Error typeError(JwtContext context) {
    String type = context.getJoseObjects().getFirst().getHeader("typ");
    return type == null || TYPES.contains(type.toLowerCase(Locale.ROOT))
        ? null
        : new ErrorCodeValidator.Error(ErrorCodes.TYPE_INVALID, "no access token");
  }
}
