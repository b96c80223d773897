package io.mcp1password.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A TCP proxy before an HTTP server, which lets requests meet with mishaps; at first all is well.
 */
public final class FaultyProxy implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private final InetSocketAddress target;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<ProxiedRequest> requests = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile Function<ProxiedRequest, Mishap> plan = _ -> Mishap.NONE;
  private volatile CountDownLatch healed = new CountDownLatch(1);
  private volatile boolean down;

  /** A proxy on a free port of 127.0.0.1. */
  public FaultyProxy(URI target) throws IOException {
    this.target = new InetSocketAddress(target.getHost(), target.getPort());
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** From now on every request meets with this. */
  public void always(Mishap mishap) {
    plan(_ -> mishap);
  }

  /** From now on every request meets with what this says of it; the first has the number 1. */
  public void plan(Function<ProxiedRequest, Mishap> mishaps) {
    count.set(0);
    plan = mishaps;
  }

  /** Every connection is reset, and so is each that is made from now on. */
  public void goDown() {
    down = true;
    open.forEach(FaultyProxy::reset);
  }

  /** All is well again, and what is held goes on; what is silent stays so. */
  public void heal() {
    down = false;
    always(Mishap.NONE);
    CountDownLatch before = healed;
    healed = new CountDownLatch(1);
    before.countDown();
  }

  /** The requests that came in since they were forgotten. */
  public List<ProxiedRequest> requests() {
    return List.copyOf(requests);
  }

  /** Empties {@link #requests()}. */
  public void forgetRequests() {
    requests.clear();
  }

  /** How many connections are open now. */
  public int connections() {
    return open.size();
  }

  /** How many requests are under way: held, silent, or in between. */
  public int underWay() {
    return underWay.get();
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listener.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException closed) {
      open.forEach(FaultyProxy::reset);
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      if (down) {
        client.setSoLinger(true, 0);
        return;
      }
      converse(client);
    } catch (IOException gone) {
      // The client or the server has let the connection go, as is their right here.
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private void converse(Socket client) throws IOException, InterruptedException {
    var in = new BufferedInputStream(client.getInputStream());
    boolean usable = true;
    while (usable) {
      String head = HttpMessage.head(in);
      if (head.isEmpty()) {
        return;
      }
      var message = new HttpMessage(head, "");
      var request = new ProxiedRequest(count.incrementAndGet(), message.word(0), message.word(1));
      CountDownLatch release = healed;
      Mishap mishap = plan.apply(request);
      requests.add(request);
      underWay.incrementAndGet();
      try {
        usable = new Exchange(head, client, in, target, release).meet(mishap);
      } finally {
        underWay.decrementAndGet();
      }
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException gone) {
      // It is closed already.
    }
  }

  /** Stops listening, so that connections are refused, and resets those that there are. */
  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(FaultyProxy::reset);
    threads.shutdownNow();
  }
}
