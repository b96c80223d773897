package io.mcp1password.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcp1password.ServiceFixture;
import io.mcp1password.backend.BackendException.Kind;
import io.mcp1password.backend.InMemoryBackend;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemsTest {

  private final InMemoryBackend backend = InMemoryBackend.withSamples();
  private final ServiceFixture service = ServiceFixture.of(backend);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'query':'EXAMPLE' | Example,Wi-Fi café",
        "'query':'wi-fi' | Wi-Fi café",
        "'query':'securenote' | Wi-Fi café",
        "'query':'work' | Example,Wi-Fi café",
        "'query':'canary' | ''",
        "'vaultId':'Shared' | Wi-Fi café",
        "'limit':1 | Example",
      })
  void theQueryMatchesAnywhereInTheOverviewAndNowhereElse(String arguments, String titles) {
    JsonObject found = service.call("item_search", "{" + arguments + "}").content();
    assertThat(titles(found)).isEqualTo(titles.isEmpty() ? List.of() : List.of(titles.split(",")));
    assertThat(found.getBoolean("partialFailure")).isFalse();
  }

  @Test
  void oneVaultsFailureIsReportedAndNotFatal() {
    backend.failing(InMemoryBackend.PERSONAL, Kind.TIMEOUT);
    JsonObject found = service.call("item_search", "{}").content();
    assertThat(titles(found)).containsExactly("Wi-Fi café");
    assertThat(found.getInt("searchedVaultCount")).isEqualTo(2);
    assertThat(found.getInt("failedVaultCount")).isEqualTo(1);
    assertThat(found.getBoolean("partialFailure")).isTrue();
    JsonObject failure = found.getJsonArray("failures").getJsonObject(0);
    assertThat(failure.getString("vaultId")).isEqualTo(InMemoryBackend.PERSONAL);
    assertThat(failure.getString("errorMessage")).isNotBlank();
  }

  @Test
  void anItemIsShownWithoutItsValues() {
    JsonObject item =
        service
            .call("item_get_metadata", "{'vaultId':'Private things','itemId':'Example'}")
            .content()
            .getJsonObject("item");
    assertThat(item.getString("notesState")).isEqualTo("redacted");
    assertThat(item.getInt("version")).isEqualTo(3);
    assertThat(item.getJsonArray("fields").getJsonObject(2))
        .isEqualTo(
            ServiceFixture.json(
                "{'id':'TOTP_1','title':'one-time password','sectionId':'Section_more',"
                    + "'fieldType':'Totp','valueState':'redacted',"
                    + "'detailsSummary':'otp-available'}"));
    assertThat(item.toString()).doesNotContain("canary").doesNotContain("someone@example.com");
  }

  private static List<String> titles(JsonObject found) {
    return found.getJsonArray("items").stream()
        .map(item -> item.asJsonObject().getString("title"))
        .toList();
  }
}
