package io.mcp1password.runner.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcp1password.config.ApprovalSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of the approval pages, on the loopback interface, apart from the service's own.
 *
 * <p>Limits: a form of 8 KiB, 30 seconds to send a request, {@value #MAX_AT_ONCE} requests at a
 * time. The time is a limit of the platform's server and holds for the whole process, unless its
 * system property is set otherwise.
 */
final class ApprovalServer implements AutoCloseable {

  static final int MAX_FORM_BYTES = 8 * 1024;

  private static final int MAX_AT_ONCE = 32;
  private static final System.Logger LOG = System.getLogger(ApprovalServer.class.getName());

  static {
    limit("sun.net.httpserver.maxReqTime", "30");
    limit("sun.net.httpserver.nodelay", "true");
  }

  private final ApprovalSettings settings;
  private final ApprovalSite site;
  private final Semaphore places = new Semaphore(MAX_AT_ONCE);
  private @Nullable HttpServer server;
  private @Nullable ExecutorService executor;
  private boolean closed;

  ApprovalServer(ApprovalSettings settings, ApprovalSite site) {
    this.settings = settings;
    this.site = site;
  }

  private static void limit(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Starts it unless it runs; its address. */
  synchronized URI start() {
    if (closed) {
      throw unavailable("the server is stopping", null);
    }
    HttpServer running = server;
    if (running == null) {
      running = listen();
      server = running;
    }
    return URI.create("http://" + authority(settings.host(), running.getAddress().getPort()));
  }

  synchronized boolean isRunning() {
    return server != null;
  }

  private HttpServer listen() {
    try {
      InetAddress address = InetAddress.getByName(settings.host());
      if (!address.isLoopbackAddress()) {
        throw unavailable("its host is not this machine only", null);
      }
      HttpServer fresh = HttpServer.create(new InetSocketAddress(address, settings.port()), 0);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      var origin = new SameOrigin(names(address, fresh.getAddress().getPort()));
      fresh.setExecutor(threads);
      fresh.createContext("/", exchange -> handle(exchange, origin));
      fresh.start();
      executor = threads;
      return fresh;
    } catch (IOException e) {
      throw unavailable("its host and port cannot be listened on", e);
    }
  }

  private Set<String> names(InetAddress bound, int port) {
    Set<String> names = new HashSet<>();
    names.add(authority(settings.host(), port));
    names.add(authority(bound.getHostAddress(), port));
    names.add(authority("localhost", port));
    return names;
  }

  private static String authority(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("0:0:0:0:0:0:0:1")) {
      name = "::1";
    }
    return (name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name) + ":" + port;
  }

  private void handle(HttpExchange exchange, SameOrigin origin) throws IOException {
    try (exchange) {
      if (!places.tryAcquire()) {
        send(exchange, Page.message(503, "Busy", "Try again."));
        return;
      }
      try {
        send(exchange, answer(exchange, origin));
      } finally {
        places.release();
      }
    }
  }

  private Page answer(HttpExchange exchange, SameOrigin origin) throws IOException {
    if (!origin.isAddressedToUs(exchange.getRequestHeaders())) {
      return Page.message(
          403,
          "Wrong address",
          "This server is reached by the address that it was given out with.");
    }
    String path = exchange.getRequestURI().getPath();
    Optional<String> methods = ApprovalSite.methods(path);
    if (methods.isEmpty()) {
      return ApprovalSite.notFound();
    }
    String method = exchange.getRequestMethod();
    if (!Set.of(methods.get().split(", ")).contains(method)) {
      exchange.getResponseHeaders().set("Allow", methods.get());
      return Page.message(405, "Not possible", "This page takes " + methods.get() + " only.");
    }
    try {
      return method.equals("GET") ? view(exchange, path) : post(exchange, path, origin);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "The approval page failed: {0}", e.getClass().getName());
      return Page.message(
          500,
          "Something went wrong",
          "What you asked for may not be done, and nothing new is approved. The server's log and"
              + " its audit log tell more.");
    }
  }

  private Page view(HttpExchange exchange, String path) {
    String query = exchange.getRequestURI().getRawQuery();
    return Form.parse(query == null ? "" : query)
        .map(form -> site.view(path, form))
        .orElseGet(ApprovalServer::notUnderstood);
  }

  private Page post(HttpExchange exchange, String path, SameOrigin origin) throws IOException {
    if (!origin.isFromOurPage(exchange.getRequestHeaders())) {
      return Page.message(
          403, "Refused", "This form was sent by another page. Nothing was changed.");
    }
    if (!ApprovalSite.isForm(exchange.getRequestHeaders())) {
      return Page.message(415, "Not understood", "This server takes its own forms only.");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_FORM_BYTES + 1);
    if (body.length > MAX_FORM_BYTES) {
      return Page.message(413, "Too long", "The form is longer than 8 KiB.");
    }
    return Form.parse(new String(body, UTF_8))
        .map(form -> site.post(path, form))
        .orElseGet(ApprovalServer::notUnderstood);
  }

  private static Page notUnderstood() {
    return Page.message(400, "Not understood", "The request is not in the form of our pages.");
  }

  private static void send(HttpExchange exchange, Page page) throws IOException {
    byte[] document = page.document().getBytes(UTF_8);
    Page.HEADERS.forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(page.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(page.status(), document.length);
    exchange.getResponseBody().write(document);
  }

  private static ApprovalException unavailable(String why, @Nullable Throwable cause) {
    return new ApprovalException(
        ApprovalException.Reason.UNAVAILABLE,
        "The approval page cannot be served: " + why + ". The operator has to put that right.",
        cause);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (server != null) {
      server.stop(0);
      server = null;
    }
    if (executor != null) {
      executor.shutdownNow();
      executor = null;
    }
  }
}
