package io.mcp1password.runner.allowlist;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of an environment variable that carries a secret into a command.
 *
 * <p>Names that change which code a program runs or where it finds its own files are refused: who
 * may choose a secret's value could make an allowlisted program run anything.
 */
public final class SecretVariable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  private static final Set<String> RESERVED =
      Set.of(
          "PATH",
          "HOME",
          "OP_ACCOUNT",
          "OP_SESSION",
          "OP_SERVICE_ACCOUNT_TOKEN",
          "USER",
          "LOGNAME",
          "SHELL",
          "TMPDIR",
          "TEMP",
          "TMP",
          "LANG",
          "ENV",
          "BASH_ENV",
          "BASHOPTS",
          "SHELLOPTS",
          "IFS",
          "PS4",
          "ZDOTDIR",
          "PYTHONPATH",
          "PYTHONHOME",
          "PYTHONSTARTUP",
          "PYTHONINSPECT",
          "NODE_OPTIONS",
          "NODE_PATH",
          "PERL5LIB",
          "PERL5OPT",
          "RUBYOPT",
          "RUBYLIB",
          "CLASSPATH",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "GCONV_PATH",
          "GLIBC_TUNABLES",
          "PROMPT_COMMAND",
          "PYTHONUSERBASE",
          "PYTHONBREAKPOINT",
          "NPM_CONFIG_NODE_OPTIONS",
          "NPM_CONFIG_SCRIPT_SHELL",
          "PERLLIB",
          "PERL5DB",
          "GEM_HOME",
          "GEM_PATH",
          "BUNDLE_GEMFILE",
          "JAVA_HOME",
          "JAVA_OPTS",
          "MAVEN_OPTS",
          "GRADLE_OPTS",
          "DOTNET_STARTUP_HOOKS",
          "LUA_INIT",
          "PHPRC",
          "PHP_INI_SCAN_DIR",
          "MAKEFLAGS",
          "MAKEFILES",
          "OPENSSL_CONF",
          "OPENSSL_ENGINES",
          "OPENSSL_MODULES",
          "SSH_ASKPASS",
          "SUDO_ASKPASS",
          "LESSOPEN",
          "LESSCLOSE",
          "MANPAGER",
          "BROWSER",
          "EDITOR",
          "VISUAL",
          "PAGER");

  private static final List<String> RESERVED_PREFIXES =
      List.of("OP_SESSION_", "LC_", "LD_", "DYLD_", "GIT_", "BASH_FUNC_");

  private SecretVariable() {}

  /** What is wrong with the name; empty when nothing. */
  public static Optional<String> problem(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("is no name of a variable: letters, digits and _, no digit first");
    }
    String upper = name.toUpperCase(Locale.ROOT);
    boolean reserved =
        RESERVED.contains(upper) || RESERVED_PREFIXES.stream().anyMatch(upper::startsWith);
    return reserved
        ? Optional.of("is reserved: it changes how programs run; use another name")
        : Optional.empty();
  }
}
