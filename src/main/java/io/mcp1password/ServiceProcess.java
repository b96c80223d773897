package io.mcp1password;

import io.mcp1password.config.Settings;
import java.util.List;

/** The service in this process. */
final class ServiceProcess implements Service {

  @Override
  public int run(Settings settings, List<String> warnings) {
    throw new IllegalStateException("The service is not part of this build.");
  }
}
