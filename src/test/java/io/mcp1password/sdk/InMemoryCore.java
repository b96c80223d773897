package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A core that holds one account in memory, speaks the JSON of the real one, and fails where a test
 * wants it to. A request in another form than the official SDKs' is refused, as by the real one.
 */
public final class InMemoryCore implements Core {

  private static final String UNUSABLE =
      "data did not match any variant of untagged enum Invocation";

  private final InMemoryAccount account;
  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Set<String> open = new HashSet<>();
  private int clients;

  /** What goes wrong with one call. */
  private record Fault(CoreException failure, boolean afterwards, boolean never) {}

  /** A core for this account. */
  public InMemoryCore(InMemoryAccount account) {
    this.account = account;
  }

  /** A core for the sample account. */
  public static InMemoryCore withSamples() {
    return new InMemoryCore(InMemoryAccount.withSamples());
  }

  /** What it holds. */
  public InMemoryAccount account() {
    return account;
  }

  /** The next such call fails, and does nothing. */
  public synchronized InMemoryCore failing(String call, String name, String message) {
    return fault(call, new Fault(new CoreException(name, message), false, false));
  }

  /** The next such call is carried out, and fails all the same. */
  public synchronized InMemoryCore failingAfterwards(String call, String name, String message) {
    return fault(call, new Fault(new CoreException(name, message), true, false));
  }

  /** The next such call is never answered. */
  public synchronized InMemoryCore silent(String call) {
    return fault(call, new Fault(new CoreException("", ""), false, true));
  }

  private InMemoryCore fault(String call, Fault fault) {
    faults.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(fault);
    return this;
  }

  /** Every client has to sign in again. */
  public synchronized void expireSessions() {
    open.clear();
  }

  /** How often something was asked for. */
  public synchronized long calls(String call) {
    return calls.stream().filter(call::equals).count();
  }

  /** Everything that was asked for, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public synchronized CompletableFuture<String> initClient(String configJson) {
    return answered("initClient", () -> signedIn(parsed(configJson)));
  }

  private String signedIn(JsonObject config) {
    if (!Shapes.CONFIG.fits(config) || config.getString("integrationName").isEmpty()) {
      throw new CoreException("InvalidConfiguration", "invalid user input: the configuration");
    }
    if (!config.containsKey("accountName")
        && !config.getString("serviceAccountToken").startsWith("ops_")) {
      throw new CoreException("ServiceAccountTokenParsing", "invalid service account token");
    }
    String id = Integer.toString(++clients);
    open.add(id);
    return id;
  }

  @Override
  public synchronized CompletableFuture<String> invoke(String requestJson) {
    JsonObject invocation = parsed(requestJson).getJsonObject("invocation");
    JsonObject call = invocation.getJsonObject("parameters");
    return answered(call.getString("name"), () -> carriedOut(invocation, call));
  }

  private String carriedOut(JsonObject invocation, JsonObject call) {
    require(Shapes.OF_CLIENT, call);
    if (!open.contains(String.valueOf(invocation.get("clientId")))) {
      throw new CoreException("DesktopSessionExpired", "the session has expired");
    }
    return text(account.call(call.getString("name"), call.getJsonObject("parameters")));
  }

  @Override
  public synchronized String invokeSync(String requestJson) {
    JsonObject call = parsed(requestJson).getJsonObject("invocation").getJsonObject("parameters");
    require(Shapes.WITHOUT_CLIENT, call);
    calls.add(call.getString("name"));
    return text(
        account.callWithoutClient(call.getString("name"), call.getJsonObject("parameters")));
  }

  private static void require(Map<String, Shape> shapes, JsonObject call) {
    Shape shape = shapes.get(call.getString("name"));
    if (shape == null || !shape.fits(call.getJsonObject("parameters"))) {
      throw new CoreException("", UNUSABLE);
    }
  }

  private static String text(JsonValue answer) {
    return JsonValue.NULL.equals(answer) ? "" : answer.toString();
  }

  private interface Work {
    String done();
  }

  private CompletableFuture<String> answered(String call, Work work) {
    calls.add(call);
    Fault fault = faults.getOrDefault(call, new ArrayDeque<>()).poll();
    if (fault != null && fault.never()) {
      return new CompletableFuture<>();
    }
    try {
      if (fault != null && !fault.afterwards()) {
        throw fault.failure();
      }
      String answer = work.done();
      return fault == null
          ? CompletableFuture.completedFuture(answer)
          : CompletableFuture.failedFuture(fault.failure());
    } catch (CoreException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private static JsonObject parsed(String json) {
    try (var reader = Request.JSON.createReader(new StringReader(json))) {
      return Objects.requireNonNull(reader.readObject());
    }
  }

  @Override
  public synchronized void releaseClient(String clientId) {
    calls.add("releaseClient");
    open.remove(clientId);
  }

  @Override
  public void close() {}
}
