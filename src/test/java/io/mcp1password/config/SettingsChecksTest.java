package io.mcp1password.config;

import static io.mcp1password.config.Loading.load;
import static io.mcp1password.config.Loading.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has to go together, and what is only worth a warning. */
class SettingsChecksTest {

  private static final String JWT = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln";
  private static final Map<String, String> CONNECT = Map.of("OP_CONNECT_TOKEN", JWT);
  private static final Map<String, String> BEARER =
      Map.of("OP_MCP_HTTP_BEARER_TOKEN", "0123456789abcdef");

  @Test
  void allProblemsAreInOneReport() {
    assertThat(
            problems(
                "--http-port=99999",
                "--enable-writes=maybe",
                "--auth-mode=connect",
                "--frobnicate=1",
                "--log-level"))
        .containsExactly(
            "--frobnicate: there is no such flag; see --help",
            "--enable-writes: maybe is not one of true, false, 1, 0, yes, no, on, off",
            "--http-port: 99999 is not between 0 and 65535",
            "--log-level: has no value; write --log-level=VALUE",
            "--connect-token: missing; --auth-mode=connect needs a Connect token in"
                + " OP_CONNECT_TOKEN");
  }

  @Test
  void nothingIsConcludedFromAValueThatIsNotValid() {
    assertThat(problems("--auth-mode=cloud", "--transport=http", "--http-require-bearer=perhaps"))
        .containsExactly(
            "--auth-mode: cloud is not one of connect, service-account, desktop, demo",
            "--http-require-bearer: perhaps is not one of true, false, 1, 0, yes, no, on, off");
  }

