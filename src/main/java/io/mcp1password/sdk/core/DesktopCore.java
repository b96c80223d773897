package io.mcp1password.sdk.core;

import io.mcp1password.sdk.Core;
import io.mcp1password.sdk.CoreException;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * The core inside the 1Password desktop app, which asks its user before it answers.
 *
 * <p>Messages are the official SDKs': {@code kind}, {@code account_name} and the {@code payload} in
 * Base64; the answer has {@code success} and the {@code payload}'s bytes. The app's library blocks
 * its caller, so each call has a thread of its own.
 */
public final class DesktopCore implements Core {

  private final DesktopLibrary library;
  private final String account;
  private final ExecutorService calls =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().name("1password-desktop-", 0).daemon().factory());

  private DesktopCore(DesktopLibrary library, String account) {
    this.library = library;
    this.account = account;
  }

  /**
   * The app that is installed on this machine.
   *
   * @param account the account's name as the app shows it, or its id
   * @throws CoreException {@link CoreException#UNAVAILABLE} when it is not there or too old
   */
  public static DesktopCore open(String account) {
    return open(DesktopLibrary.find(), account);
  }

  static DesktopCore open(Path library, String account) {
    return new DesktopCore(DesktopLibrary.load(library), account);
  }

  @Override
  public CompletableFuture<String> initClient(String configJson) {
    return start("init_client", configJson);
  }

  @Override
  public CompletableFuture<String> invoke(String requestJson) {
    return start("invoke", requestJson);
  }

  @Override
  public String invokeSync(String requestJson) {
    try {
      return invoke(requestJson).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CoreException cause ? cause : e;
    }
  }

  @Override
  public void releaseClient(String clientId) {
    // Nobody waits: an app that has gone has no clients either.
    var _ = start("release_client", clientId);
  }

  private CompletableFuture<String> start(String kind, String payload) {
    try {
      return CompletableFuture.supplyAsync(() -> exchange(kind, payload), calls);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new CoreException(CoreException.CLOSED, "the connection to 1Password was closed"));
    }
  }

  private String exchange(String kind, String payload) {
    String message =
        ScriptJson.JSON
            .createObjectBuilder()
            .add("kind", kind)
            .add("account_name", account)
            .add(
                "payload",
                Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)))
            .build()
            .toString();
    return read(library.exchange(message.getBytes(StandardCharsets.UTF_8)));
  }

  private static String read(byte[] answer) {
    try (JsonReader reader = ScriptJson.JSON.createReader(new ByteArrayInputStream(answer))) {
      JsonObject object = reader.readObject();
      String payload = text(object.getOrDefault("payload", JsonValue.NULL));
      if (object.getBoolean("success", false)) {
        return payload;
      }
      throw CoreErrors.of(payload);
    } catch (JsonException | ClassCastException | IllegalArgumentException e) {
      throw new CoreException(
          CoreException.UNAVAILABLE,
          "the 1Password desktop app gave an answer of an unknown form; update the app");
    }
  }

  private static String text(JsonValue payload) {
    return switch (payload) {
      case JsonString base64 ->
          new String(Base64.getDecoder().decode(base64.getString()), StandardCharsets.UTF_8);
      case JsonArray numbers -> {
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = ((JsonNumber) numbers.get(i)).bigIntegerValue().byteValue();
        }
        yield new String(bytes, StandardCharsets.UTF_8);
      }
      default -> throw new IllegalArgumentException("payload");
    };
  }

  /** Ends the connection; what the app is asked already it may still do. */
  @Override
  public void close() {
    calls.shutdown();
  }
}
