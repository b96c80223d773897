package io.mcp1password.bench;

import io.helidon.microprofile.server.Server;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/**
 * The least that a Helidon MP application can do: it answers with a fixed JSON text, or with the
 * one that it gets.
 */
public final class EchoApplication extends Application {

  /** The one resource. */
  @Path("/")
  public static final class Echo {

    /** A fixed text. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String fixed() {
      return "{\"ok\":true}";
    }

    /** The same text. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String echo(String body) {
      return body;
    }
  }

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Echo.class);
  }

  /** Starts it on a free port of 127.0.0.1, and prints the port. */
  public static void main(String[] arguments) {
    Server server =
        Server.builder()
            .host("127.0.0.1")
            .port(0)
            .addApplication("/echo", EchoApplication.class)
            .build()
            .start();
    System.out.println("port " + server.port());
  }
}
