package io.mcp1password.backend.connect;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * Turns every answer that is not a success, or not JSON, into a failure, by its status and content
 * type alone.
 *
 * <p>The body is read to its end and dropped, so that the connection can be used again and none of
 * the server's text gets any further.
 */
final class ConnectErrors implements ResponseExceptionMapper<RuntimeException> {

  /** A longer body is not worth reading: its connection is closed instead, in bytes. */
  private static final int DRAINED = 64 * 1024;

  /** What a deletion is answered with. */
  private static final int NO_CONTENT = 204;

  @Override
  public boolean handles(int status, MultivaluedMap<String, Object> headers) {
    return !isSuccess(status) || (status != NO_CONTENT && !isJson(headers));
  }

  @Override
  public RuntimeException toThrowable(Response response) {
    drain(response);
    return isSuccess(response.getStatus())
        ? ConnectFailures.unreadable()
        : ConnectFailures.ofStatus(response.getStatus(), isHtml(response.getHeaders()));
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status <= 299;
  }

  private static boolean isJson(MultivaluedMap<String, Object> headers) {
    return contentType(headers).contains("json");
  }

  private static boolean isHtml(MultivaluedMap<String, Object> headers) {
    return contentType(headers).contains("html");
  }

  private static String contentType(MultivaluedMap<String, Object> headers) {
    return String.valueOf(headers.getFirst(HttpHeaders.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
  }

  private static void drain(Response response) {
    try (response;
        InputStream body = response.readEntity(InputStream.class)) {
      byte[] _ = body.readNBytes(DRAINED);
    } catch (IOException | RuntimeException broken) {
      // The status is known, and nothing of the body is used.
    }
  }
}
