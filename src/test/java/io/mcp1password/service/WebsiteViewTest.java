package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.model.AutofillBehavior;
import io.mcp1password.model.Website;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebsiteViewTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "https://user:word@host/path?x#y, https://host/path?x#y",
        "https://token@host, https://host",
        "HTTPS://user:a@b@host:8443, HTTPS://host:8443",
        "https://user:wo/rd@host/path, https://host/path",
        "https://user:wo#rd@host, https://host",
        "https://user:wo?rd@host, https://host",
        "https://user:12ab@host, https://host",
        "` https://user:word@host `, https://host",
        "//user:word@host, //host",
        "user:word@host/path, host/path",
        "user:wo/rd@host, host"
      })
  void credentialsAreLeftOut(String url, String shown) {
    assertThat(shown(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host/@name",
        "https://host:8443/@name",
        "https://host:8443?mail=me@host",
        "https://host/a:b@c",
        "host:8443/@name",
        "host",
        "me@host",
        "mailto:me@host",
        ""
      })
  void everythingElseStays(String url) {
    assertThat(shown(url)).isEqualTo(url);
  }

  private static String shown(String url) {
    return WebsiteView.of(new Website(url, "website", AutofillBehavior.EXACT_DOMAIN)).url();
  }
}
