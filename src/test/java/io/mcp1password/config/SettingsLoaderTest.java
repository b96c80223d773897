package io.mcp1password.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every setting: its default, its flag, its variables, its property, and their precedence. */
class SettingsLoaderTest {

  static Stream<SettingCase> settings() {
    return SettingCases.all();
  }

  static Stream<SettingCase> flags() {
    return settings().filter(SettingCase::hasFlag);
  }

  static Stream<SettingCase> switches() {
    return flags().filter(each -> each.expected() instanceof Boolean);
  }

  static Stream<SettingCase> refusing() {
    return settings().filter(each -> each.bad() != null);
  }

  @Test
  void theTableHasExactlyTheSettingsOfTheContract() {
    assertThat(SettingsTable.SERVER)
        .extracting(Setting::name)
        .containsExactlyInAnyOrderElementsOf(settings().map(SettingCase::name).toList());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void hasItsVariables(SettingCase setting) {
    assertThat(declared(setting).environment()).isEqualTo(setting.variables());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void isOnTheReferencePage(SettingCase setting) throws IOException {
    String first = setting.hasFlag() ? "| `--" + setting.name() + "` | " : "| (none) | ";
    String variables = String.join("`, `", setting.variables());
    assertThat(Files.readString(Path.of("docs", "reference", "configuration.md")))
        .contains(first + "`" + variables + "`");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void hasItsDefault(SettingCase setting) {
    assertThat(setting.value().apply(load(setting))).isEqualTo(setting.initial());
  }

  @ParameterizedTest
  @MethodSource("flags")
  void isSetByItsFlagInBothForms(SettingCase setting) {
    String flag = "--" + setting.name();

    assertThat(setting.value().apply(load(setting, flag + "=" + setting.good())))
        .isEqualTo(setting.expected());
    assertThat(setting.value().apply(load(setting, flag, setting.good())))
        .isEqualTo(setting.expected());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void isSetByEachOfItsVariables(SettingCase setting) {
    for (String variable : setting.variables()) {
      Settings settings = load(setting, Map.of(variable, setting.good()), Map.of());
      assertThat(setting.value().apply(settings)).as(variable).isEqualTo(setting.expected());
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void isSetByItsProperty(SettingCase setting) {
    Settings settings =
        load(setting, Map.of(), Map.of("mcp1password." + setting.name(), setting.good()));

    assertThat(setting.value().apply(settings)).isEqualTo(setting.expected());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void isNotSetByABlankVariableOrProperty(SettingCase setting) {
    Settings settings =
        load(
            setting,
            Map.of(setting.variables().getFirst(), " "),
            Map.of("mcp1password." + setting.name(), ""));

    assertThat(setting.value().apply(settings)).isEqualTo(setting.initial());
  }

  @ParameterizedTest
  @MethodSource("refusing")
  void refusesABadValueWhereverItStands(SettingCase setting) {
    String bad = String.valueOf(setting.bad());
    Map<String, String> around = setting.around();

    if (setting.hasFlag()) {
      String flag = "--" + setting.name();
      assertThat(Loading.problems(around, flag, bad)).containsExactly(line(setting, flag));
    }
    String variable = setting.variables().getFirst();
    assertThat(Loading.problems(plus(around, Map.of(variable, bad))))
        .containsExactly(line(setting, variable));
  }

  private static String line(SettingCase setting, String source) {
    boolean hidden =
        List.of(
                "service-account-token",
                "connect-token",
                "http-bearer-token",
                "request-state-key",
                "connect-host",
                "http-allowed-origin",
                "oauth-issuer",
                "oauth-resource",
                "oauth-jwks-uri")
            .contains(setting.name());
    return source + ": " + (hidden ? "the value" : setting.bad()) + " " + setting.complaint();
  }

  @ParameterizedTest
  @MethodSource("flags")
  void isMissedWhenItsFlagStandsWithoutAValue(SettingCase setting) {
    String flag = "--" + setting.name();
    var expected = flag + ": has no value; write " + flag + "=VALUE";

    assertThat(Loading.problems(setting.around(), flag + "=")).containsExactly(expected);
    if (!declared(setting).isSwitch()) {
      assertThat(Loading.problems(setting.around(), flag)).containsExactly(expected);
      assertThat(Loading.problems(setting.around(), flag, "--diagnostics"))
          .containsExactly(expected);
      assertThat(Loading.problems(setting.around(), flag, "--misspelt=secret"))
          .containsExactly(flag + ": is followed by --misspelt, which is no flag");
    }
  }

  @ParameterizedTest
  @MethodSource("flags")
  void isGivenOnceUnlessRepeatable(SettingCase setting) {
    String flag = "--" + setting.name() + "=" + setting.good();
    List<String> problems = Loading.problems(setting.around(), flag, flag);

    if (declared(setting).repeatable()) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).containsExactly("--" + setting.name() + ": given more than once");
    }
  }

  @ParameterizedTest
  @MethodSource("switches")
  void aSwitchAloneMeansTrue(SettingCase setting) {
    assertThat(setting.value().apply(load(setting, "--" + setting.name()))).isEqualTo(true);
    assertThat(setting.value().apply(load(setting, "--" + setting.name(), "--log-level=warn")))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "yes", "on", "TRUE", "On"})
  void aSwitchTakesEveryWordForTrue(String word) {
    assertThat(Loading.load("--auth-mode=demo", "--enable-writes=" + word).settings().gates())
        .extracting(GateSettings::writes)
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "no", "off", "FALSE", "Off"})
  void aSwitchTakesEveryWordForFalse(String word) {
    assertThat(Loading.load("--auth-mode=demo", "--enable-writes", word).settings().gates())
        .extracting(GateSettings::writes)
        .isEqualTo(false);
  }

  @Test
  void aFlagWinsOverAVariableAndAVariableOverAProperty() {
    var environment = Map.of("OP_MCP_AUTH_MODE", "demo", "OP_MCP_HTTP_PORT", "2");
    var properties = Map.of("mcp1password.http-port", "3", "mcp1password.http-path", "/three");

    var byFlag = Loading.load(List.of("--http-port=1"), environment, properties).settings().http();
    var without = Loading.load(List.of(), environment, properties).settings().http();

    assertThat(byFlag.port()).isEqualTo(1);
    assertThat(without.port()).isEqualTo(2);
    assertThat(without.path()).isEqualTo("/three");
  }

  @Test
  void theFirstOfTwoVariablesWins() {
    var environment =
        Map.of("OP_SERVICE_ACCOUNT_TOKEN", "ops_1", "OP_MCP_SERVICE_ACCOUNT_TOKEN", "ops_two");

    var settings = Loading.load(environment, "--auth-mode=service-account").settings();

    assertThat(settings.backend().serviceAccountToken()).matches(token -> token.length() == 5);
  }

  @Test
  void severalValuesStandInRepeatedFlagsOrInOneVariable() {
    String separator = java.io.File.pathSeparator;
    var environment =
        Map.of(
            "OP_MCP_AUTH_MODE", "demo",
            "OP_MCP_ALLOWED_VAULTS", "Team A, b ,",
            "OP_MCP_SCRIPT_RUNNER_ROOTS", "/one" + separator + "/two words");

    var byVariable = Loading.load(environment).settings();
    var byFlag =
        Loading.load(environment, "--allowed-vault=x,y", "--allowed-vault", "z").settings();

    assertThat(byVariable.backend().allowedVaults()).containsExactlyInAnyOrder("Team A", "b");
    assertThat(byVariable.runner().roots())
        .extracting(Object::toString)
        .containsExactly("/one", "/two words");
    assertThat(byFlag.backend().allowedVaults()).containsExactlyInAnyOrder("x,y", "z");
  }

  @Test
  void theUnrestrictedScriptRunnerImpliesTheScriptRunner() {
    var gates =
        Loading.load(
                "--account=acme", "--op-cli-path=/op", "--enable-unrestricted-script-runner=true")
            .settings()
            .gates();

    assertThat(gates.scriptRunner()).isTrue();
  }

  @Test
  void microProfileConfigIsASource() {
    System.setProperty("mcp1password.http-port", "4711");
    System.setProperty("mcp1password.auth-mode", "demo");
    try {
      var loader = SettingsLoader.withMicroProfile(Map.of());
      assertThat(loader.load(List.of()).settings().http().port()).isEqualTo(4_711);
    } finally {
      System.clearProperty("mcp1password.http-port");
      System.clearProperty("mcp1password.auth-mode");
    }
  }

  @Test
  void theAuditLogsPathIsKnownWithoutTheOtherSettings() {
    Properties none = name -> java.util.Optional.empty();

    assertThat(new SettingsLoader(Map.of("OP_MCP_AUDIT_LOG_PATH", "/a.jsonl"), none).auditLogPath())
        .hasToString("/a.jsonl");
    assertThat(new SettingsLoader(Map.of(), none).auditLogPath()).isAbsolute();
  }

  private static Setting<?> declared(SettingCase setting) {
    return SettingsTable.SERVER.stream()
        .filter(each -> each.name().equals(setting.name()))
        .findFirst()
        .orElseThrow();
  }

  private static Settings load(SettingCase setting, String... arguments) {
    return Loading.load(setting.around(), arguments).settings();
  }

  private static Settings load(
      SettingCase setting, Map<String, String> environment, Map<String, String> properties) {
    return Loading.load(List.of(), plus(setting.around(), environment), properties).settings();
  }

  private static Map<String, String> plus(Map<String, String> one, Map<String, String> other) {
    var result = new HashMap<>(one);
    result.putAll(other);
    return result;
  }
}
