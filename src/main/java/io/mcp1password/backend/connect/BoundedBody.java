package io.mcp1password.backend.connect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The body of an answer, up to a limit, so that no server can exhaust the memory. */
final class BoundedBody implements BodySubscriber<byte[]> {

  /**
   * What is read of a body that is not wanted, in bytes, so that its connection can be used again.
   */
  private static final int DRAINED = 64 * 1024;

  private final int limit;
  private final boolean kept;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private long received;

  private BoundedBody(int limit, boolean kept) {
    this.limit = limit;
    this.kept = kept;
  }

  /**
   * A body that is read; when it is larger, the call fails with {@link TooLarge}.
   *
   * @param limit in bytes
   */
  static BoundedBody kept(int limit) {
    return new BoundedBody(limit, true);
  }

  /** A body that is not wanted; when it is long, its connection is dropped with it. */
  static BoundedBody dropped() {
    return new BoundedBody(DRAINED, false);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (body.isDone()) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      received += buffer.remaining();
      if (received > limit) {
        stop();
        return;
      }
      if (kept) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        content.writeBytes(bytes);
      }
    }
  }

  private void stop() {
    if (subscription != null) {
      subscription.cancel();
    }
    if (kept) {
      body.completeExceptionally(new TooLarge());
    } else {
      body.complete(new byte[0]);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (kept) {
      body.completeExceptionally(failure);
    } else {
      // The status is known, and nothing of the body is used.
      body.complete(new byte[0]);
    }
  }

  @Override
  public void onComplete() {
    body.complete(content.toByteArray());
  }

  /** More was sent than is accepted. */
  static final class TooLarge extends IOException {

    private static final long serialVersionUID = 1;
  }
}
