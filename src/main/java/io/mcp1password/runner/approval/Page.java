package io.mcp1password.runner.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcp1password.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;

/** An answer of the approval server: a web page without any script. */
record Page(int status, String title, Html body) {

  private static final String STYLE = style();

  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + hash(STYLE)
          + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  /**
   * The headers of every page. The referrer stays within the origin, since without any a browser
   * would send the page's own forms with the origin {@code null}.
   */
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "text/html; charset=utf-8",
          "Content-Security-Policy", POLICY,
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin");

  /** A page with one heading and a sentence. */
  static Page message(int status, String title, String sentence) {
    return new Page(status, title, Html.of("<h1>{}</h1>\n<p>{}</p>", title, sentence));
  }

  /** The whole document. */
  String document() {
    return Html.of(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{} · mcp-1password</title>
            <style>{}</style>
            </head>
            <body>
            <main>
            <p class="product">mcp-1password on this machine</p>
            {}
            </main>
            </body>
            </html>
            """,
            title,
            new Html(STYLE),
            body)
        .markup();
  }

  private static String style() {
    try (InputStream file = Page.class.getResourceAsStream("page.css")) {
      if (file == null) {
        throw new IllegalStateException("the page's style sheet is missing");
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the page's style sheet cannot be read", e);
    }
  }

  private static String hash(String style) {
    return Base64.getEncoder().encodeToString(Sha256.of(style));
  }
}
