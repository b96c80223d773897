package io.mcp1password.demo;

import com.sun.net.httpserver.HttpServer;
import io.mcp1password.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A server that behaves as 1Password Connect does, with its vaults in memory.
 *
 * <p>It serves the whole Connect API, accepts the tokens that it made itself, and forgets
 * everything when it stops. {@link #faults()} makes it misbehave.
 */
public final class ConnectStandIn implements AutoCloseable {

  /** The access bits of a token that may read only. */
  public static final int READ_ONLY = 48;

  /** The access bits of a token that may read and write. */
  public static final int READ_WRITE = 496;

  static {
    // Without it each small answer waits 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final VaultStore vaults = new VaultStore();
  private final TokenMint tokens = new TokenMint();
  private final StandInFaults faults = new StandInFaults();
  private final RequestLog requests = new RequestLog();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final String host;
  private final HttpServer server;

  private ConnectStandIn(Builder builder) throws IOException {
    host = builder.host;
    server = HttpServer.create(new InetSocketAddress(host, builder.port), 0);
    server.setExecutor(executor);
    var handler = new ConnectHandler(new ConnectRoutes(vaults), tokens, faults, requests);
    server.createContext("/", handler);
    builder.content.fill(this);
    server.start();
  }

  /** A stand-in on a free port of 127.0.0.1, with the sample vaults, unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** The server's address, without {@code /v1}. */
  public URI uri() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return URI.create("http://" + name + ":" + port());
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** A new token that reads and writes in all vaults that there are now. */
  public Secret adminToken() {
    return token(
        vaults.ids().stream().collect(Collectors.toMap(Function.identity(), _ -> READ_WRITE)));
  }

  /** A new token with these access bits by vault id. */
  public Secret token(Map<String, Integer> accessBits) {
    return tokens.issue(accessBits, null);
  }

  /** A new token with these access bits by vault id, valid until then. */
  public Secret token(Map<String, Integer> accessBits, Instant expiry) {
    return tokens.issue(accessBits, expiry);
  }

  /** The switches that make it misbehave. */
  public StandInFaults faults() {
    return faults;
  }

  /** The requests that came in, oldest first; the last 10,000 at most. */
  public List<ReceivedRequest> requests() {
    return requests.all();
  }

  /** Empties {@link #requests()}. */
  public void forgetRequests() {
    requests.clear();
  }

  /** The ids of all vaults, in the order in which they were added. */
  public List<String> vaultIds() {
    return vaults.ids();
  }

  /**
   * The id of the vault with that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public String vaultId(String name) {
    return vaults.all().stream()
        .filter(vault -> vault.name().equals(name))
        .map(StoredVault::id)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no vault is named " + name));
  }

  /** Adds an empty vault and returns its id, which no token made before covers. */
  public String addVault(String name, String description) {
    String id = Ids.of("vault " + vaults.ids().size() + " " + name);
    vaults.add(new StoredVault(id, name, description, faults));
    return id;
  }

  /**
   * Puts an item into a vault as it is, valid or not, and returns its id.
   *
   * <p>Only what is missing of {@code id}, {@code vault}, {@code version} and the timestamps is
   * added. A file in {@code files} may bring its content in base64 as {@code content}.
   *
   * @param json the item's JSON object
   * @throws IllegalArgumentException when it is not a JSON object, or there is no such vault
   */
  public String plant(String vaultId, String json) {
    return Planting.plant(vault(vaultId), json);
  }

  /** Makes every write visible to reads at once, whatever the replication lag. */
  public void replicate() {
    vaults.all().forEach(StoredVault::replicate);
  }

  /** Waits until it is closed. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /** Stops at once; requests under way are cut. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
    stopped.countDown();
  }

  private StoredVault vault(String id) {
    return vaults.all().stream()
        .filter(vault -> vault.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no vault has the id " + id));
  }

  /** What a new stand-in is filled with. */
  private interface Content {
    void fill(ConnectStandIn standIn);
  }

  /** Settings of a new stand-in. */
  public static final class Builder {

    private String host = "127.0.0.1";
    private int port;
    private Content content = SampleData::fill;

    private Builder() {}

    /** The address to listen on. */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /** The port to listen on; 0 for a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** No vault at all, for tests that plant their own. */
    public Builder empty() {
      return vaults(0, 0);
    }

    /** Instead of the sample, vaults {@code Vault 1}, … each with logins {@code Item 1}, …. */
    public Builder vaults(int count, int itemsEach) {
      content = standIn -> SampleData.fillPlain(standIn, count, itemsEach);
      return this;
    }

    /**
     * Starts it.
     *
     * @throws UncheckedIOException when the port cannot be had
     */
    public ConnectStandIn build() {
      try {
        return new ConnectStandIn(this);
      } catch (IOException notBound) {
        throw new UncheckedIOException(notBound);
      }
    }
  }
}
