package io.mcp1password.backend.connect;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading an answer that is too large, so that no server can exhaust the memory. */
final class BoundedBody implements ClientResponseFilter {

  private final long limit;

  /**
   * A filter with this limit.
   *
   * @param limit the most that one answer may hold, in bytes
   */
  BoundedBody(long limit) {
    this.limit = limit;
  }

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response) {
    response.setEntityStream(new BoundedStream(response.getEntityStream(), limit));
  }

  /** More was sent than is accepted. */
  static final class TooLarge extends IOException {

    private static final long serialVersionUID = 1;
  }

  private static final class BoundedStream extends FilterInputStream {

    private long left;

    BoundedStream(InputStream body, long limit) {
      super(body);
      left = limit;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      count(skipped);
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void count(long bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new TooLarge();
      }
    }
  }
}
