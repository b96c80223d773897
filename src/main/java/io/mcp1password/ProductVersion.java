package io.mcp1password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of this product and of the Java that it runs on. */
final class ProductVersion {

  private ProductVersion() {}

  /** The product's version, for example {@code 1.0.0}. */
  static String current() {
    var properties = new Properties();
    try (InputStream file = ProductVersion.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(file, "version.properties is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty("version"), "version is missing");
  }

  /** What {@code --version} prints: two lines. */
  static String text() {
    return String.format(
        "mcp-1password %s%nJava %s (%s)%n",
        current(), Runtime.version(), System.getProperty("java.vm.name"));
  }
}
