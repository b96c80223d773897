package io.mcp1password.sdk.core;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The server's side of one sign-in by 1Password's method {@code SRPg-4096}: SRP-6a in the 4096-bit
 * group of RFC 5054, with SHA-256.
 */
final class SrpServer {

  private static final BigInteger N =
      new BigInteger(
          """
          FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A0879\
          8E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B\
          0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA4836\
          1C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804\
          F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6\
          955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64\
          ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D226\
          1AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2\
          08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A92108011A723C12A787E6D788719A10BDBA5B2699C32718\
          6AF4E23C1A946834B6150BDA2583E9CA2AD44CE8DBBBC2DB04DE8EF92E8EFC141FBECAA6287C59474E6BC05D\
          99B2964FA090C3A2233BA186515BE7ED1F612970CEE2D7AFB81BDD762170481CD0069127D5B05AA993B4EA98\
          8D8FDDC186FFB7DC90A6C08F4DF435C934063199FFFFFFFFFFFFFFFF\
          """,
          16);
  private static final BigInteger G = BigInteger.valueOf(5);
  private static final int WIDTH = N.bitLength() / 8;

  private final ServiceAccountToken token;
  private final BigInteger verifier;
  private final BigInteger secret = new BigInteger(256, new SecureRandom());
  private final BigInteger mine;
  private BigInteger theirs = BigInteger.ZERO;

  /** A key that both sides know, and the server's proof that it knows it. */
  record Agreement(SealingKey key, String serverProof) {}

  SrpServer(ServiceAccountToken token) {
    this.token = token;
    verifier = G.modPow(new BigInteger(token.srpX(), 16), N);
    BigInteger multiplier = number(sha256(bytes(N), padded(G)));
    mine = multiplier.multiply(verifier).add(G.modPow(secret, N)).mod(N);
  }

  /**
   * Exchanges the public values, which are in hex.
   *
   * @return the server's
   */
  String exchange(String clientValue) {
    theirs = new BigInteger(clientValue, 16);
    return HexFormat.of().formatHex(padded(mine));
  }

  /** What both sides agree on, when the client's proof is that of who knows the secret. */
  Optional<Agreement> confirm(String sessionId, String clientProof) {
    BigInteger scramble = number(sha256(padded(theirs), padded(mine)));
    BigInteger shared = theirs.multiply(verifier.modPow(scramble, N)).modPow(secret, N);
    byte[] key = sha256(utf8(shared.toString(16)));
    byte[] proof = clientProof(key);
    if (!SealingKey.encode(proof).equals(clientProof)) {
      return Optional.empty();
    }
    return Optional.of(
        new Agreement(
            new SealingKey(sessionId, key), SealingKey.encode(sha256(bytes(theirs), proof, key))));
  }

  private byte[] clientProof(byte[] key) {
    byte[] identity =
        sha256(
            sha256(utf8(ServiceAccountToken.SECRET_KEY_ID)),
            sha256(utf8(ServiceAccountToken.EMAIL)));
    return sha256(
        group(),
        sha256(utf8(SealingKey.encode(identity))),
        SealingKey.decode(token.salt()),
        bytes(theirs),
        bytes(mine),
        key);
  }

  private static byte[] group() {
    byte[] group = sha256(bytes(N));
    byte[] generator = sha256(bytes(G));
    for (int i = 0; i < group.length; i++) {
      group[i] ^= generator[i];
    }
    return group;
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  private static byte[] bytes(BigInteger value) {
    String hex = value.toString(16);
    return HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : "0" + hex);
  }

  private static byte[] padded(BigInteger value) {
    byte[] bytes = bytes(value);
    byte[] padded = new byte[WIDTH];
    System.arraycopy(bytes, 0, padded, WIDTH - bytes.length, bytes.length);
    return padded;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
