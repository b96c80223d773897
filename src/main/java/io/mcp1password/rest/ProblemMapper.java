package io.mcp1password.rest;

import io.mcp1password.http.Authorization;
import io.mcp1password.http.Problem;
import io.mcp1password.operation.OperationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns every failure of a REST request into a problem document: the only writer of errors. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Override
  public Response toResponse(Throwable failure) {
    Problem problem =
        switch (failure) {
          case OperationException told ->
              new Problem(
                  told.code().httpStatus(),
                  told.code().wireName(),
                  String.valueOf(told.getMessage()));
          case WebApplicationException web -> Problem.ofStatus(web.getResponse().getStatus());
          default -> unexpected(failure);
        };
    var response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.json().toString());
    if (failure instanceof OperationException told) {
      told.retryAfterSeconds().ifPresent(after -> response.header(HttpHeaders.RETRY_AFTER, after));
      if (!told.neededScopes().isEmpty()) {
        response.header(
            HttpHeaders.WWW_AUTHENTICATE,
            Authorization.current().insufficientScope(told.neededScopes()));
      }
    }
    return response.build();
  }

  /** Only the kind is logged: the message of an unforeseen failure could hold anything. */
  private static Problem unexpected(Throwable failure) {
    LOG.log(Level.ERROR, "A request failed unexpectedly: {0}", failure.getClass().getName());
    return Problem.ofStatus(500);
  }
}
