package io.mcp1password.sdk.core;

import io.mcp1password.sdk.core.Script.Callable;
import io.mcp1password.sdk.core.Script.Global;
import io.mcp1password.sdk.core.Script.Plain;
import io.mcp1password.sdk.core.Script.Undefined;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The web's functions that the core imports: fetch, timers, random numbers, clocks and dates. */
final class WebImports {

  private final CoreInstance instance;
  private final EventLoop loop;
  private final Fetch fetch;
  private final SecureRandom random = new SecureRandom();
  private final Map<Double, Future<?>> timers = new HashMap<>();
  private double nextTimer = 1;
  private final Map<String, Import> imports = new LinkedHashMap<>();

  private WebImports(CoreInstance instance, EventLoop loop, Fetch fetch) {
    this.instance = instance;
    this.loop = loop;
    this.fetch = fetch;
  }

  static Map<String, Import> of(CoreInstance instance, EventLoop loop, Fetch fetch) {
    WebImports made = new WebImports(instance, loop, fetch);
    made.addRequests();
    made.addResponses();
    made.addAborts();
    made.addTimers();
    made.addRandom();
    made.addClocks();
    return made.imports;
  }

  private void add(String name, Import call) {
    imports.put(name, call);
  }

  private void addCatching(String name, Import call) {
    imports.put(name, new Import.Catching(call));
  }

  private void addRequests() {
    addCatching("__wbg_new_018dcc2d6c8c2f6a", a -> new Headers());
    addCatching(
        "__wbg_append_8c7dd8d641a5f01b",
        a -> {
          a.object(0, Headers.class).append(a.text(1), a.text(3));
          return null;
        });
    add("__wbg_setmethod_3c5280fe5d890842", a -> set(a, "method", a.text(1)));
    add("__wbg_setheaders_834c0bdb6a8949ad", a -> set(a, "headers", a.object(1)));
    add("__wbg_setbody_5923b78a95eedf29", a -> set(a, "body", a.object(1)));
    add("__wbg_setsignal_75b21ef3a81de905", a -> set(a, "signal", a.object(1)));
    // A host without origin, cookies and cache has no use for these.
    add("__wbg_setcredentials_c3a22f1cd105a2c6", a -> null);
    add("__wbg_setmode_5dc300b865044b65", a -> null);
    add("__wbg_setcache_12f17c3a980650e4", a -> null);
    addCatching(
        "__wbg_newwithstrandinit_06c535e0a867c635",
        a -> request(a.text(0), a.object(2, Plain.class)));
    add("__wbg_fetch_6bbc32f991730587", a -> fetch.send(a.object(0, Fetch.Request.class)));
    add("__wbg_fetch_509096533071c657", a -> fetch.send(a.object(1, Fetch.Request.class)));
  }

  private static @Nullable Object set(Arguments arguments, String name, @Nullable Object value) {
    arguments.object(0, Plain.class).set(name, value);
    return null;
  }

  private static Fetch.Request request(String url, Plain options) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw Script.typeError("Invalid URL");
    }
    return new Fetch.Request(
        uri,
        options.get("method") instanceof String method ? method : "GET",
        options.get("headers") instanceof Headers headers ? headers : new Headers(),
        body(options.get("body")),
        options.get("signal") instanceof Abort abort ? abort : new Abort());
  }

  private static Bytes body(@Nullable Object body) {
    return switch (body) {
      // The core may free its memory before the request is sent.
      case Bytes bytes -> Bytes.of(bytes.copy());
      case String text -> Bytes.of(text.getBytes(StandardCharsets.UTF_8));
      case null, default -> Bytes.of(new byte[0]);
    };
  }

  private void addResponses() {
    add("__wbg_instanceof_Response_f2cc20d9f7dfd644", a -> a.object(0) instanceof Fetch.Response);
    add(
        "__wbg_url_ae10c34ca209681d",
        a -> {
          String url = a.object(1, Fetch.Response.class).url();
          instance.giveText(a.integer(0), url);
          return null;
        });
    add("__wbg_status_f6360336ca686bf0", a -> a.object(0, Fetch.Response.class).status());
    add("__wbg_headers_9cb51cfd2ac780a4", a -> a.object(0, Fetch.Response.class).headers());
    addCatching(
        "__wbg_arrayBuffer_d1b44c4390db422f",
        a -> Promise.of(loop, a.object(0, Fetch.Response.class).body()));
  }

  private void addAborts() {
    addCatching("__wbg_new_e25e5aab09ff45db", a -> new Abort());
    add("__wbg_signal_aaf9ad74119f20a4", a -> a.object(0));
    add(
        "__wbg_abort_775ef1d17fc65868",
        a -> {
          a.object(0, Abort.class).abort();
          return null;
        });
    add(
        "__wbg_abort_410ec47a64ac6117",
        a -> {
          a.object(0, Abort.class).abort(a.object(1));
          return null;
        });
  }

  private void addTimers() {
    add(
        "__wbg_setTimeout_4ec014681668a581",
        a -> setTimeout(a.object(0, Callable.class), Math.max(0, a.integer(1))));
    add(
        "__wbg_clearTimeout_42d9ccd50822fd3a",
        a -> {
          Future<?> timer = a.object(0) instanceof Double number ? timers.remove(number) : null;
          if (timer != null) {
            timer.cancel(false);
          }
          return Undefined.UNDEFINED;
        });
  }

  private Double setTimeout(Callable callback, int delayMillis) {
    Double number = nextTimer++;
    Runnable task =
        () -> {
          timers.remove(number);
          callback.call();
        };
    timers.put(number, loop.schedule(task, delayMillis));
    return number;
  }

  private void addRandom() {
    add("__wbg_crypto_86f2631e91b51511", a -> Global.CRYPTO);
    addCatching(
        "__wbg_getRandomValues_1c61fac11405ffdc",
        a -> {
          instance.memory().write(a.integer(0), randomBytes(a.integer(1)));
          return null;
        });
    addCatching(
        "__wbg_getRandomValues_b3f15fcbfabb0f8b",
        a -> {
          Bytes bytes = a.object(1, Bytes.class);
          bytes.set(randomBytes(bytes.length()), 0);
          return null;
        });
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void addClocks() {
    add("__wbg_now_807e54c39636c349", a -> (double) System.currentTimeMillis());
    add("__wbg_static_accessor_performance_da77b3a901a72934", a -> Global.PERFORMANCE);
    add("__wbg_now_d18023d54d4e5500", a -> System.nanoTime() / 1e6);
    add("__wbg_new0_f788a2397c7ca929", a -> ScriptDate.now());
    add("__wbg_new_31a97dac4f10fab7", a -> ScriptDate.of(a.object(0)));
    add("__wbg_getFullYear_17d3c9e4db748eb7", a -> a.object(0, ScriptDate.class).year());
    add(
        "__wbg_getTimezoneOffset_6b5752021c499c47",
        a -> a.object(0, ScriptDate.class).offsetMinutes());
    add(
        "__wbg_toLocaleDateString_e5424994746e8415",
        a -> a.object(0, ScriptDate.class).format(a.text(1), a.object(3)));
  }
}
