package io.mcp1password.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Properties;

/**
 * The browsable page of the API: Swagger UI out of its web jar, which asks nothing of any other
 * host.
 */
@Path("/docs")
public final class ApiPage {

  private static final Map<String, String> FILES =
      Map.of(
          "swagger-ui.css", "text/css",
          "swagger-ui-bundle.js", "text/javascript",
          "favicon-32x32.png", "image/png");

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>mcp-1password REST API</title>
      <link rel="icon" type="image/png" href="favicon-32x32.png">
      <link rel="stylesheet" href="swagger-ui.css">
      </head>
      <body>
      <div id="swagger-ui"></div>
      <script src="swagger-ui-bundle.js"></script>
      <script src="page.js"></script>
      </body>
      </html>
      """;

  // The validator badge would send the document to another host.
  private static final String SCRIPT =
      """
      SwaggerUIBundle({url: "/openapi?format=JSON", dom_id: "#swagger-ui", validatorUrl: null});
      """;

  private static final String FOLDER = folder();

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response redirect() {
    return Response.seeOther(URI.create("docs/index.html")).build();
  }

  @GET
  @Path("/{file}")
  public Response file(@PathParam("file") String file) {
    return switch (file) {
      case "index.html" -> Response.ok(PAGE, "text/html;charset=utf-8").build();
      case "page.js" -> Response.ok(SCRIPT, "text/javascript;charset=utf-8").build();
      default -> packaged(file);
    };
  }

  private static Response packaged(String file) {
    String type = FILES.get(file);
    if (type == null) {
      throw new NotFoundException();
    }
    InputStream content = ApiPage.class.getResourceAsStream(FOLDER + file);
    if (content == null) {
      throw new NotFoundException();
    }
    return Response.ok(content, type).build();
  }

  /** The web jar's files stand in a folder named by its version. */
  private static String folder() {
    var properties = new Properties();
    try (InputStream pom =
        ApiPage.class.getResourceAsStream(
            "/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      if (pom == null) {
        throw new IllegalStateException("the swagger-ui web jar is missing");
      }
      properties.load(pom);
    } catch (IOException e) {
      throw new IllegalStateException("the swagger-ui web jar cannot be read", e);
    }
    return "/META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version") + "/";
  }
}
