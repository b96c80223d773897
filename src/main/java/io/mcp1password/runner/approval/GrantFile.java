package io.mcp1password.runner.approval;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The file of remembered approvals and the file of its key.
 *
 * <p>Several processes may share them: a reader sees the old content or the new one, and changes
 * are made one after the other, under the lock of a third file, {@code .lock}.
 */
final class GrantFile {

  private static final int KEY_BYTES = 32;

  /** A file lock holds between processes only. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Path store;
  private final Path keyFile;
  private final Path lockFile;
  private final GrantCipher cipher = new GrantCipher();

  GrantFile(Path store, Path keyFile) {
    this.store = store;
    this.keyFile = keyFile;
    this.lockFile = store.resolveSibling(store.getFileName() + ".lock");
  }

  /** The ends of the approvals by their scopes' names; none when there is no file. */
  Map<String, Instant> read() throws StoreException {
    byte[] content = PrivateFiles.read(store);
    if (content == null) {
      return Map.of();
    }
    SecretKey key = key();
    if (key == null) {
      throw new StoreException(StoreDefect.NO_KEY);
    }
    return cipher.decrypt(content, key);
  }

  /** Changes the file's content. What cannot be trusted in it is dropped. */
  void update(Consumer<Map<String, Instant>> change) throws StoreException {
    IN_THIS_PROCESS.lock();
    try (FileChannel channel = PrivateFiles.lockFile(lockFile);
        FileLock lock = channel.lock()) {
      Map<String, Instant> grants = new TreeMap<>(trusted());
      change.accept(grants);
      PrivateFiles.replace(store, cipher.encrypt(grants, keyOrNew()));
      lock.release();
    } catch (IOException e) {
      throw new StoreException(StoreDefect.UNREADABLE, e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  private Map<String, Instant> trusted() throws StoreException {
    try {
      return read();
    } catch (StoreException e) {
      return switch (e.defect()) {
        case TAMPERED, MALFORMED, NO_KEY, OPEN_TO_OTHERS -> Map.of();
        case WRONG_KIND, FOREIGN_OWNER, UNREADABLE -> throw e;
      };
    }
  }

  private SecretKey keyOrNew() throws StoreException {
    SecretKey key = key();
    if (key != null) {
      return key;
    }
    byte[] fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    PrivateFiles.replace(
        keyFile, (Base64.getEncoder().encodeToString(fresh) + "\n").getBytes(US_ASCII));
    return new SecretKeySpec(fresh, "AES");
  }

  /** The key; null when there is none, or the file holds none. */
  private @Nullable SecretKey key() throws StoreException {
    byte[] content = PrivateFiles.read(keyFile);
    if (content == null) {
      return null;
    }
    try {
      byte[] key = Base64.getDecoder().decode(new String(content, US_ASCII).strip());
      return key.length == KEY_BYTES ? new SecretKeySpec(key, "AES") : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
