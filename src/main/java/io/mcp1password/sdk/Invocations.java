package io.mcp1password.sdk;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The requests of one client to the core.
 *
 * <p>When the session is over, because the desktop app was locked or the core was replaced, the
 * client signs in again once and repeats the request, as the official SDKs do.
 */
final class Invocations {

  /** The most bytes that the official SDKs send to the core at once. */
  private static final int MAX_MESSAGE = 50 * 1024 * 1024;

  private final Core core;
  private final ClientConfig config;
  private final ReentrantLock signingIn = new ReentrantLock();
  private volatile Session session;

  /** A signed-in client, by the core's id for it. */
  private static final class Session {

    private final String clientId;

    Session(String clientId) {
      this.clientId = clientId;
    }

    long number() {
      try {
        return Long.parseLong(clientId.strip());
      } catch (NumberFormatException notANumber) {
        throw Members.unreadable();
      }
    }
  }

  private Invocations(Core core, ClientConfig config, Session session) {
    this.core = core;
    this.config = config;
    this.session = session;
  }

  /**
   * Signs in.
   *
   * @throws SdkException when that fails
   */
  static Invocations signIn(Core core, ClientConfig config) {
    return new Invocations(core, config, session(core, config));
  }

  private static Session session(Core core, ClientConfig config) {
    return new Session(answer(core.initClient(config.json().toString()), config.timeout()));
  }

  /**
   * Carries out a request of the client.
   *
   * @throws SdkException when it fails
   */
  JsonValue call(String name, Request parameters) {
    JsonObject json = parameters.json();
    Session used = session;
    try {
      return call(used, name, json);
    } catch (SdkException.SessionExpired _) {
      return call(renewed(used), name, json);
    }
  }

  private JsonValue call(Session used, String name, JsonObject parameters) {
    String message = message(new Request().with("clientId", used.number()), name, parameters);
    return parsed(answer(core.invoke(message), config.timeout()));
  }

  private Session renewed(Session expired) {
    signingIn.lock();
    try {
      if (session.equals(expired)) {
        session = session(core, config);
      }
      return session;
    } finally {
      signingIn.unlock();
    }
  }

  /** Lets the core forget the client; it is of no use afterwards. */
  void release() {
    core.releaseClient(session.clientId);
  }

  /**
   * Carries out a request that needs no client.
   *
   * @throws SdkException when it fails
   */
  static JsonValue callSync(Core core, String name, Request parameters) {
    try {
      return parsed(core.invokeSync(message(new Request(), name, parameters.json())));
    } catch (CoreException failure) {
      throw Failures.of(failure);
    }
  }

  private static String message(Request invocation, String name, JsonObject parameters) {
    var call = new Request().with("name", name).with("parameters", parameters);
    String message =
        new Request()
            .with("invocation", invocation.with("parameters", call.json()).json())
            .json()
            .toString();
    if (message.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE) {
      throw new SdkException.TooLarge();
    }
    return message;
  }

  private static String answer(CompletableFuture<String> coming, Duration timeout) {
    try {
      return coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof CoreException told
          ? Failures.of(told)
          : new SdkException.Other("The 1Password core failed; try again later.");
    } catch (TimeoutException _) {
      coming.cancel(true);
      throw new SdkException.TimedOut();
    } catch (InterruptedException _) {
      coming.cancel(true);
      Thread.currentThread().interrupt();
      throw new SdkException.TimedOut();
    }
  }

  private static JsonValue parsed(String answer) {
    if (answer.isBlank()) {
      return JsonValue.NULL;
    }
    try (JsonReader reader = Request.JSON.createReader(new StringReader(answer))) {
      return reader.readValue();
    } catch (JsonException _) {
      throw Members.unreadable();
    }
  }
}
