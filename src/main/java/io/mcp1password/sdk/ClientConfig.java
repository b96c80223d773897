package io.mcp1password.sdk;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/**
 * Who a client is, and how long it waits.
 *
 * @param integrationName the name of your program, as people see it in 1Password
 * @param integrationVersion the version of your program
 * @param timeout the bound on each call
 */
public record ClientConfig(
    Auth auth, String integrationName, String integrationVersion, Duration timeout) {

  /** The version of the official SDKs that this one follows, in their own form. */
  private static final String SDK_VERSION = "0050002";

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /** With the usual time-out of 60 seconds. */
  public static ClientConfig of(Auth auth, String integrationName, String integrationVersion) {
    return new ClientConfig(auth, integrationName, integrationVersion, DEFAULT_TIMEOUT);
  }

  JsonObject json() {
    var json =
        new Request()
            .with("programmingLanguage", "Java")
            .with("sdkVersion", SDK_VERSION)
            .with("integrationName", integrationName)
            .with("integrationVersion", integrationVersion)
            .with("requestLibraryName", "java.net.http")
            .with("requestLibraryVersion", String.valueOf(Runtime.version().feature()))
            .with("os", os())
            .with("osVersion", "0.0.0")
            .with("architecture", System.getProperty("os.arch", "unknown"));
    return switch (auth) {
      case Auth.ServiceAccount account -> json.with("serviceAccountToken", account.token()).json();
      case Auth.Desktop app ->
          json.with("serviceAccountToken", "").with("accountName", app.account()).json();
    };
  }

  /** The name that Node.js has for the system, which is what the core is used to. */
  private static String os() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "windows";
    }
    return name.startsWith("mac") ? "darwin" : name;
  }
}
