package io.mcp1password.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A self-signed certificate for localhost, with its key, made by the JDK's keytool. */
public record TestCertificate(KeyStore store) {

  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "own";

  /** Makes one with a key of this algorithm, valid from this time on, for example {@code -1d}. */
  public static TestCertificate make(Path folder, String algorithm, String from) throws Exception {
    Path file = Files.createTempDirectory(folder, "store").resolve("store.p12");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", ALIAS, "-keyalg", algorithm));
    command.addAll(List.of("-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1"));
    command.addAll(List.of("-ext", "bc=ca:true", "-startdate", from, "-validity", "2"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return new TestCertificate(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  /** The store's password. */
  public char[] password() {
    return PASSWORD.toCharArray();
  }

  /** Writes the certificate in PEM. */
  public Path writeCertificate(Path file) throws Exception {
    return write(file, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
  }

  /** Writes the key in PEM, as PKCS#8. */
  public Path writeKey(Path file) throws Exception {
    return write(file, "PRIVATE KEY", store.getKey(ALIAS, password()).getEncoded());
  }

  /** Writes the key in the older form of RSA keys, PKCS#1, which PKCS#8 holds as its last part. */
  Path writeOldRsaKey(Path file) throws Exception {
    byte[] pkcs8 = store.getKey(ALIAS, password()).getEncoded();
    int header = 26;
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, header, pkcs8.length);
    return write(file, "RSA PRIVATE KEY", pkcs1);
  }

  private static Path write(Path file, String what, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
  }
}
