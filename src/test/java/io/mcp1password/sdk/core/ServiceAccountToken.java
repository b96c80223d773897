package io.mcp1password.sdk.core;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A well-formed token of a service account that does not exist, for a sign-in address.
 *
 * @param key the account's unlock key, in base64url
 * @param srpX the secret exponent of the sign-in, in hex
 * @param salt the salt of the sign-in, in base64url
 */
record ServiceAccountToken(String text, String key, String srpX, String salt) {

  static final String EMAIL = "abcdefghijklm@1passwordserviceaccounts.com";

  /** The part of the secret key that the server knows. */
  static final String SECRET_KEY_ID = "ABCDEF";

  private static final SecureRandom RANDOM = new SecureRandom();

  static ServiceAccountToken of(String signInAddress) {
    String key = base64(32);
    String srpX = hex();
    String salt = base64(16);
    String json =
        """
        {"signInAddress":"%s","userAuth":{"method":"SRPg-4096","alg":"PBES2g-HS256",\
        "iterations":650000,"salt":"%s"},"email":"%s",\
        "srpX":"%s","muk":{"alg":"A256GCM","ext":true,"k":"%s","key_ops":["encrypt","decrypt"],\
        "kty":"oct","kid":"mp"},"secretKey":"A3-%s-GHJKLM-NPQRS-TVWXY-Z2345-6789A",\
        "throttleSecret":{"seed":"%s","uuid":"ABCDEFGHIJKLMNOPQRSTUVWXYZ"},\
        "deviceUuid":"abcdefghijklmnopqrstuvwxyz"}\
        """
            .formatted(signInAddress, salt, EMAIL, srpX, key, SECRET_KEY_ID, hex());
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return new ServiceAccountToken("ops_" + encoded, key, srpX, salt);
  }

  /** A client's configuration with this token, as the official SDKs send it. */
  static String configuration(String token) {
    return """
    {"serviceAccountToken":"%s","programmingLanguage":"JS","sdkVersion":"0050001",\
    "integrationName":"mcp-1password tests","integrationVersion":"v1.0.0",\
    "requestLibraryName":"Fetch API","requestLibraryVersion":"Fetch API",\
    "os":"linux","osVersion":"0.0.0","architecture":"x64"}\
    """
        .formatted(token);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String base64(int length) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(length));
  }

  private static String hex() {
    return HexFormat.of().formatHex(random(32));
  }
}
