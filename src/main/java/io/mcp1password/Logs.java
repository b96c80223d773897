package io.mcp1password;

import io.mcp1password.config.LogFormat;
import io.mcp1password.config.LogLevel;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The log: one line per event on the standard error. */
final class Logs {

  /** Strong references: a level set on a logger that nobody holds is lost with it. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger OURS = Logger.getLogger("io.mcp1password");

  /**
   * Warns at each start that an optional API, which nothing here uses, is not on the class path.
   */
  private static final Logger BINDERS =
      Logger.getLogger("org.glassfish.jersey.message.internal.MessagingBinders");

  /** Warns over stdio that metrics, which no web server serves there, are not set up. */
  private static final Logger METERS =
      Logger.getLogger("io.helidon.microprofile.metrics.RegistryFactory");

  /** Warns of an internal error for each client that hangs up in the middle of a request. */
  private static final Logger CONNECTIONS =
      Logger.getLogger("io.helidon.webserver.http1.Http1Connection");

  private static final Logger JERSEY = Logger.getLogger("io.helidon.jersey.webserver.JaxRsService");

  private static final Logger CONTAINER =
      Logger.getLogger("io.helidon.microprofile.cdi.HelidonContainerImpl");

  private Logs() {}

  /**
   * Sets the form, and the level of our own log; libraries say warnings and errors only, at
   * whatever level, because what they say in detail may hold headers and bodies.
   */
  static void configure(LogLevel level, LogFormat format) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    var console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(
        switch (format) {
          case TEXT -> new LogLine();
          case JSON -> new JsonLogLine();
        });
    ROOT.addHandler(console);
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(jul(level));
    BINDERS.setLevel(Level.SEVERE);
    METERS.setLevel(Level.SEVERE);
    CONNECTIONS.setLevel(Level.SEVERE);
  }

  /**
   * Keeps quiet about the web server's end, where Helidon warns of its own order of closing, though
   * all is closed well.
   */
  static void ending() {
    JERSEY.setLevel(Level.SEVERE);
    CONTAINER.setLevel(Level.SEVERE);
  }

  private static Level jul(LogLevel level) {
    return switch (level) {
      case ERROR -> Level.SEVERE;
      case WARN -> Level.WARNING;
      case INFO -> Level.INFO;
      case DEBUG -> Level.FINE;
      case TRACE -> Level.FINEST;
    };
  }
}
