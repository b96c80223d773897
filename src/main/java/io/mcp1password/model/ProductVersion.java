package io.mcp1password.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of this product. */
public final class ProductVersion {

  private static final String CURRENT = read();

  private ProductVersion() {}

  /** For example {@code 1.0.0}. */
  public static String current() {
    return CURRENT;
  }

  private static String read() {
    var properties = new Properties();
    try (InputStream file =
        ProductVersion.class.getResourceAsStream("/io/mcp1password/version.properties")) {
      properties.load(Objects.requireNonNull(file, "version.properties is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty("version"), "version is missing");
  }
}
