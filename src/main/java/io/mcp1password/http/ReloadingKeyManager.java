package io.mcp1password.http;

import io.mcp1password.config.TlsSettings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The listener's certificate and key, read again when their files have changed.
 *
 * <p>Files are looked at when a client connects, at most once in a while. Connections that are open
 * go on; when the new files cannot be used, the old ones stay in use and the log says so.
 */
final class ReloadingKeyManager extends X509ExtendedKeyManager {

  private static final System.Logger LOG = System.getLogger(ReloadingKeyManager.class.getName());

  /** How both files looked when they were read. */
  private record Stamp(List<String> looks) {

    static Stamp of(TlsSettings files) {
      return new Stamp(List.of(look(files.certificate()), look(files.key())));
    }

    private static String look(Path file) {
      try {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        FileTime changed = attributes.lastModifiedTime();
        return changed.toInstant() + " " + attributes.size() + " " + attributes.fileKey();
      } catch (IOException absent) {
        return "absent";
      }
    }
  }

  /** One reading of the files; a handshake under way keeps to its own. */
  private record Reading(String alias, TlsIdentity identity) {}

  private final TlsSettings files;
  private final long intervalNanos;
  private Stamp stamp;
  private Reading current;
  private Reading previous;
  private int count;
  private long lastLook;

  /**
   * Reads the files.
   *
   * @param interval the least time between two looks at them
   * @throws TlsFileException when they cannot be used
   */
  ReloadingKeyManager(TlsSettings files, Duration interval) {
    this.files = files;
    this.intervalNanos = interval.toNanos();
    this.lastLook = System.nanoTime();
    this.stamp = Stamp.of(files);
    this.current = new Reading("0", TlsIdentity.read(files));
    this.previous = current;
  }

  @Override
  public synchronized @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    reloadIfChanged();
    return current.identity().key().getAlgorithm().equals(keyType) ? current.alias() : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return reading(alias).identity().chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return reading(alias).identity().key();
  }

  @Override
  public synchronized String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {current.alias()};
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  private synchronized Reading reading(String alias) {
    return previous.alias().equals(alias) ? previous : current;
  }

  private void reloadIfChanged() {
    long now = System.nanoTime();
    if (now - lastLook < intervalNanos) {
      return;
    }
    lastLook = now;
    Stamp seen = Stamp.of(files);
    if (seen.equals(stamp)) {
      return;
    }
    stamp = seen;
    try {
      var read = new Reading(Integer.toString(++count), TlsIdentity.read(files));
      previous = current;
      current = read;
      LOG.log(Level.INFO, "The certificate and the key were read again.");
    } catch (TlsFileException e) {
      LOG.log(Level.WARNING, "The certificate and the key stay as they were: {0}", e.getMessage());
    }
  }
}
