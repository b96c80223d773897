package io.mcp1password.runner.opcli;

import io.mcp1password.runner.process.ChildResult;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the 1Password command line says that a session is not, or no longer, valid. */
final class SignInFailure {

  private static final List<Pattern> WORDINGS =
      Stream.of(
              "\\bnot (?:currently )?signed in\\b",
              "\\brun [`'\"]?op signin\\b",
              "\\bsession\\b[^\\n]{0,200}\\b(?:expired|invalid)\\b",
              "\\b(?:expired|invalid)\\b[^\\n]{0,200}\\bsession\\b",
              "\\bOP_SESSION\\w{0,100}[^\\n]{0,200}\\b(?:expired|invalid)\\b",
              "\\b(?:expired|invalid)\\b[^\\n]{0,200}\\bOP_SESSION")
          .map(each -> Pattern.compile(each, Pattern.CASE_INSENSITIVE))
          .toList();

  private SignInFailure() {}

  /** Whether a command failed and said so. */
  static boolean isIn(ChildResult result) {
    return !result.succeeded()
        && Stream.of(result.stderr(), result.stdout())
            .anyMatch(text -> WORDINGS.stream().anyMatch(each -> each.matcher(text).find()));
  }
}