  @Test
  void aMisspeltFlagIsToldWithSimilarOnesAndWithoutItsValue() {
    assertThat(problems("--auth-mode=demo", "--http-prt=ops_hidden"))
        .singleElement()
        .asString()
        .startsWith("--http-prt: there is no such flag; similar ones: ")
        .contains("--http-port")
        .doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ops_hidden", "-hidden", "--Hidden", "x"})
  void anArgumentThatIsNoFlagIsNotRepeated(String argument) {
    assertThat(problems("--auth-mode=demo", argument))
        .containsExactly(
            "an argument was given that is no flag (not shown, since it may be a secret)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth-mode", "http-port", "log-level", "http-host", "http-path"})
  void aTokenInTheWrongPlaceIsNotRepeated(String name) {
    for (String token : List.of("ops_eyJzaWduSW4", JWT)) {
      assertThat(String.join(" ", problems("--account=a", "--" + name + "=" + token + "!")))
          .contains("--" + name + ": the value ")
          .doesNotContain(token);
    }
  }

  @Test
  void aValueThatWouldBreakTheLineIsNotRepeated() {
    assertThat(problems("--auth-mode=demo", "--log-level=a\nmcp-1password: all is well"))
        .containsExactly("--log-level: the value is not one of error, warn, info, debug, trace");
  }

  @Test
  void aVariableThatIsNoSettingIsWorthAWarning() {
    assertThat(load(Map.of("OP_MCP_ALLOWED_VAULT", "Team"), "--auth-mode=demo").warnings())
        .containsExactly("OP_MCP_ALLOWED_VAULT: there is no such setting; ignored");
  }

  @Test
  void aTokenOnTheCommandLineIsWorthAWarning() {
    assertThat(load("--auth-mode=connect", "--connect-token=" + JWT).warnings())
        .containsExactly(
            "--connect-token: others on this machine can read it in the list of processes;"
                + " set OP_CONNECT_TOKEN instead");
    assertThat(load("--auth-mode=service-account", "--service-account-token=ops_x").warnings())
        .singleElement()
        .asString()
        .startsWith("--service-account-token: ")
        .endsWith("set OP_SERVICE_ACCOUNT_TOKEN instead");
    assertThat(load(CONNECT, "--auth-mode=connect").warnings()).isEmpty();
  }

  @Nested
  class Backend {

    @Test
    void eachModeNeedsItsCredentials() {
      assertThat(problems("--auth-mode=connect"))
          .singleElement()
          .asString()
          .startsWith("--connect-token: missing");
      assertThat(problems("--auth-mode=service-account"))
          .singleElement()
          .asString()
          .startsWith("--service-account-token: missing");
      assertThat(problems()).singleElement().asString().startsWith("--account: missing");
      assertThat(problems("--auth-mode=demo")).isEmpty();
    }

    @Test
    void aServiceAccountTokenIsNoConnectToken() {
      assertThat(problems(Map.of("OP_CONNECT_TOKEN", "ops_abc"), "--auth-mode=connect"))
          .containsExactly(
              "--connect-token: this is a service account token (ops_...), not a Connect token;"
                  + " give it as OP_SERVICE_ACCOUNT_TOKEN with --auth-mode=service-account");
    }

    @Test
    void aConnectTokenIsNoServiceAccountToken() {
      assertThat(problems(Map.of("OP_SERVICE_ACCOUNT_TOKEN", JWT), "--auth-mode=service-account"))
          .containsExactly(
              "--service-account-token: this is a Connect token (eyJ...), not a service account"
                  + " token; give it as OP_CONNECT_TOKEN with --auth-mode=connect");
    }

    @Test
    void aConnectServerElsewhereIsAllowedOnRequestOnly() {
      String host = "--connect-host=https://connect.example.com";

      assertThat(problems(CONNECT, "--auth-mode=connect", host))
          .containsExactly(
              "--connect-host: the Connect server is not on this machine; that needs"
                  + " --connect-allow-remote=true");
      assertThat(load(CONNECT, "--auth-mode=connect", host, "--connect-allow-remote").warnings())
          .isEmpty();
      assertThat(problems("--auth-mode=demo", host)).isEmpty();
    }

    @Test
    void aConnectServerElsewhereWithoutTlsIsWorthAWarning() {
      var loaded =
          load(
              CONNECT,
              "--auth-mode=connect",
              "--connect-host=http://connect.example.com:8080",
              "--connect-allow-remote=true");

      assertThat(loaded.warnings())
          .singleElement()
          .asString()
          .startsWith("--connect-host: ")
          .endsWith("use https");
    }
  }

  @Nested
  class Http {

    @Test
    void needsABearerTokenExceptInTheDemo() {
      assertThat(problems("--account=a", "--transport=http"))
          .containsExactly(
              "OP_MCP_HTTP_BEARER_TOKEN: missing; --transport=http needs a bearer token of 16 or"
                  + " more characters");
      assertThat(problems(BEARER, "--account=a", "--transport=http")).isEmpty();
      assertThat(problems("--auth-mode=demo", "--transport=http")).isEmpty();
      assertThat(problems("--account=a", "--transport=stdio")).isEmpty();
    }

    @Test
    void refusesAShortBearerTokenInTheDemoToo() {
      var shorter = Map.of("OP_MCP_HTTP_BEARER_TOKEN", "0123456789abcde");

      assertThat(problems(shorter, "--auth-mode=demo", "--transport=http"))
          .containsExactly("OP_MCP_HTTP_BEARER_TOKEN: the value has fewer than 16 characters");
    }

    @Test
    void acceptsAccessTokensWithOrWithoutASharedToken() {
      var issued =
          load(
              "--account=a",
              "--transport=http",
              "--oauth-issuer=https://id.example.com/t/",
              "--oauth-resource=https://op.example.com/mcp");

      OAuthSettings oauth = issued.settings().http().oauth();
      assertThat(oauth)
          .isEqualTo(
              new OAuthSettings(
                  URI.create("https://id.example.com/t/"),
                  URI.create("https://op.example.com/mcp"),
                  "https://op.example.com/mcp",
                  null));
      assertThat(issued.settings().http().bearerToken()).isNull();
      assertThat(issued.warnings()).isEmpty();
    }

    @Test
    void needsTheIssuerAndTheResourceOfAccessTokens() {
      assertThat(problems(BEARER, "--account=a", "--transport=http", "--oauth-audience=x"))
          .containsExactly("--oauth-issuer: missing; --oauth-audience needs it");
      assertThat(
              problems(
                  BEARER, "--account=a", "--transport=http", "--oauth-issuer=https://id.example"))
          .containsExactly(
              "--oauth-resource: missing; --oauth-issuer needs the MCP endpoint's address as"
                  + " clients know it");
    }

    @Test
    void doesNotCheckAccessTokensWhereEverybodyIsLetIn() {
      assertThat(
              problems(
                  "--account=a",
                  "--transport=http",
                  "--http-require-bearer=false",
                  "--oauth-issuer=https://id.example",
                  "--oauth-resource=https://op.example.com/mcp"))
          .containsExactly(
              "--http-require-bearer: false lets everybody in; --oauth-issuer has no use then");
    }

    @Test
    void goesWithoutABearerTokenOnLoopbackOnly() {
      String[] open = {"--account=a", "--transport=http", "--http-require-bearer=false"};

      assertThat(problems(open)).isEmpty();
      assertThat(problems(Map.of("OP_MCP_HTTP_HOST", "0.0.0.0"), open))
          .containsExactly("--http-require-bearer: false is for a loopback --http-host only");
    }

    @Test
    void doesNotKeepABearerTokenThatIsNotRequired() {
      var loaded = load(BEARER, "--account=a", "--transport=http", "--http-require-bearer=false");

      assertThat(loaded.settings().http().bearerToken()).isNull();
      assertThat(loaded.warnings())
          .containsExactly(
              "OP_MCP_HTTP_BEARER_TOKEN: not used, since --http-require-bearer is false");
    }

    @Test
    void isWorthAWarningBeyondLoopback() {
      assertThat(load(BEARER, "--account=a", "--transport=http", "--http-host=0.0.0.0").warnings())
          .singleElement()
          .asString()
          .startsWith("--http-host: bound beyond loopback without TLS");
    }

    @Test
    void isWorthNoWarningWithTls() {
      assertThat(
              load(
                      BEARER,
                      "--account=a",
                      "--transport=http",
                      "--http-host=0.0.0.0",
                      "--http-tls-cert=cert.pem",
                      "--http-tls-key=key.pem")
                  .warnings())
          .isEmpty();
    }
  }

  @Nested
  class Runner {

    private static final String ON = "--enable-script-runner";
    private static final String OP = "--op-cli-path=/usr/bin/op";
    private static final String ALLOWLIST = "--script-runner-allowlist=/a.json";

    @Test
    void needsAnAllowlistOrAManifest() {
      assertThat(problems("--account=a", ON, OP))
          .containsExactly(
              "--script-runner-allowlist: missing; --enable-script-runner needs an allowlist,"
                  + " or a --script-runner-allowlist-manifest");
      assertThat(problems("--account=a", ON, OP, ALLOWLIST)).isEmpty();
      assertThat(problems("--account=a", ON, OP, "--script-runner-allowlist-manifest=/m.json"))
          .isEmpty();
      assertThat(problems("--account=a", "--enable-unrestricted-script-runner", OP)).isEmpty();
    }

    @Test
    void needsTheWholePathOfOp() {
      assertThat(problems("--account=a", ON, ALLOWLIST))
          .containsExactly(
              "--op-cli-path: not absolute; the script runner needs the whole path of op");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "desktop", "manual-session"})
    void needsAnAccountToSignOpIn(String mode) {
      assertThat(connectProblems(ON, OP, ALLOWLIST, "--op-cli-auth-mode=" + mode))
          .singleElement()
          .asString()
          .startsWith("--account: missing; the script runner's op needs");
    }

    @Test
    void needsNothingOfOpWithoutASignIn() {
      assertThat(connectProblems(ON, ALLOWLIST, "--op-cli-auth-mode=none")).isEmpty();
      assertThat(problems("--auth-mode=demo", ON, ALLOWLIST)).isEmpty();
    }

    private static List<String> connectProblems(String... flags) {
      var all = new ArrayList<>(List.of("--auth-mode=connect"));
      all.addAll(List.of(flags));
      return problems(Map.of("OP_CONNECT_TOKEN", "a.b.c"), all.toArray(String[]::new));
    }

    @Test
    void needsATokenForOpAsAServiceAccount() {
      String[] flags = {"--account=a", ON, OP, ALLOWLIST, "--op-cli-auth-mode=service-account"};

      assertThat(problems(flags))
          .singleElement()
          .asString()
          .startsWith("--service-account-token: missing; the script runner's op needs");
      assertThat(problems(Map.of("OP_SERVICE_ACCOUNT_TOKEN", "ops_x"), flags)).isEmpty();
    }

    @Test
    void takesTheServiceAccountForOpByItself() {
      var token = Map.of("OP_SERVICE_ACCOUNT_TOKEN", "ops_x");

      assertThat(problems(token, "--auth-mode=service-account", ON, OP, ALLOWLIST)).isEmpty();
    }

    @Test
    void needsAFolderForFreeFormCommands() {
      assertThat(problems("--account=a", "--enable-unrestricted-runner"))
          .containsExactly(
              "--unrestricted-runner-root: missing; --enable-unrestricted-runner needs a folder"
                  + " to run commands in");
    }

    @Test
    void goesWithoutApprovalByTheExactPhraseOnly() {
      String phrase = "I_UNDERSTAND_THIS_ALLOWS_UNRESTRICTED_LOCAL_COMMAND_EXECUTION";
      String[] flags = {
        "--account=a",
        "--enable-unrestricted-runner",
        "--unrestricted-runner-root=/srv",
        "--unrestricted-runner-require-session-approval=false"
      };

      for (String other : List.of("yes", phrase.toLowerCase(java.util.Locale.ROOT))) {
        assertThat(problems(Map.of("OP_MCP_ACKNOWLEDGE_UNRESTRICTED_RUNNER", other), flags))
            .containsExactly(
                "--acknowledge-unrestricted-runner: turning the approval off needs the phrase "
                    + phrase);
      }
      assertThat(problems(Map.of("OP_MCP_ACKNOWLEDGE_UNRESTRICTED_RUNNER", phrase), flags))
          .isEmpty();
    }
  }
}
