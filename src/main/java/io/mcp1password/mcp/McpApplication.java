package io.mcp1password.mcp;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mcp1password.config.HttpSettings;
import io.mcp1password.operation.Caller;
import io.mcp1password.operation.OperationCatalog;
import io.mcp1password.operation.TimedInvoker;
import java.time.Duration;
import java.time.InstantSource;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;

/**
 * The MCP endpoint as a JAX-RS application, to be mounted at {@link HttpSettings#path()}.
 *
 * <p>It speaks the revisions 2025-03-26, 2025-06-18, 2025-11-25 and 2026-07-28 over Streamable
 * HTTP. It relies on the web server for the bearer token, the checks of Host and Origin, and the
 * limits of size and time of a request's body.
 */
public final class McpApplication extends ResourceConfig implements AutoCloseable {

  /** All methods that are answered here, be it with a refusal. */
  private static final String[] METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

  /** The time between two signs of life on a stream that is silent. */
  static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /** How long answers may take to be brought at the end. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final Changes changes;
  private final Sessions sessions;
  private final AnswerStreams streams;

  /**
   * The endpoint of the product.
   *
   * @param updates hears of the operations that the invoker runs
   */
  public McpApplication(
      OperationCatalog catalog,
      TimedInvoker invoker,
      ResourceUpdates updates,
      HttpSettings settings) {
    this(ProductFeatures.of(catalog, invoker, updates), settings, Pages.SIZE, KEEP_ALIVE);
  }

  McpApplication(Features features, HttpSettings settings, int page, Duration keepAlive) {
    this.changes = features.changes();
    this.streams = new AnswerStreams(keepAlive);
    this.sessions =
        new Sessions(settings.maxSessions(), settings.sessionIdle(), Ticker.systemTicker());
    var offer = new Offer(ServerInfo.ofBuild(), features);
    var requests = new FeatureRequests(features, new Pages(page));
    var surface = Caller.Surface.MCP_HTTP;
    var session = new SessionProtocol(new Handshake(offer), requests, surface);
    var stateless =
        new StatelessProtocol(
            offer,
            requests,
            surface,
            new RequestState(InstantSource.system(), settings.requestStateKey()));
    registerResources(
        resource(
            new McpEndpoint(
                new SessionEndpoint(session, sessions, changes, streams),
                new StatelessEndpoint(stateless, features.tools(), streams))));
  }

  /** How many sessions are open. */
  public int sessionCount() {
    return sessions.count();
  }

  /** Ends all subscriptions and questions, lets what then ends be answered, and all sessions. */
  @Override
  public void close() {
    changes.close();
    sessions.closeQuestions();
    streams.await(LAST_ANSWERS);
    sessions.closeAll();
  }

  private static Resource resource(McpEndpoint endpoint) {
    Resource.Builder resource = Resource.builder("/");
    for (String method : METHODS) {
      resource.addMethod(method).handledBy(endpoint);
    }
    return resource.build();
  }
}
