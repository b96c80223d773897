package io.mcp1password.mcp;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/**
 * What the transport demands of a request's headers; malformed ones are refused before, with 400.
 */
final class RequestHeaders {

  private static final String REVISION = StandardHeaders.REVISION;

  private RequestHeaders() {}

  static void requireJson(ContainerRequestContext request) {
    MediaType type = request.getMediaType();
    if (type == null
        || !type.getType().equalsIgnoreCase("application")
        || !type.getSubtype().equalsIgnoreCase("json")
        || !type.getParameters().getOrDefault("charset", "utf-8").equalsIgnoreCase("utf-8")) {
      throw HttpRefusal.of(415, "The Content-Type must be application/json.");
    }
  }

  /** A client must take both forms of an answer, whichever it is going to get. */
  static void requireAcceptable(ContainerRequestContext request) {
    List<MediaType> accepted = request.getAcceptableMediaTypes();
    for (MediaType form :
        List.of(MediaType.APPLICATION_JSON_TYPE, MediaType.SERVER_SENT_EVENTS_TYPE)) {
      if (accepted.stream().noneMatch(form::isCompatible)) {
        throw HttpRefusal.of(406, "Accept must hold application/json and text/event-stream.");
      }
    }
  }

  /** Whether the headers say that the message is of the stateless revision. */
  static boolean nameStateless(ContainerRequestContext request) {
    String named = request.getHeaderString(REVISION);
    return named != null && named.strip().equals(Revision.STATELESS.date());
  }

  /** The revision, where one is named, is one that sessions speak. */
  static Optional<Revision> requireRevision(ContainerRequestContext request) {
    String named = request.getHeaderString(REVISION);
    if (named == null) {
      return Optional.empty();
    }
    Optional<Revision> revision = Revision.of(named.strip()).filter(Revision::hasSessions);
    if (revision.isEmpty()) {
      throw HttpRefusal.of(
          400, REVISION + " must be one of " + String.join(", ", Revision.dates(true)) + ".");
    }
    return revision;
  }

  /** The revision, where one is named, is the one of the session. */
  static void requireRevision(ContainerRequestContext request, Revision agreed) {
    if (requireRevision(request).filter(named -> named != agreed).isPresent()) {
      throw HttpRefusal.of(400, REVISION + " must be the session's, " + agreed.date() + ".");
    }
  }
}
